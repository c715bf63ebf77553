import { daysBetween, type PlainDate } from '../calendar/plain-date';
import { type Minor, sum } from '../money/money';
import type { UnnamedLine } from './payout-files';

/** A payout whose money left the account and that failed or was returned by the books. */
export interface PayoutBack {
  /** Each once. */
  readonly key: string;
  readonly marketplace: string;
  readonly currency: string;
  readonly amount: Minor;
  /** The day on which the books heard of it. */
  readonly backOn: PlainDate;
}

/**
 * How many days before or after the books a bank may book the money: a weekend with a holiday beside it, and a day for the bank. What it has not
 * told of by then is missed.
 */
export const BACK_APART_DAYS = 5;

function apart(payout: PayoutBack, line: UnnamedLine): number {
  return Math.abs(daysBetween(payout.backOn, line.bookedOn));
}

/** Payouts that may have come in one sum: those of a day, marketplace and currency; the days nearest to the line first, then the earlier. */
function groupsNear<Payout extends PayoutBack>(
  open: readonly Payout[],
  line: UnnamedLine,
): readonly (readonly Payout[])[] {
  const groups = new Map<string, Payout[]>();
  for (const payout of open) {
    const name = `${payout.backOn} ${payout.marketplace}`;
    groups.set(name, [...(groups.get(name) ?? []), payout]);
  }
  return [...groups]
    .sort(([one, [left]], [other, [right]]) => {
      const nearer = left === undefined || right === undefined ? 0 : apart(left, line) - apart(right, line);
      return nearer !== 0 ? nearer : one < other ? -1 : 1;
    })
    .map(([, payouts]) => payouts);
}

/** What one line gave back: all that is open of a day, else a payout by itself; null where it is neither. */
function givenBackBy<Payout extends PayoutBack>(line: UnnamedLine, open: readonly Payout[]): readonly Payout[] | null {
  const near = open.filter((payout) => payout.currency === line.currency && apart(payout, line) <= BACK_APART_DAYS);
  const groups = groupsNear(near, line);
  const whole = groups.find((payouts) => sum(payouts.map(({ amount }) => amount)) === line.amount);
  if (whole !== undefined) return whole;
  const single = groups.flat().find(({ amount }) => amount === line.amount);
  return single === undefined ? null : [single];
}

/**
 * Says which payouts came back by lines that name none. A bank may give back what it returned in a day as one sum, or one by one, in words of its
 * own; so a line is known by its amount to the cent, in the days around those on which the books heard of the returns. Each payout comes back
 * once. The order of either list does not matter.
 * @param payouts those that no line names
 * @param lines money that came in, is no seller's payment, and names no payout
 * @returns the payouts of each line that gave some back, by the line's id
 * @example pairPayoutsBack([{ key: '1-7', amount: 7528n, ... }], [{ id: 4, amount: 7528n, ... }]).get(4) // [{ key: '1-7', ... }]
 */
export function pairPayoutsBack<Payout extends PayoutBack>(
  payouts: readonly Payout[],
  lines: readonly UnnamedLine[],
): ReadonlyMap<number, readonly Payout[]> {
  let open = [...payouts].sort((left, right) => (left.key < right.key ? -1 : 1));
  const pairs = new Map<number, readonly Payout[]>();
  const ordered = [...lines].sort((left, right) => daysBetween(right.bookedOn, left.bookedOn) || left.id - right.id);
  for (const line of ordered) {
    const back = givenBackBy(line, open);
    if (back === null) continue;
    pairs.set(line.id, back);
    const keys = new Set(back.map(({ key }) => key));
    open = open.filter(({ key }) => !keys.has(key));
  }
  return pairs;
}
