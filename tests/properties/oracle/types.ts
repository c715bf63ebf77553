/**
 * What goes into the oracle and what comes out of it. The oracle is a second, naive engine written from the rules alone
 * (engine.md); it shares no code with `src/domain`, so that the two can be compared in properties.
 */

/** One fact as it stands on the wire: flat, money and scores as decimal strings (R2). */
export interface WireFact {
  readonly id: string;
  readonly shop: string;
  readonly type: string;
  readonly occurredAt: string;
  readonly [key: string]: unknown;
}

/** A recorded fact: the day it takes effect (R2.2) and its place in the order of recording. */
export interface OracleFact {
  readonly effectiveOn: string;
  readonly no: number;
  readonly fact: WireFact;
}

/** A part of a statement, signed from the shop's side, decimal string. */
export interface OracleComponent {
  readonly kind: string;
  readonly amount: string;
  readonly order: string | null;
}

export type StatementKind = 'daily' | 'bill-payment' | 'reserve-draw';
export type StatementStatus = 'pending' | 'processing' | 'paid';
export type PayoutStatus = 'processing' | 'paid' | 'failed' | 'returned';
export type Activity = 'active' | 'inactive' | 'products-removed' | 'banned';
export type Tier = 'introductory' | 'standard' | 'accelerated' | 'express';

/** Why a statement is pending: R6.4, the first that holds. */
export type PendingReason =
  | 'negative-balance'
  | 'shop-closed'
  | 'withdrawals-frozen'
  | 'payout-failed'
  | 'no-bank-account'
  | 'below-minimum'
  | 'scheduled';

export interface OracleStatement {
  readonly no: number;
  readonly day: string;
  readonly kind: StatementKind;
  readonly revenue: string;
  readonly shipping: string;
  readonly fees: string;
  readonly adjustments: string;
  readonly settlement: string;
  readonly reserveNet: string;
  readonly payable: string;
  readonly open: string;
  readonly status: StatementStatus;
  readonly pendingReason: PendingReason | null;
  readonly components: readonly OracleComponent[];
}

export interface OraclePayout {
  readonly no: number;
  readonly initiatedOn: string;
  readonly amount: string;
  readonly status: PayoutStatus;
  readonly statements: readonly number[];
}

export interface OracleHold {
  readonly order: string;
  readonly settledOn: string;
  readonly releaseOn: string;
  readonly withheld: string;
  readonly released: string;
  readonly used: string;
  readonly remaining: string;
}

/** R9.4. `measured` is what is owed for an amount, the negative day for days. */
export interface OracleWarning {
  readonly day: string;
  readonly kind: 'amount' | 'days';
  readonly measured: string;
}

export interface OracleBooks {
  readonly currency: string;
  readonly statements: readonly OracleStatement[];
  readonly payouts: readonly OraclePayout[];
  readonly allocations: readonly { readonly credit: number; readonly debt: number; readonly amount: string }[];
  readonly holds: readonly OracleHold[];
  readonly balance: {
    readonly available: string;
    readonly inTransit: string;
    readonly reserved: string;
    readonly onHold: string;
    readonly owed: string;
  };
  /** In effect on the day after `through`. */
  readonly reserveLevel: number;
  /** In effect on the day after `through`. */
  readonly settlementTier: Tier;
  /** In force, sorted. */
  readonly measures: readonly string[];
  readonly negativeDays: number;
  readonly activity: Activity;
  readonly warnings: readonly OracleWarning[];
}
