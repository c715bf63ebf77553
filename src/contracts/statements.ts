import { z } from 'zod';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { PendingReason } from '@/domain/payout/conditions';
import type { LineEvent, StatementKind, StatementStatus } from '@/domain/statement/statement';
import { dayParam, numberParam, wordsParam } from './search-params';
import { typedAmount } from './typed-amount';

export const STATEMENT_STATUSES = ['pending', 'processing', 'paid'] as const satisfies readonly StatementStatus[];
export const STATEMENT_KINDS = ['daily', 'bill-payment', 'reserve-draw'] as const satisfies readonly StatementKind[];
/** In the order in which they hold (R6.4). */
export const PENDING_REASONS = [
  'negative-balance',
  'shop-closed',
  'withdrawals-frozen',
  'payout-failed',
  'no-bank-account',
  'below-minimum',
  'scheduled',
] as const satisfies readonly PendingReason[];

/** How many statements a page of the list has. */
export const STATEMENTS_A_PAGE = 20;

/** The filters of the statements list as they stand in its URL. */
export const statementsSearchSchema = z.object({
  status: z.enum(STATEMENT_STATUSES).optional().catch(undefined),
  reason: z.enum(PENDING_REASONS).optional().catch(undefined),
  kind: z.enum(STATEMENT_KINDS).optional().catch(undefined),
  from: dayParam,
  to: dayParam,
  /** Least and most payable, decimal strings. */
  min: typedAmount,
  max: typedAmount,
  /** An order id, or the number of a statement or payout. */
  q: wordsParam,
  /** Keyset: statements closed before this one. */
  before: numberParam,
});

export type StatementsSearch = z.infer<typeof statementsSearchSchema>;

/** What a statement was netted with, or taken by (R7.1, R7.3). */
export interface CounterpartDto {
  readonly no: number;
  readonly day: PlainDate;
  readonly kind: StatementKind;
}

/** One row of the statements list; money as decimal strings. */
export interface StatementRowDto {
  readonly no: number;
  readonly day: PlainDate;
  readonly kind: StatementKind;
  readonly status: StatementStatus;
  /** Why it is pending; null otherwise. */
  readonly reason: PendingReason | null;
  readonly settlement: string;
  readonly reserveNet: string;
  readonly payable: string;
  readonly open: string;
  readonly orderCount: number;
  readonly lineCount: number;
  /** What happened first on it and to which order, where it is about one order. */
  readonly about: { readonly event: LineEvent; readonly order: string } | null;
  readonly bill: string | null;
  /** The payout that took it, while it is on its way or arrived. */
  readonly payout: { readonly no: number; readonly initiatedOn: PlainDate } | null;
  /** Statements that it was set against, the first three of `counterpartCount`. */
  readonly counterparts: readonly CounterpartDto[];
  readonly counterpartCount: number;
}

/** What the list says about pending statements as a whole; they all have the same reason (R6.4, R7.1). */
export interface PendingDto {
  readonly reason: PendingReason;
  readonly nextPayoutOn: PlainDate;
  /** Whether the next payout is one business day ahead: the eve of R6.4. */
  readonly isEve: boolean;
}

/** A page of the statements list. */
export interface StatementsPageDto {
  readonly rows: readonly StatementRowDto[];
  /** The cursor of the next older page; null on the last. */
  readonly older: number | null;
  /** Kept counts of the shop, whatever the filters. */
  readonly counts: Readonly<Record<'all' | StatementStatus, number>>;
  /** How many the filters leave, where that is a kept count; null where it would have to be counted. */
  readonly total: number | null;
  /** How many newer ones were on the pages before, where the total is known. */
  readonly newer: number | null;
  /** Null before the first close. */
  readonly pending: PendingDto | null;
  /** Sum of what is open in all statements that the filters leave, and their number. Only where the filters leave pending ones alone. */
  readonly openTotal: { readonly count: number; readonly open: string } | null;
  /** What the shop owes, the banner's amount. */
  readonly owed: string;
}
