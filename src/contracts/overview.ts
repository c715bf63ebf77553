import { z } from 'zod';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { PayoutSchedule } from '@/domain/fact/fact';
import type { PendingReason } from '@/domain/payout/conditions';
import type { LineEvent, StatementKind } from '@/domain/statement/statement';

/** How far the trend looks back, as it stands in the URL. */
export const TREND_SPANS = ['12-weeks', 'year'] as const;
export type TrendSpan = (typeof TREND_SPANS)[number];

/** Search parameters of the overview. */
export const overviewSearchSchema = z.object({ trend: z.enum(TREND_SPANS).catch('12-weeks') });

/** A row's first children, and how many there are. */
export interface Children<Child> {
  /** At most three. */
  readonly first: readonly Child[];
  readonly count: number;
}

export interface PendingStatementDto {
  readonly no: number;
  readonly day: PlainDate;
  readonly kind: StatementKind;
  /** What happened, where all of it happened to one order. */
  readonly about: { readonly event: LineEvent; readonly order: string } | null;
  readonly payable: string;
  readonly open: string;
}

export interface TransitPayoutDto {
  readonly no: number;
  readonly initiatedOn: PlainDate;
  readonly amount: string;
  readonly last4: string;
}

export interface HeldDto {
  readonly order: string;
  readonly rate: string;
  readonly settlement: string;
  readonly releaseOn: PlainDate;
  readonly remaining: string;
}

export interface OnHoldOrderDto {
  readonly order: string;
  readonly deliveredOn: PlainDate;
  readonly settlesOn: PlainDate;
  /** It is past its day, and waits for a dispute (R3.2). */
  readonly isDisputed: boolean;
  /** Settlement so far. */
  readonly amount: string;
}

/** The balance tree (R7.6). Money as decimal strings. */
export interface BalanceDto {
  readonly available: string;
  readonly inTransit: string;
  readonly reserved: string;
  readonly onHold: string;
  /** All four together: what the shop has if everything settles. */
  readonly total: string;
  readonly statements: Children<PendingStatementDto>;
  readonly payouts: Children<TransitPayoutDto>;
  readonly holds: Children<HeldDto>;
  readonly orders: Children<OnHoldOrderDto>;
  readonly lastPaid: { readonly no: number; readonly amount: string; readonly arrivedOn: PlainDate } | null;
}

/** A condition of R7.3, met or not. */
export type PayoutConditionDto =
  | { readonly kind: 'balance'; readonly isMet: boolean; readonly available: string; readonly minimum: string }
  | { readonly kind: 'account'; readonly isMet: boolean; readonly last4: string | null }
  | { readonly kind: 'account-confirmed'; readonly isMet: boolean }
  | { readonly kind: 'not-frozen'; readonly isMet: boolean; readonly since: PlainDate | null }
  | { readonly kind: 'open'; readonly isMet: boolean; readonly paysFrom: PlainDate | null }
  | {
      readonly kind: 'schedule';
      readonly isMet: true;
      readonly schedule: PayoutSchedule;
      readonly nextOn: PlainDate;
    };

/** A part of the sum that makes the expected payout. */
export type ExpectedPartDto =
  | { readonly kind: 'pending'; readonly amount: string }
  | {
      readonly kind: 'statement';
      readonly day: PlainDate;
      readonly amount: string;
      /** How many orders settle on it. */
      readonly settlingCount: number;
      /** What happens, where one line or one order's settlement is all of it. */
      readonly about: { readonly event: LineEvent; readonly order: string } | null;
      /** The components of that one order, signed. */
      readonly components: readonly { readonly kind: string; readonly amount: string }[];
    };

/** The next payout: what stands in its way, and what it is expected to be (R7.3). */
export interface NextPayoutDto {
  readonly available: string;
  readonly owed: string;
  /** What keeps a payout from being made today. */
  readonly obstacle: Exclude<PendingReason, 'scheduled'> | null;
  readonly conditions: readonly PayoutConditionDto[];
  /** From the engine run forward on what is known; null if no payout comes of it. */
  readonly expected: {
    readonly on: PlainDate;
    readonly amount: string;
    readonly parts: readonly ExpectedPartDto[];
    /** Parts that are not listed, summed. */
    readonly rest: { readonly count: number; readonly amount: string } | null;
  } | null;
  /** A payout that started today. */
  readonly startedToday: { readonly no: number; readonly amount: string } | null;
}

/** What a day of the calendar brings. */
export type CashEventKind = LineEvent | 'payout' | 'payout-back';

export interface CashEventDto {
  readonly kind: CashEventKind;
  /** Signed: a payout leaves the balance. */
  readonly amount: string;
  readonly count: number;
  /** Where its lines are; null for what is only expected. */
  readonly statement: number | null;
  readonly payout: number | null;
}

export interface CashDayDto {
  readonly day: PlainDate;
  readonly isBusinessDay: boolean;
  readonly isForecast: boolean;
  readonly events: readonly CashEventDto[];
  /** What is available at the end of the day. */
  readonly available: string;
}

/** Four weeks of money in and out, Monday first: closed days from the books, days ahead from the engine run forward. */
export interface CashCalendarDto {
  readonly today: PlainDate;
  readonly days: readonly CashDayDto[];
}

export interface TrendWeekDto {
  /** Monday. */
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly settled: string;
  readonly paidOut: string;
}

/** What settled and what was paid out, by week. */
export interface TrendDto {
  readonly span: TrendSpan;
  readonly weeks: readonly TrendWeekDto[];
  readonly settled: string;
  readonly paidOut: string;
}

export const WATERFALL_ROWS = [
  'sales',
  'discounts',
  'refunds',
  'shipping',
  'return-shipping',
  'fees',
  'adjustments',
  'bill-payments',
  'reserve-withheld',
  'reserve-released',
  'reserve-used',
  'payouts',
  'payouts-back',
] as const;
export type WaterfallRow = (typeof WATERFALL_ROWS)[number];

/** Where the money of a month went: opening + rows = closing. */
export interface WaterfallDto {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly opening: string;
  /** Rows that moved, in the order of WATERFALL_ROWS. */
  readonly rows: readonly { readonly row: WaterfallRow; readonly amount: string; readonly running: string }[];
  readonly closing: string;
}
