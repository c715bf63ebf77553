import { z } from 'zod';
import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { FACT_FLAGS, type FactFlag } from '@/domain/fact/flags';
import type { BillStatus } from './bill';
import { LARGEST_NUMBER, numberParam, wordsParam } from './search-params';

/** What /ops/matching shows: money that came in, facts that need a look, money that came back. */
export const MATCHING_TABS = ['transfers', 'facts', 'returns'] as const;
export type MatchingTab = (typeof MATCHING_TABS)[number];

export const MATCHED_A_PAGE = 50;

/** A place in a list: "2026-03-13~12". What makes no sense begins at the beginning. */
const cursorParam = z
  .string()
  .regex(/^[\w:.-]{1,40}(?:~[\w-]{1,40}){0,3}$/)
  .optional()
  .catch(undefined);

/** Search parameters of /ops/matching: words look through all transfers, whatever became of them. */
export const matchingSearchSchema = z.object({
  tab: z.enum(MATCHING_TABS).catch('transfers'),
  q: wordsParam,
  view: z.enum(['waiting', 'done']).catch('waiting'),
  flag: z.enum(FACT_FLAGS).optional().catch(undefined),
  after: cursorParam,
});
export type MatchingSearch = z.infer<typeof matchingSearchSchema>;

/** Search parameters of a bank line's page: words to search a bill by, and the one that is looked at. */
export const bankLineSearchSchema = z.object({
  q: wordsParam,
  bill: z
    .string()
    .regex(/^[\w-]{1,80}$/)
    .optional()
    .catch(undefined),
  shop: numberParam,
});

/** How large a bank's file may be, in bytes: what next.config.ts lets in, less the rest of the form. */
export const LARGEST_BANK_FILE = 8 * 1024 * 1024;
export const LONGEST_MATCH_REASON = 500;

const file = z
  .instanceof(File, { error: 'Choose a file.' })
  .refine(({ size }) => size > 0, 'Choose a file: nothing was chosen, or it is empty.')
  .refine(
    ({ size }) => size <= LARGEST_BANK_FILE,
    'This file is larger than 8 MB. Export a shorter time, or use the command line.',
  );

export const bankStatementFormSchema = z.object({
  file,
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .transform((text) => (text === '' ? null : text))
    .pipe(
      z
        .string()
        .regex(/^[A-Z]{3}$/, 'Write three letters, like USD, or leave it empty.')
        .nullable(),
    ),
});

export const bankReturnsFormSchema = z.object({ file });

const line = z.coerce.number('There is no such line.').int().min(1).max(LARGEST_NUMBER);
const reason = z
  .string('Give the reason.')
  .trim()
  .min(1, 'Give the reason: whoever looks at it next reads it.')
  .max(LONGEST_MATCH_REASON, `Keep it to ${LONGEST_MATCH_REASON} characters.`);

/** Accepts or declines what is suggested for a line. */
export const decideSuggestionSchema = z
  .object({
    line,
    decision: z.enum(['accept', 'decline'], 'Choose whether you accept or decline it.'),
    reason: z.string().trim().max(LONGEST_MATCH_REASON, `Keep it to ${LONGEST_MATCH_REASON} characters.`).catch(''),
  })
  .refine(({ decision, reason: given }) => decision === 'accept' || given !== '', {
    path: ['reason'],
    message: 'Say why it is not this bill: whoever looks at it next reads it.',
  });

/** Matches a line with a bill by hand. */
export const matchLineSchema = z.object({
  line,
  shop: z.coerce.number('Choose a bill.').int().min(1).max(LARGEST_NUMBER),
  bill: z.string('Choose a bill.').regex(/^[\w-]{1,80}$/, 'Choose a bill.'),
  reason: z.string().trim().max(LONGEST_MATCH_REASON, `Keep it to ${LONGEST_MATCH_REASON} characters.`).catch(''),
});

/** Sets a line aside. */
export const setAsideSchema = z.object({
  line,
  as: z.enum(['returned-to-sender', 'not-ours'], 'Say what became of the money.'),
  reason,
});

/** Takes a flagged fact off the list. */
export const dismissFactSchema = z.object({
  shop: z.coerce.number('There is no such shop.').int().min(1).max(LARGEST_NUMBER),
  no: z.coerce.number('There is no such fact.').int().min(1).max(LARGEST_NUMBER),
  flag: z.enum(FACT_FLAGS, 'There is no such fact.'),
  reason,
});

/** What is wrong with a line of a file, for its sender: nothing of the file was stored. */
export interface FileRefusalDto {
  readonly line: number | null;
  readonly field: string;
  readonly reason: string;
}

/** What a file came to: a sentence each, or all that is to be mended. */
export type FileOutcome =
  | { readonly kind: 'stored'; readonly name: string; readonly says: readonly string[] }
  | {
      readonly kind: 'refused';
      readonly name: string;
      readonly refusals: readonly FileRefusalDto[];
      readonly more: number;
    };

/** How many refusals of a file are shown. */
export const REFUSALS_SHOWN = 20;

/** Where a bank line stands. */
export type BankLineStatus = 'matched' | 'suggested' | 'unmatched' | 'returned-to-sender' | 'not-ours';

/** A bill as ops find it. Amounts are decimal strings. */
export interface FoundBillDto {
  readonly shopNo: number;
  readonly shop: string;
  readonly shopName: string;
  readonly sellerName: string | null;
  readonly id: string;
  /** In groups of four; null for a bill by card. */
  readonly reference: string | null;
  readonly amount: string;
  readonly received: string;
  readonly currency: string;
  readonly status: BillStatus;
  readonly createdAt: Instant;
}

/** A line of the marketplace's bank account. */
export interface BankLineDto {
  readonly id: number;
  readonly bookedOn: PlainDate;
  readonly amount: string;
  readonly currency: string;
  readonly counterparty: string;
  readonly description: string;
  readonly status: BankLineStatus;
  readonly reason: string;
  readonly bill: FoundBillDto | null;
  /** Who decided last; null where nobody had to. */
  readonly decidedName: string | null;
}

/** A page of bank lines. */
export interface BankLinesDto {
  readonly lines: readonly BankLineDto[];
  /** `after` of the next page; null at the end. */
  readonly next: string | null;
}

/** What was decided about a line, the first first. */
export interface LineDecisionDto {
  readonly decision: 'accepted' | 'declined' | 'matched' | 'returned-to-sender' | 'not-ours';
  readonly bill: string | null;
  readonly reason: string;
  readonly byName: string;
  readonly at: Instant;
}

/** What a match would clear, by the netting that clearing runs (R8.3). */
export interface MatchPreviewDto {
  readonly debts: readonly {
    readonly statement: number;
    readonly owedBefore: string;
    readonly paid: string;
    readonly owedAfter: string;
  }[];
  readonly stillOwed: string;
  readonly excess: string;
}

/** A line with all that is needed to decide about it. */
export interface BankLineCaseDto {
  readonly line: BankLineDto;
  readonly decisions: readonly LineDecisionDto[];
  /** Bills that a search found; those of the same amount where nothing was searched for. */
  readonly found: readonly FoundBillDto[];
  /** The bill that is looked at, and what matching it would clear. */
  readonly chosen: { readonly bill: FoundBillDto; readonly preview: MatchPreviewDto } | null;
}

/** A fact that ops are told of. */
export interface FlaggedFactDto {
  readonly shopNo: number;
  readonly shop: string;
  readonly shopName: string;
  readonly no: number;
  readonly id: string;
  readonly type: string;
  readonly flag: FactFlag;
  readonly reason: string;
  readonly order: string | null;
  /** Signed; null where it tells of none. */
  readonly amount: string | null;
  readonly currency: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly payload: string;
  readonly dismissed: { readonly byName: string; readonly at: Instant; readonly reason: string } | null;
}

/** A page of flagged facts. */
export interface FlaggedFactsDto {
  readonly facts: readonly FlaggedFactDto[];
  readonly next: string | null;
}

/** A payout that the bank did not take, or sent back. */
export interface SentBackDto {
  readonly shop: string;
  readonly shopName: string;
  readonly no: number;
  readonly status: 'failed' | 'returned';
  readonly initiatedOn: PlainDate;
  readonly settledOn: PlainDate;
  readonly amount: string;
  readonly currency: string;
  readonly code: string;
  readonly trace: string;
}

/** A page of them. */
export interface SentBackPageDto {
  readonly payouts: readonly SentBackDto[];
  readonly next: string | null;
}
