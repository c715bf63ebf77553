import { z } from 'zod';
import type { Instant } from '@/domain/calendar/instant';
import { isPlainDate, type PlainDate } from '@/domain/calendar/plain-date';
import type { Difference, Flow } from '@/domain/reconciliation/compare';
import { dayParam } from './search-params';

export const RECONCILED_DAYS_A_PAGE = 30;
export const DIFFERENCES_A_PAGE = 100;
const LONGEST_KEY = 200;
const LONGEST_NOTE = 500;

/** Search parameters of /ops/reconciliation: days before this one. */
export const reconciliationSearchSchema = z.object({ before: dayParam });

/** Search parameters of a reconciled day: the key of the difference behind which the page begins. */
export const reconciledDaySearchSchema = z.object({
  after: z.string().min(1).max(LONGEST_KEY).optional().catch(undefined),
});

const day = z
  .string('Choose a day.')
  .refine(isPlainDate, 'Write a day like 2026-03-13.')
  .transform((text) => text as PlainDate);

/** Has a day compared again. */
export const reconcileDaySchema = z.object({ day });

/** Explains a difference. */
export const explainDifferenceSchema = z.object({
  key: z.string('There is no such difference.').min(1, 'There is no such difference.').max(LONGEST_KEY),
  note: z
    .string('Write what explains it.')
    .trim()
    .min(1, 'Write what explains it: whoever looks at it next reads it.')
    .max(LONGEST_NOTE, `Keep it to ${LONGEST_NOTE} characters.`),
});

export type ReconciliationSide = 'provider' | 'bank';
export type ReconciliationStatus = 'running' | 'done' | 'failed' | 'no-statement';

/** Both sides' sums of one flow. Amounts are decimal strings. */
export interface FlowTotalDto {
  readonly flow: Flow;
  readonly marketplace: string;
  readonly currency: string;
  readonly theirs: string;
  readonly ours: string;
  /** Theirs less ours. */
  readonly difference: string;
  readonly inTransit: string;
}

/** The latest look at one side of a day. */
export interface ReconciledSideDto {
  readonly side: ReconciliationSide;
  /** Of the latest run. */
  readonly status: ReconciliationStatus;
  readonly error: string | null;
  /** Null for the nightly one. */
  readonly askedByName: string | null;
  readonly startedAt: Instant;
  /** Of the latest run that was done, whose sums these are; null where none was. */
  readonly doneAt: Instant | null;
  readonly entryCount: number;
  readonly differenceCount: number;
  /** Of these, how many have an explanation. */
  readonly explainedCount: number;
  readonly totals: readonly FlowTotalDto[];
}

/** A day with both sides; null for a side that was never looked at. */
export interface ReconciledDayDto {
  readonly day: PlainDate;
  readonly provider: ReconciledSideDto | null;
  readonly bank: ReconciledSideDto | null;
}

/** A page of days, the latest first. */
export interface ReconciledDaysDto {
  readonly days: readonly ReconciledDayDto[];
  readonly older: PlainDate | null;
}

/** Something that differs. */
export interface DifferenceDto {
  readonly key: string;
  readonly side: ReconciliationSide;
  readonly kind: Difference;
  readonly flow: Flow;
  /** Empty where nothing of ours is known for it. */
  readonly marketplace: string;
  readonly currency: string;
  readonly theirs: string;
  readonly ours: string;
  readonly reference: string;
  readonly shop: string | null;
  readonly shopName: string | null;
  readonly bill: string | null;
  readonly payout: number | null;
  /** The bill-payment statement of the bill, once it has cleared. */
  readonly statement: number | null;
  readonly note: { readonly text: string; readonly byName: string; readonly at: Instant } | null;
  /** When it was found first. */
  readonly since: Instant;
}

/** A line that left the account and pays nothing that the books know of. */
export interface OtherOutgoingDto {
  readonly id: number;
  readonly counterparty: string;
  readonly description: string;
  readonly amount: string;
  readonly currency: string;
}

/** What a day came to, item by item, and its runs. */
export interface ReconciledDayCaseDto {
  readonly day: ReconciledDayDto;
  /** A page of what the latest runs found; the sides tell how many there are. */
  readonly differences: readonly DifferenceDto[];
  /** `after` of the next page; null at the end. */
  readonly next: string | null;
  /** What runs before found and the latest does not: the books caught up. The first of them. */
  readonly settled: readonly DifferenceDto[];
  readonly moreSettled: boolean;
  /** Lines of the bank that pay no payout, at most as many as are shown; with their sums by currency, of all. */
  readonly others: readonly OtherOutgoingDto[];
  readonly otherSums: readonly { readonly currency: string; readonly count: number; readonly amount: string }[];
}
