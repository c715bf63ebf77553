import type { PlainDate } from './calendar/plain-date';
import type { PayoutSchedule, RegistrationType } from './fact/fact';
import type { Journal } from './ledger/journal';
import type { Minor } from './money/money';
import type { Payout, PayoutStatus } from './payout/payout';
import type { Measure, ReserveLevel, SettlementTier } from './policy/policy';
import type { Hold } from './reserve/hold';
import type { Allocation, Statement, StatementStatus } from './statement/statement';

/** A tier, from the first day on which it is in effect (R10.1). */
export interface TierChange {
  readonly from: PlainDate;
  readonly tier: SettlementTier;
  readonly score: string | null;
  readonly probation: boolean;
}

/** Measured rates of one evaluation (R10.2), as counts so that nothing is rounded. */
export interface Measurement {
  readonly windowFrom: PlainDate;
  readonly windowTo: PlainDate;
  readonly placedCount: number;
  readonly lateCount: number;
  readonly sellerFaultCount: number;
}

/** Why a reserve level is what it is. */
export type LevelReason = 'opening' | 'evaluation' | 'disputes' | 'risk' | 'set-by-ops';

/** A reserve level, from the first day on which it is in effect, with what was measured (R10.4). */
export interface LevelChange {
  readonly from: PlainDate;
  readonly level: ReserveLevel;
  readonly reason: LevelReason;
  /** Ops' words, where they set it. */
  readonly note: string | null;
  readonly probation: boolean;
  readonly measurement: Measurement | null;
  readonly openDisputes: Minor;
  readonly reserved: Minor;
  readonly policyVersion: number;
}

/** A measure in force, and the rule that applied it (R9.1). */
export interface MeasureInForce {
  readonly measure: Measure;
  /** The day at whose close it was applied. */
  readonly since: PlainDate;
  readonly owed: Minor;
  readonly negativeDays: number;
  /** "owed-over 100.00" or "negative-days 10". */
  readonly trigger: string;
}

export type ActivityStatus = 'active' | 'inactive' | 'products-removed' | 'banned';

/** A thing that happened to a shop and that its seller is told (R9, R10). */
export type ShopEvent =
  | { readonly kind: 'tier-changed'; readonly day: PlainDate; readonly change: TierChange }
  | { readonly kind: 'level-changed'; readonly day: PlainDate; readonly change: LevelChange }
  | { readonly kind: 'level-evaluated'; readonly day: PlainDate; readonly change: LevelChange }
  | { readonly kind: 'measure-applied'; readonly day: PlainDate; readonly measure: MeasureInForce }
  | { readonly kind: 'measure-lifted'; readonly day: PlainDate; readonly measure: Measure; readonly reason: string }
  | { readonly kind: 'balance-negative'; readonly day: PlainDate; readonly owed: Minor }
  | {
      readonly kind: 'balance-covered';
      readonly day: PlainDate;
      /** How many day-ends in a row had been negative. */
      readonly negativeDays: number;
    }
  | { readonly kind: 'amount-warning'; readonly day: PlainDate; readonly owed: Minor; readonly limit: Minor }
  | {
      readonly kind: 'days-warning';
      readonly day: PlainDate;
      readonly negativeDays: number;
      readonly limit: number;
      readonly owed: Minor;
    }
  | {
      readonly kind: 'activity-warning';
      readonly day: PlainDate;
      readonly idleDays: number;
      /** Days without activity after which the shop is inactive. */
      readonly limit: number;
    }
  | {
      readonly kind: 'activity-changed';
      readonly day: PlainDate;
      readonly status: ActivityStatus;
      readonly idleDays: number;
    };

export interface BankAccount {
  readonly account: string;
  readonly last4: string;
  readonly holderName: string;
}

/** A statement with something open, as netting and payouts see it. */
export interface PendingStatement {
  readonly no: number;
  /** Signed, never zero. */
  readonly open: Minor;
}

/** A dispute that is neither won nor lost. */
export interface OpenDispute {
  readonly dispute: string;
  readonly order: string;
  readonly amount: Minor;
}

/** A bill's card payment that is captured and not yet cleared or failed: counted against what is owed (R9). */
export interface CapturedBill {
  readonly bill: string;
  readonly amount: Minor;
}

/** An order that is delivered and not settled (R7.6). */
export interface DueOrder {
  readonly order: string;
  readonly deliveredOn: PlainDate;
  /** The day given at delivery; an open dispute may make it later (R3.2). */
  readonly settlesOn: PlainDate;
}

/**
 * Where a shop's books stand at the end of a day: all that the close of the next day needs beside facts.
 * Bounded: nothing in it grows with the shop's history but tier and level changes.
 */
export interface ShopState {
  readonly shop: string;
  readonly marketplace: string;
  readonly name: string;
  readonly registrationType: RegistrationType;
  readonly registeredName: string;
  readonly openedOn: PlainDate;
  /** The last closed day; null before the first close. */
  closedThrough: PlainDate | null;
  closedOn: PlainDate | null;
  probation: boolean;
  score: string | null;
  riskFlagged: boolean;
  reserveExempt: boolean;
  tiers: readonly TierChange[];
  levels: readonly LevelChange[];
  /** Whether ops set the level since the last evaluation: the daily check leaves it alone until the next. */
  levelSetByOps: boolean;
  /** Unbroken run of negative day-ends (R9). */
  negativeDays: number;
  /** What was owed at the last day-end, less captured bills: tells when a warning's limit is crossed. */
  owedAtDayEnd: Minor;
  measures: readonly MeasureInForce[];
  /** Verified accounts, the one verified last at the end. */
  bankAccounts: readonly BankAccount[];
  /** The account that the next payout goes to; disabling it leaves none until the owner verifies one (R7.4). */
  payoutAccount: string | null;
  schedule: PayoutSchedule;
  /** The day of the last change of schedule; null for the schedule of the opening. */
  scheduleChangedOn: PlainDate | null;
  /** A payout failed or came back, and the account has not been confirmed or changed since (R7.5). */
  payoutFailed: boolean;
  lastActiveOn: PlainDate;
  activity: ActivityStatus;
  nextStatementNo: number;
  nextAllocationNo: number;
  nextPayoutNo: number;
  pending: readonly PendingStatement[];
  /** Settlement so far of orders delivered and not settled. */
  onHold: Minor;
  /** Orders past their settlesOn that wait for a dispute (R3.2). */
  deferred: readonly string[];
  openDisputes: readonly OpenDispute[];
  capturedBills: readonly CapturedBill[];
  /** Facts of the open day up to this number have taken effect before its close (R6.1); 0 where none has. */
  momentsThrough: number;
}

/** Where a statement stands: the part of it that changes after the close. */
export interface Standing {
  readonly open: Minor;
  readonly status: StatementStatus;
  /** The payout that last took it, if any. */
  readonly payout: number | null;
}

/** Everything that a run over some days made or changed for one shop. */
export interface RunOutput {
  readonly statements: Statement[];
  readonly allocations: Allocation[];
  /** New payouts, with their latest status within the run. */
  readonly payouts: Map<number, Payout>;
  /** Payouts from before the run whose status changed. */
  readonly payoutChanges: Map<
    number,
    { readonly status: PayoutStatus; readonly settledOn: PlainDate; readonly code: string | null }
  >;
  /** By statement number, new and old. */
  readonly standings: Map<number, Standing>;
  /** By order; new holds, and holds from before the run that changed. */
  readonly holds: Map<string, Hold>;
  readonly newHolds: Set<string>;
  readonly journals: Journal[];
  readonly events: ShopEvent[];
  /** Orders that were delivered in the run, with the day on which they are to settle. */
  readonly due: DueOrder[];
}

/** Balances of a shop at the end of a day (R7.6). */
export interface Balance {
  readonly available: Minor;
  readonly inTransit: Minor;
  readonly reserved: Minor;
  readonly onHold: Minor;
  readonly owed: Minor;
}
