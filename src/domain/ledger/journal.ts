import type { PlainDate } from '../calendar/plain-date';
import { type Minor, negate, sum } from '../money/money';
import type { Payout } from '../payout/payout';
import { invariant } from '../shared/assert';
import type { Statement } from '../statement/statement';

/** The accounts of a shop's double-entry ledger. Credits are +, debits are -. */
export type Account =
  | 'revenue-clearing'
  | 'shipping-clearing'
  | 'fees-clearing'
  | 'adjustments-clearing'
  | 'bill-clearing'
  | 'seller-balance'
  | 'seller-reserve'
  | 'payouts-in-transit'
  | 'bank';

export interface JournalEntry {
  readonly account: Account;
  /** Never zero. */
  readonly amount: Minor;
}

/** What a journal is booked for. */
export type JournalSource = 'statement' | 'payout-started' | 'payout-paid' | 'payout-failed' | 'payout-returned';

/** A booking whose entries sum to zero (R12.1). */
export interface Journal {
  readonly day: PlainDate;
  readonly source: JournalSource;
  /** Statement or payout number. */
  readonly sourceNo: number;
  readonly entries: readonly JournalEntry[];
}

function journal(day: PlainDate, source: JournalSource, sourceNo: number, entries: readonly JournalEntry[]): Journal {
  const booked = entries.filter((entry) => entry.amount !== 0n);
  invariant(
    sum(booked.map((entry) => entry.amount)) === 0n,
    `the journal of ${source} ${sourceNo} sums to zero (R12.1)`,
  );
  return { day, source, sourceNo, entries: booked };
}

/** Books a closed statement, aggregated by account: lines are the sub-ledger. */
export function journalOfStatement(statement: Statement): Journal {
  const { sums } = statement;
  const adjustments: Account = statement.kind === 'bill-payment' ? 'bill-clearing' : 'adjustments-clearing';
  return journal(statement.day, 'statement', statement.no, [
    { account: 'revenue-clearing', amount: negate(sums.revenue) },
    { account: 'shipping-clearing', amount: negate(sums.shipping) },
    { account: 'fees-clearing', amount: negate(sums.fees) },
    { account: adjustments, amount: negate(sums.adjustments) },
    { account: 'seller-reserve', amount: negate(sums.reserve) },
    { account: 'seller-balance', amount: statement.payable },
  ]);
}

const PAYOUT_STEPS = {
  'payout-started': ['seller-balance', 'payouts-in-transit'],
  'payout-paid': ['payouts-in-transit', 'bank'],
  'payout-failed': ['payouts-in-transit', 'seller-balance'],
  'payout-returned': ['bank', 'seller-balance'],
} as const satisfies Partial<Record<JournalSource, readonly [Account, Account]>>;

/** Books a step of a payout: money leaves the first account and enters the second. */
export function journalOfPayout(payout: Payout, step: keyof typeof PAYOUT_STEPS, day: PlainDate): Journal {
  const [from, to] = PAYOUT_STEPS[step];
  return journal(day, step, payout.no, [
    { account: from, amount: negate(payout.amount) },
    { account: to, amount: payout.amount },
  ]);
}
