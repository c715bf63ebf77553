import { z } from 'zod';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { PendingReason } from '@/domain/payout/conditions';
import type { PayoutStatus } from '@/domain/payout/payout';
import type { SettlementTier } from '@/domain/policy/policy';
import type { StatementKind } from '@/domain/statement/statement';
import type { PayoutConditionDto } from './overview';
import { numberParam, wordsParam } from './search-params';

/** What the list calls a status: a payout that failed and one that came back are both failed to the seller. */
export const PAYOUT_FILTERS = ['processing', 'paid', 'failed'] as const;
export type PayoutFilter = (typeof PAYOUT_FILTERS)[number];

/** How many payouts a page of the list has. */
export const PAYOUTS_A_PAGE = 20;

/** The filters of the payouts list, and the payout that is opened in it, as they stand in its URL. */
export const payoutsSearchSchema = z.object({
  status: z.enum(PAYOUT_FILTERS).optional().catch(undefined),
  /** A statement's or payout's number, an order id or a trace reference. */
  q: wordsParam,
  /** Keyset: payouts started before this one. */
  before: numberParam,
  open: numberParam,
});

export type PayoutsSearch = z.infer<typeof payoutsSearchSchema>;

/** One row of the payouts list; money as decimal strings. */
export interface PayoutRowDto {
  readonly no: number;
  readonly initiatedOn: PlainDate;
  readonly status: PayoutStatus;
  readonly amount: string;
  readonly last4: string;
  readonly statementCount: number;
  /** The day of the bank's last word; null while it is on its way. */
  readonly settledOn: PlainDate | null;
  /** When the money of one on its way arrives at the earliest: the next business day. */
  readonly expectedOn: PlainDate;
  readonly code: string | null;
}

/** What became of the money of a payout that failed or came back. */
export interface PayoutFailureDto {
  readonly code: string;
  readonly returnedOn: PlainDate;
  readonly holderName: string;
  readonly registeredName: string;
  /** Payouts that took the same statements later. */
  readonly sentAgain: readonly { readonly no: number; readonly initiatedOn: PlainDate }[];
  /** What of it is open in pending statements now. */
  readonly stillOpen: string;
  /** The first payout day after today; once the account is confirmed or changed it is sent then at the earliest. */
  readonly againOn: PlainDate;
  /** Whether the account has still to be confirmed or changed (R7.5). */
  readonly isBlocked: boolean;
}

/** A payout opened in the list. */
export interface PayoutDetailDto extends PayoutRowDto {
  readonly items: readonly {
    readonly statementNo: number;
    readonly day: PlainDate;
    readonly kind: StatementKind;
    readonly orderCount: number;
    readonly amount: string;
  }[];
  /** How many statements beyond those named; their sum is in `amount`. */
  readonly moreItems: number;
  readonly traceReference: string;
  /** Business days from the start to the bank's word. */
  readonly businessDays: number | null;
  readonly failure: PayoutFailureDto | null;
}

/** A page of the payouts list. */
export interface PayoutsPageDto {
  readonly rows: readonly PayoutRowDto[];
  readonly older: number | null;
  readonly counts: Readonly<Record<'all' | PayoutFilter, number>>;
  readonly total: number | null;
  /** Sum of what the shown payouts sent, without failed and returned ones. */
  readonly sent: string;
  readonly opened: PayoutDetailDto | null;
}

/** The one figure of the payouts page. */
export interface InTransitDto {
  readonly inTransit: string;
  /** Those on their way, the newest first, at most three. */
  readonly payouts: readonly PayoutRowDto[];
  readonly count: number;
}

/** What the next payout takes from a statement, one that is closed or one that is expected. */
export interface PayoutTakeDto {
  /** Null where the day is not closed yet. */
  readonly statementNo: number | null;
  readonly day: PlainDate;
  readonly kind: StatementKind;
  readonly orderCount: number;
  readonly amount: string;
}

/** The next payout, as the engine expects it if nothing new happens. */
export interface PayoutAheadDto {
  /** Null if none is expected within the days looked ahead. */
  readonly day: PlainDate | null;
  readonly amount: string;
  readonly takes: readonly PayoutTakeDto[];
  /** All conditions of R7.3, those that are met too. */
  readonly conditions: readonly PayoutConditionDto[];
  /** What keeps pending statements from being paid now; null if nothing but the schedule. */
  readonly obstacle: Exclude<PendingReason, 'scheduled'> | null;
  readonly daysAhead: number;
  readonly tier: SettlementTier;
  /** From delivery to settlement. */
  readonly settlementDays: number;
  readonly level: number;
  readonly available: string;
}
