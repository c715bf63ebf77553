import { larger, smaller, total } from './cents';
import type { Component } from './order-lines';
import type { Schedule } from './schedule';
import type { OracleWarning, PayoutStatus, StatementKind } from './types';

export interface Statement {
  readonly no: number;
  readonly day: string;
  readonly kind: StatementKind;
  readonly components: readonly Component[];
}

export interface Allocation {
  readonly credit: number;
  readonly debt: number;
  readonly amount: bigint;
}

export interface Payout {
  readonly no: number;
  readonly initiatedOn: string;
  /** What it took of each statement. */
  readonly took: readonly { readonly statement: number; readonly amount: bigint }[];
  status: PayoutStatus;
}

export interface Hold {
  readonly order: string;
  readonly settledOn: string;
  releaseOn: string;
  readonly withheld: bigint;
  released: bigint;
  used: bigint;
}

/** The books of a shop while days are being closed. */
export interface State {
  readonly statements: Statement[];
  readonly allocations: Allocation[];
  readonly payouts: Payout[];
  readonly holds: Hold[];
  readonly warnings: OracleWarning[];
  /** Measures in force (R9.3). */
  readonly measures: Set<string>;
  /** Bills captured and not yet cleared or failed (R9), by bill. */
  readonly captured: Map<string, bigint>;
  /** The verified bank account in use. */
  account: string | null;
  /** A payout failed or came back, and no account has been confirmed since (R7.5). */
  payoutFailed: boolean;
  schedule: Schedule;
  exempt: boolean;
  /** In effect today, and from tomorrow on. */
  level: number;
  nextLevel: number;
  levelSetByOps: boolean;
  /** Unbroken run of negative day-ends (R9). */
  negativeDays: number;
  /** What was owed at the last day-end (after step 4): a warning is given when it rises past its limit. */
  owedAtLastClose: bigint;
}

export function payable(statement: Statement): bigint {
  return total(statement.components.map((component) => component.amount));
}

/** R12.4: open = payable - allocations - payouts. A payout that failed or came back takes nothing. */
export function openOf(state: State, statement: Statement): bigint {
  const given = total(state.allocations.filter((step) => step.credit === statement.no).map((step) => step.amount));
  const received = total(state.allocations.filter((step) => step.debt === statement.no).map((step) => step.amount));
  const paidOut = total(
    state.payouts
      .filter((payout) => payout.status === 'processing' || payout.status === 'paid')
      .flatMap((payout) => payout.took.filter((part) => part.statement === statement.no))
      .map((part) => part.amount),
  );
  return payable(statement) - given + received - paidOut;
}

/** R7.6: the sum of what is open; negative when something is owed. */
export function available(state: State): bigint {
  return total(state.statements.map((statement) => openOf(state, statement)));
}

/** R9: owed, less bills captured and not yet cleared. */
export function owedForEnforcement(state: State): bigint {
  return larger(0n, -available(state) - total([...state.captured.values()]));
}

export function remaining(hold: Hold): bigint {
  return hold.withheld - hold.released - hold.used;
}

export function reserveRemaining(state: State): bigint {
  return total(state.holds.map(remaining));
}

/** R6.1: closes a statement, if there is anything on it, and nets it (R7.1, R8.3). */
export function closeStatement(
  state: State,
  day: string,
  kind: StatementKind,
  components: readonly Component[],
  namedDebts: readonly number[] = [],
): void {
  if (components.length === 0) return;
  state.statements.push({ no: state.statements.length + 1, day, kind, components });
  if (namedDebts.length > 0) net(state, namedDebts);
  net(state);
}

/** R7.1: oldest first on both sides; with `only`, against no other debts than those. */
export function net(state: State, only?: readonly number[]): void {
  const credits = state.statements.filter((statement) => openOf(state, statement) > 0n);
  const debts = state.statements.filter(
    (statement) => (only === undefined || only.includes(statement.no)) && openOf(state, statement) < 0n,
  );
  for (const credit of credits) {
    for (const debt of debts) {
      const amount = smaller(openOf(state, credit), -openOf(state, debt));
      if (amount > 0n) state.allocations.push({ credit: credit.no, debt: debt.no, amount });
    }
  }
}
