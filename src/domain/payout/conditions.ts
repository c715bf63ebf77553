import type { BankAccount, ShopState } from '../books';
import { addDays, type PlainDate } from '../calendar/plain-date';
import { type Minor, sum } from '../money/money';
import type { Measure, Policy } from '../policy/policy';

/** Measures that stop payouts (R9.1). */
const STOPPING: readonly Measure[] = ['freeze-withdrawals', 'deactivate-shop'];

/** Why a pending statement is not paid out, the first that holds (R6.4). */
export type PendingReason =
  | 'negative-balance'
  | 'shop-closed'
  | 'withdrawals-frozen'
  | 'payout-failed'
  | 'no-bank-account'
  | 'below-minimum'
  | 'scheduled';

/** What is open in all pending statements (R7.6 available). */
export function availableOf(state: Pick<ShopState, 'pending'>): Minor {
  return sum(state.pending.map((statement) => statement.open));
}

/** Whether a measure keeps the shop from being paid. */
export function isFrozen(state: Pick<ShopState, 'measures'>): boolean {
  return state.measures.some((inForce) => STOPPING.includes(inForce.measure));
}

/** The first day on which a closed shop may be paid again (R5.7); null for an open shop. */
export function withheldUntil(state: Pick<ShopState, 'closedOn'>, policy: Policy): PlainDate | null {
  return state.closedOn === null ? null : addDays(state.closedOn, policy.closureWithholdDays);
}

/** The account that the next payout goes to: the one verified last, null if it was disabled since (R7.4). */
export function payoutAccount(state: Pick<ShopState, 'bankAccounts' | 'payoutAccount'>): BankAccount | null {
  return state.bankAccounts.find((known) => known.account === state.payoutAccount) ?? null;
}

/**
 * Why the shop's pending statements would not be in a payout run on a day; null if nothing but the schedule keeps them (R6.4, R7.3).
 * @param day the business day of the run
 */
export function obstacleOn(
  day: PlainDate,
  state: ShopState,
  policy: Policy,
): Exclude<PendingReason, 'scheduled'> | null {
  const available = availableOf(state);
  if (available < 0n) return 'negative-balance';
  const until = withheldUntil(state, policy);
  if (until !== null && state.closedOn !== null && day > state.closedOn && day < until) return 'shop-closed';
  if (isFrozen(state)) return 'withdrawals-frozen';
  if (state.payoutFailed) return 'payout-failed';
  if (payoutAccount(state) === null) return 'no-bank-account';
  if (available < policy.minimumPayout) return 'below-minimum';
  return null;
}
