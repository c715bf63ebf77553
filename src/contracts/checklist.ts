import { z } from 'zod';
import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { CHECK_ITEMS, type CheckItem, type Finding } from '@/domain/checklist/checklist';
import type { PortfolioRowDto } from './portfolio';
import { dayParam } from './search-params';

/** The longest note. */
export const MOST_NOTE = 500;

/** What somebody notes with a check. */
export const noteSchema = z
  .string()
  .max(MOST_NOTE, `Keep the note to ${MOST_NOTE} characters.`)
  .transform((text) => text.trim())
  .catch('');

export const checkItemSchema = z.enum(CHECK_ITEMS);

/** What was stated of a row, by whom, and what the books said then. */
export interface CheckEntryDto {
  readonly id: string;
  readonly day: PlainDate;
  readonly item: CheckItem;
  readonly deed: 'checked' | 'reopened';
  readonly finding: Finding;
  readonly note: string;
  readonly byName: string;
  readonly at: Instant;
}

/** A row of a shop's checklist of today. */
export interface CheckRowDto {
  readonly item: CheckItem;
  readonly finding: Finding;
  readonly isDone: boolean;
  /** The check that counts today; null where nobody has checked it. */
  readonly checked: CheckEntryDto | null;
}

/** A shop's checklist of today. */
export interface ChecklistDto {
  readonly shop: PortfolioRowDto;
  readonly rows: readonly CheckRowDto[];
  /** Those who may act on money or members, and how many of them have no second step; null where nobody is known. */
  readonly security: { readonly trusted: number; readonly unprotected: number } | null;
}

/** How many entries of the history a page has. */
export const CHECKS_A_PAGE = 40;

/** What the page of a checklist takes from its URL. */
export const checklistSearchSchema = z.object({
  /** Keyset: entries before this one. */
  before: z
    .string()
    .regex(/^chk_\w{1,40}$/)
    .optional()
    .catch(undefined),
  /** The history of one day. */
  day: dayParam,
});
export type ChecklistSearch = z.infer<typeof checklistSearchSchema>;

/** A page of a shop's history of checks, newest first. */
export interface CheckHistoryDto {
  readonly entries: readonly CheckEntryDto[];
  readonly older: string | null;
}
