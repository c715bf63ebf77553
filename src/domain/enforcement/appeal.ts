import type { ShopState } from '../books';
import { larger, type Minor, minus, negate, sum, ZERO } from '../money/money';
import { availableOf } from '../payout/conditions';
import type { Measure, Policy } from '../policy/policy';
import { accepted, type Result, refused } from '../shared/result';

/** What is owed for enforcement: less bills captured and not yet cleared (R9). */
export function owedForMeasures(state: Pick<ShopState, 'pending' | 'capturedBills'>): Minor {
  const captured = sum(state.capturedBills.map((bill) => bill.amount));
  return larger(ZERO, minus(negate(availableOf(state)), captured));
}

/** Why an appeal cannot be made, or not be granted (R9.3). */
export type AppealRefusal =
  | { readonly kind: 'no-measure' }
  /** The marketplace lifts by itself once nothing is owed. */
  | { readonly kind: 'lifts-by-itself' }
  | { readonly kind: 'owes'; readonly owed: Minor }
  | { readonly kind: 'under-way' };

/** Where a shop stands that appeals. */
export type AppealStanding = Pick<ShopState, 'measures' | 'pending' | 'capturedBills'>;

/**
 * What an appeal of a shop is about: all measures in force, once nothing is owed (R9.3).
 * @param isUnderWay whether an appeal of the shop is being looked at
 * @example owed 0.00, withdrawals frozen: ["freeze-withdrawals"]; owed 37.40: refused, "owes"
 */
export function planAppeal(
  standing: AppealStanding,
  policy: Policy,
  isUnderWay: boolean,
): Result<readonly Measure[], AppealRefusal> {
  if (standing.measures.length === 0) return refused({ kind: 'no-measure' });
  if (policy.enforcement.lift === 'automatic') return refused({ kind: 'lifts-by-itself' });
  if (isUnderWay) return refused({ kind: 'under-way' });
  const owed = owedForMeasures(standing);
  return owed > ZERO ? refused({ kind: 'owes', owed }) : accepted(standing.measures.map(({ measure }) => measure));
}

/**
 * What granting an appeal lifts: of the measures that it is about, those still in force. Refused while something is owed: the ladder would
 * apply them again at the close of the day (R9.1, R9.3).
 */
export function planGrant(
  standing: AppealStanding,
  appealed: readonly Measure[],
): Result<readonly Measure[], AppealRefusal> {
  const lifted = standing.measures.map(({ measure }) => measure).filter((measure) => appealed.includes(measure));
  if (lifted.length === 0) return refused({ kind: 'no-measure' });
  const owed = owedForMeasures(standing);
  return owed > ZERO ? refused({ kind: 'owes', owed }) : accepted(lifted);
}
