import { larger, type Minor, minus, plus, smaller, sum, ZERO } from '../money/money';
import { type Rate, roundHalfUp } from '../money/rate';
import type { Policy, ReserveLevel } from '../policy/policy';
import { type Hold, remainingOf } from './hold';

/** What would be in reserve of some orders at the level in effect, and at a better one. */
export interface LevelDifference {
  readonly orderCount: number;
  /** What they settled for, or will. */
  readonly settlement: Minor;
  readonly now: Minor;
  readonly better: Minor;
}

/** The next better level; null at the best. @example betterThan(1) === 2 */
export function betterThan(level: ReserveLevel): ReserveLevel | null {
  return level === 3 ? null : ((level + 1) as ReserveLevel);
}

/** What would remain of a hold, had the order been withheld from at another rate; never more than does. */
function remainingAt(hold: Hold, rate: Rate): Minor {
  const withheld = smaller(hold.withheld, roundHalfUp(rate, hold.settlement));
  return smaller(remainingOf(hold), larger(ZERO, minus(withheld, plus(hold.released, hold.used))));
}

/**
 * What of today's reserve a better level would not have withheld (R5.1, R5.2). Holds keep the rate that they were made with, so this comes as
 * they are released and others take their place.
 * @example 100.00 settled, 10.00 withheld at level 1: 5.00 at level 2
 */
export function heldAtLevel(holds: readonly Hold[], level: ReserveLevel, policy: Policy): LevelDifference {
  const held = holds.filter((hold) => remainingOf(hold) > 0n);
  const { rate } = policy.reserveLevels[level];
  return {
    orderCount: held.length,
    settlement: sum(held.map((hold) => hold.settlement)),
    now: sum(held.map(remainingOf)),
    better: sum(held.map((hold) => remainingAt(hold, rate))),
  };
}

/** A settlement that is expected, and what it would put into the reserve at the level in effect. */
export interface ExpectedWithholding {
  readonly settlement: Minor;
  readonly withheld: Minor;
}

/** What a better level would withhold from settlements that are expected; never more than is withheld now. */
export function expectedAtLevel(
  expected: readonly ExpectedWithholding[],
  level: ReserveLevel,
  policy: Policy,
): LevelDifference {
  const { rate } = policy.reserveLevels[level];
  return {
    orderCount: expected.length,
    settlement: sum(expected.map(({ settlement }) => settlement)),
    now: sum(expected.map(({ withheld }) => withheld)),
    better: sum(expected.map(({ settlement, withheld }) => smaller(withheld, roundHalfUp(rate, settlement)))),
  };
}
