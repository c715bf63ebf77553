import { z } from 'zod';
import type { ActivityStatus } from '@/domain/books';
import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { Currency } from '@/domain/money/money';
import type { Measure, ReserveLevel, SettlementTier } from '@/domain/policy/policy';
import type { MeasureInForceDto } from './health';

/** What may be sent with an appeal: media type, how a file of it begins, and what a chooser offers. */
export const APPEAL_FILE_TYPES = {
  'application/pdf': { word: 'PDF', begins: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  'image/png': { word: 'PNG', begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  'image/jpeg': { word: 'JPEG', begins: [0xff, 0xd8, 0xff] },
} as const;
export type AppealFileType = keyof typeof APPEAL_FILE_TYPES;

export const MOST_APPEAL_FILES = 3;
/** Of one file, in bytes. next.config.ts lets in what three of them and the words need. */
export const LARGEST_APPEAL_FILE = 2 * 1024 * 1024;
export const LONGEST_APPEAL = 4000;
export const LONGEST_REASON = 1000;
const LONGEST_NAME = 120;

/** The names of the fields for files. */
export const APPEAL_FILE_FIELDS = ['file1', 'file2', 'file3'] as const;
export type AppealFileField = (typeof APPEAL_FILE_FIELDS)[number];

/** The type of a file by how it begins; what its sender calls it is not believed. @returns null for any other */
export function appealFileType(content: Uint8Array): AppealFileType | null {
  const types = Object.keys(APPEAL_FILE_TYPES) as AppealFileType[];
  return types.find((type) => APPEAL_FILE_TYPES[type].begins.every((byte, at) => content[at] === byte)) ?? null;
}

/**
 * The name of a file without folders and characters that do something, cut in the middle so that its ending stays.
 * @example plainFileName("C:\\scans\\letter.pdf") === "letter.pdf"
 */
export function plainFileName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out, with the marks that turn text around
  const name = last.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069"]/g, '').trim();
  if (name === '' || /^\.+$/.test(name)) return 'file';
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 21)}…${name.slice(-20)}`;
}

/** A field of a form for a file; nothing where none was chosen. */
const fileField = z
  .instanceof(File)
  .optional()
  .transform((file) => (file === undefined || (file.size === 0 && /^(|undefined)$/.test(file.name)) ? null : file));

const TELL = 'Say what happened and what you have changed.';

export const fileAppealSchema = z.object({
  words: z
    .string(TELL)
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .pipe(z.string().min(1, TELL).max(LONGEST_APPEAL, `Keep it to ${LONGEST_APPEAL} characters.`)),
  file1: fileField,
  file2: fileField,
  file3: fileField,
});

export const appealIdSchema = z.string().regex(/^apl_[0-9A-HJKMNP-TV-Z]{26}$/);

/** The number of a file within its appeal, from an address. */
export const appealFileNoSchema = z.coerce.number().int().min(1).max(MOST_APPEAL_FILES);

export const decideAppealSchema = z.object({
  appeal: appealIdSchema,
  decision: z.enum(['granted', 'refused'], 'Choose whether you grant or refuse it.'),
  reason: z
    .string('Give the reason: the seller reads it.')
    .trim()
    .min(1, 'Give the reason: the seller reads it.')
    .max(LONGEST_REASON, `Keep it to ${LONGEST_REASON} characters.`),
});

export type AppealStatus = 'open' | 'granted' | 'refused';

/** A file of an appeal, without its content. */
export interface AppealFileDto {
  readonly no: number;
  readonly name: string;
  readonly type: AppealFileType;
  /** In bytes. */
  readonly size: number;
}

/** An appeal and what became of it. */
export interface AppealDto {
  readonly id: string;
  readonly measures: readonly Measure[];
  readonly words: string;
  readonly filedName: string;
  readonly filedAt: Instant;
  readonly status: AppealStatus;
  readonly files: readonly AppealFileDto[];
  readonly decision: { readonly at: Instant; readonly reason: string } | null;
}

/** What appealing needs, each met or not (R9.3). */
export interface AppealConditionsDto {
  readonly measures: readonly Measure[];
  /** Whether the marketplace lifts by itself, so that there is nothing to appeal. */
  readonly liftsByItself: boolean;
  /** Less what is captured and clearing. */
  readonly owed: string;
  /** What of it bills under way ask for: it is owed until they have cleared. */
  readonly billed: string;
  /** What no bill asks for yet. */
  readonly billable: string;
  readonly isUnderWay: boolean;
}

/** How many appeals a page of decided ones has. */
export const APPEALS_A_PAGE = 25;

/** A place in the queue: "2026-04-20T09:12:00.000Z~apl_...", moment and id of the appeal before. */
const placeParam = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT[\d:.]+Z~apl_[0-9A-Z]{26}$/)
  .optional()
  .catch(undefined);

/** Search parameters of the queue: open ones that were filed after a place, decided ones before one. */
export const appealQueueSchema = z.object({ after: placeParam, before: placeParam });
export type AppealQueueSearch = z.infer<typeof appealQueueSchema>;

/** A row of the queue. */
export interface QueuedAppealDto extends Pick<AppealDto, 'id' | 'measures' | 'filedName' | 'filedAt' | 'status'> {
  readonly shopName: string;
  readonly sellerName: string | null;
  readonly fileCount: number;
  /** What is owed now; a magnitude. */
  readonly owed: string;
  readonly currency: Currency;
  readonly decidedAt: Instant | null;
  readonly decidedName: string | null;
}

/** The queue: all open ones, the oldest first; and a page of decided ones, the newest first. */
export interface AppealQueueDto {
  readonly open: readonly QueuedAppealDto[];
  readonly decided: readonly QueuedAppealDto[];
  /** `after` of the next page of open ones. */
  readonly newer: string | null;
  /** `before` of the next page of decided ones. */
  readonly older: string | null;
}

/** Where a shop stands that appeals, for who decides. Amounts are decimal strings. */
export interface AppealingShopDto {
  readonly id: string;
  readonly name: string;
  readonly sellerId: string | null;
  readonly sellerName: string | null;
  readonly marketplaceName: string;
  readonly currency: Currency;
  readonly zone: string;
  readonly openedOn: PlainDate;
  readonly closedThrough: PlainDate | null;
  /** Less what is captured and clearing. */
  readonly owed: string;
  /** Signed. */
  readonly available: string;
  readonly reserved: string;
  readonly onHold: string;
  readonly measures: readonly MeasureInForceDto[];
  readonly level: ReserveLevel;
  readonly tier: SettlementTier;
  readonly score: string | null;
  readonly isOnProbation: boolean;
  readonly isRiskFlagged: boolean;
  readonly openDisputes: { readonly count: number; readonly amount: string };
  readonly activity: ActivityStatus;
  readonly lastActiveOn: PlainDate;
  /** How often measures were applied to it so far, and the last days on which it was. */
  readonly applied: { readonly count: number; readonly on: readonly PlainDate[] };
}

/** One appeal for who decides: with its shop, and the shop's other appeals. */
export interface AppealCaseDto {
  readonly appeal: AppealDto & { readonly decidedName: string | null };
  readonly shop: AppealingShopDto;
  readonly others: readonly AppealDto[];
  /** What granting would lift now; empty where it cannot be granted. */
  readonly wouldLift: readonly Measure[];
}
