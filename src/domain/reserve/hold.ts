import type { PlainDate } from '../calendar/plain-date';
import { type Minor, minus, plus, smaller, sum, ZERO } from '../money/money';
import type { ReserveLevel } from '../policy/policy';
import { invariant } from '../shared/assert';
import { compareIds } from '../shared/compare-ids';

/** Money withheld from one order's settlement until `releaseOn` (R5.1). withheld = released + used + remaining, always (R5.5). */
export interface Hold {
  readonly order: string;
  readonly settledOn: PlainDate;
  readonly releaseOn: PlainDate;
  readonly level: ReserveLevel;
  readonly rate: string;
  readonly settlement: Minor;
  readonly withheld: Minor;
  readonly released: Minor;
  readonly used: Minor;
}

/** What is still held. */
export function remainingOf(hold: Hold): Minor {
  return (hold.withheld - hold.released - hold.used) as Minor;
}

/** Oldest first: by settlement day, then order id (R5.4). */
export function compareHolds(left: Hold, right: Hold): number {
  if (left.settledOn !== right.settledOn) return left.settledOn < right.settledOn ? -1 : 1;
  return compareIds(left.order, right.order);
}

/** Takes the whole remainder of a hold out of the reserve on its day (R5.3). */
export function release(hold: Hold): { readonly hold: Hold; readonly amount: Minor } {
  const amount = remainingOf(hold);
  invariant(amount > 0n, 'only a hold with something remaining is released');
  return { hold: { ...hold, released: plus(hold.released, amount) }, amount };
}

/** One hold's part in a draw. */
export interface Draw {
  readonly hold: Hold;
  readonly amount: Minor;
}

/**
 * Uses holds for what is owed, the oldest first, up to the amount (R5.4, R9.2).
 * @param holds any order; those with nothing remaining are passed over
 * @param owed minor units, > 0
 * @returns the holds that were touched, oldest first; their amounts sum to min(owed, all that remains)
 */
export function drawOldestFirst(holds: Iterable<Hold>, owed: Minor): readonly Draw[] {
  const draws: Draw[] = [];
  let left = owed;
  for (const hold of [...holds].sort(compareHolds)) {
    if (left <= 0n) break;
    const amount = smaller(remainingOf(hold), left);
    if (amount <= 0n) continue;
    draws.push({ hold: { ...hold, used: plus(hold.used, amount) }, amount });
    left = minus(left, amount);
  }
  return draws;
}

/** All that remains in reserve. */
export function reservedIn(holds: Iterable<Hold>): Minor {
  let total = ZERO;
  for (const hold of holds) total = plus(total, remainingOf(hold));
  return total;
}

/** A wish to withhold from one order of the day. */
export interface WithholdingWish {
  readonly order: string;
  readonly full: Minor;
}

/**
 * Cuts a day's withholding to what the statement would pay without it: the last order id first, to nothing if need be (R5.6).
 * @param wishes in ascending order of order id
 * @param payableWithout what the daily statement would pay if nothing were withheld
 * @returns amount per wish, in the same order
 * @example cutToPayable([{ order: "A", full: minor(500n) }, { order: "B", full: minor(300n) }], minor(600n)) // [5.00, 1.00]
 */
export function cutToPayable(wishes: readonly WithholdingWish[], payableWithout: Minor): readonly Minor[] {
  const allowed = payableWithout > 0n ? payableWithout : ZERO;
  let excess = minus(sum(wishes.map((wish) => wish.full)), allowed);
  const amounts = wishes.map((wish) => wish.full);
  for (let index = amounts.length - 1; index >= 0 && excess > 0n; index -= 1) {
    const cut = smaller(amounts[index] ?? ZERO, excess);
    amounts[index] = minus(amounts[index] ?? ZERO, cut);
    excess = minus(excess, cut);
  }
  return amounts;
}
