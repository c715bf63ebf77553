import { z } from 'zod';
import type { ShopEvent } from '@/domain/books';
import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { FACT_TYPES } from '@/domain/fact/fact';
import type { Account, JournalSource } from '@/domain/ledger/journal';
import type { LineEvent } from '@/domain/statement/statement';
import type { AppealDto } from './appeals';
import type { NoticeKind } from './notices';
import type { SellerRole } from './permissions';
import { dayParam, numberParam, wordsParam } from './search-params';

/** What a shop's page for the marketplace's own people is divided into; the first is the page itself. */
export const OPS_SHOP_TABS = [
  'summary',
  'statements',
  'payouts',
  'bills',
  'on-hold',
  'holds',
  'account',
  'facts',
  'journal',
  'happenings',
  'jobs',
  'notes',
] as const;
export type OpsShopTab = (typeof OPS_SHOP_TABS)[number];

/** How many rows a page of facts, journals, happenings or notes has. */
export const OPS_ROWS_A_PAGE = 30;

/** Search parameters of the tabs that list what has a number. */
export const opsRowsSearchSchema = z.object({
  /** Keyset: rows before this number. */
  before: numberParam,
});

export type OpsRowsSearch = z.infer<typeof opsRowsSearchSchema>;

/** Filters of a shop's facts, as they stand in the URL. */
export const opsFactsSearchSchema = opsRowsSearchSchema.extend({
  /** The whole id of an order, in small letters too, or a fact's own. */
  q: wordsParam,
  type: z.enum(FACT_TYPES).optional().catch(undefined),
  /** Days on which facts take effect. */
  from: dayParam,
  to: dayParam,
});

export type OpsFactsSearch = z.infer<typeof opsFactsSearchSchema>;

/** What journals are booked for; "payout" stands for every step of one. */
export const JOURNAL_FILTERS = [
  'statement',
  'payout',
  'payout-started',
  'payout-paid',
  'payout-failed',
  'payout-returned',
] as const satisfies readonly (JournalSource | 'payout')[];
export type JournalFilter = (typeof JOURNAL_FILTERS)[number];

/** Filters of a shop's journals, as they stand in the URL. */
export const opsJournalSearchSchema = opsRowsSearchSchema.extend({
  source: z.enum(JOURNAL_FILTERS).optional().catch(undefined),
  /** Of the statement or payout that a journal is booked for. */
  no: numberParam.meta({ cure: 'give the number of a statement or payout, such as 12' }),
  from: dayParam,
  to: dayParam,
});

export type OpsJournalSearch = z.infer<typeof opsJournalSearchSchema>;

/** A shop and whose it is. */
export interface OpsShopDto {
  readonly id: number;
  readonly externalId: string;
  readonly name: string;
  readonly marketplace: string;
  readonly registeredName: string;
  readonly registrationType: string;
  readonly isRiskFlagged: boolean;
  readonly isReserveExempt: boolean;
  readonly seller: { readonly id: number; readonly externalId: string; readonly name: string } | null;
}

/** What is open or was decided about a shop. Amounts are decimal strings. */
export interface ShopMattersDto {
  /** The first of them. */
  readonly disputes: readonly { readonly order: string; readonly dispute: string; readonly amount: string }[];
  readonly disputeCount: number;
  /** The newest first. */
  readonly appeals: readonly Pick<AppealDto, 'id' | 'filedAt' | 'filedName' | 'status'>[];
}

/** Somebody who acts for a shop. */
export interface ShopPersonDto {
  readonly no: number;
  readonly name: string;
  readonly email: string;
  readonly role: SellerRole;
  /** Whether they see every shop of the seller, those to come too. */
  readonly seesEveryShop: boolean;
  readonly joinedAt: Instant;
}

/** A fact of a day that is not closed: no page of the books shows what it does before the day's close (R2.2). */
export interface AwaitedFactDto {
  readonly no: number;
  readonly type: string;
  readonly order: string | null;
  readonly effectiveOn: PlainDate;
  /** What it is about, a decimal string; null where it names no amount. */
  readonly amount: string | null;
}

/** Facts that wait, the last recorded first. */
export interface AwaitedFactsDto {
  readonly facts: readonly AwaitedFactDto[];
  /** How many more there are than are named. */
  readonly moreCount: number;
}

/** A line that a fact made. */
export interface FactLineDto {
  readonly statement: number;
  readonly line: number;
  readonly event: LineEvent;
  readonly amount: string;
}

/** A fact as it was recorded. */
export interface FactRowDto {
  readonly no: number;
  readonly id: string;
  readonly type: string;
  readonly order: string | null;
  readonly occurredAt: Instant;
  readonly effectiveOn: PlainDate;
  readonly recordedAt: Instant;
  /** The rest of it, name by name; what is no plain value as JSON. */
  readonly payload: readonly (readonly [name: string, value: string])[];
  readonly lines: readonly FactLineDto[];
}

/** A journal with its entries. */
export interface JournalRowDto {
  readonly no: number;
  readonly day: PlainDate;
  readonly source: JournalSource;
  readonly sourceNo: number;
  readonly entries: readonly { readonly account: Account; readonly amount: string }[];
  /** Of all entries: 0.00 where it balances. */
  readonly sum: string;
}

/** What happened to a shop. */
export interface HappeningDto {
  readonly no: number;
  readonly day: PlainDate;
  readonly kind: ShopEvent['kind'];
  readonly detail: readonly (readonly [name: string, value: string])[];
}

/** What the seller's people were told of a shop. */
export interface OpsNoticeDto {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly at: Instant;
  readonly detail: unknown;
  /** To how many members it went, and how many have read it. */
  readonly toldCount: number;
  readonly readCount: number;
}

/** A page of rows that have a number. */
export interface OpsRowsDto<Row> {
  readonly rows: readonly Row[];
  /** `before` of the next page; null on the last. */
  readonly older: number | null;
}

/** A note of the marketplace's own people. */
export interface NoteDto {
  readonly id: string;
  /** Null for one on the shop as a whole. */
  readonly statementNo: number | null;
  readonly words: string;
  readonly byName: string;
  readonly at: Instant;
}

export const MOST_NOTE_LETTERS = 2000;

/** A page of notes, newest first. */
export interface NotesPageDto {
  readonly notes: readonly NoteDto[];
  /** `before` of the next page: a note's id. */
  readonly older: string | null;
}

/** Shape of a note's id in an address. */
export const noteIdParam = z
  .string()
  .regex(/^not_\w{1,40}$/)
  .optional()
  .catch(undefined);
