import type { PlainDate } from '../calendar/plain-date';
import type { Minor } from '../money/money';
import type { CategorySums, Component } from '../settlement/component';

/** Why a statement closed (R6.1). */
export type StatementKind = 'daily' | 'bill-payment' | 'reserve-draw';

/** Where a statement stands (R6.3). */
export type StatementStatus = 'pending' | 'processing' | 'paid';

/** What a line records: one event of an order, or of the shop (architecture.md, lines). */
export type LineEvent =
  | 'settlement'
  | 'refund'
  | 'charge'
  | 'chargeback'
  | 'adjustment'
  | 'reserve-withheld'
  | 'reserve-released'
  | 'reserve-used'
  | 'bill-payment'
  | 'bill-payment-reversal';

/** Why an order's settlement put nothing, or less than the rate, into the reserve (R5.1, R5.6). */
export type WithholdingReason =
  | 'exempt'
  | 'settlement-not-positive'
  | 'rate-zero'
  | 'rounds-to-zero'
  | 'released-before-settlement'
  | 'statement-would-not-pay';

/** What withholding decided for one settled order; shown whether or not anything was withheld. */
export interface WithholdingRecord {
  readonly level: number;
  readonly rate: string;
  readonly releaseOn: PlainDate;
  readonly withheld: Minor;
  /** rate x settlement before any cut. */
  readonly full: Minor;
  readonly reason: WithholdingReason | null;
}

/** One row of a statement. Closed lines never change (R6.2). */
export interface Line {
  readonly lineNo: number;
  readonly event: LineEvent;
  /** The order that it is about, or null for the shop as a whole. */
  readonly order: string | null;
  /** The fact that caused it; null where it is the passing of a day. */
  readonly factNo: number | null;
  readonly policyVersion: number;
  readonly components: readonly Component[];
  readonly sums: CategorySums;
  /** On settlement lines only. */
  readonly withholding: WithholdingRecord | null;
}

/** A statement at the moment that it closed. */
export interface Statement {
  /** Counts from 1 per shop, in the order of closing. */
  readonly no: number;
  readonly day: PlainDate;
  readonly kind: StatementKind;
  readonly sums: CategorySums;
  /** Sum of the non-reserve components. */
  readonly settlement: Minor;
  /** Sum of the reserve components. */
  readonly reserveNet: Minor;
  /** settlement + reserveNet. */
  readonly payable: Minor;
  readonly orderCount: number;
  readonly lines: readonly Line[];
  /** On a bill-payment statement: the bill. */
  readonly bill: string | null;
}

/** A step of netting: a positive open amount set against a negative one (R7.1). */
export interface Allocation {
  readonly no: number;
  readonly day: PlainDate;
  readonly creditStatement: number;
  readonly debtStatement: number;
  /** Always positive. */
  readonly amount: Minor;
}
