import { type Minor, minus, plus, ZERO } from '../money/money';

/** What stands for and against money of a shop that one person brought into the books. */
export interface CreditStanding {
  /** What the shop owes, less what is on its way to the books. */
  readonly owed: Minor;
  /** What became its credit on that person's word alone on this day. */
  readonly creditedAlone: Minor;
  /** What one person may move alone. */
  readonly limit: Minor;
}

/**
 * What of money that arrives is more than is owed and becomes credit (R8.5), and whether whoever imported it may have it booked alone: all of
 * the day counts, so that splitting an amount does not help.
 * @example owed 87.40, limit 100.00: 187.40 leaves 100.00 of credit and goes alone, 187.41 does not
 */
export function creditAlone(
  amount: Minor,
  { owed, creditedAlone, limit }: CreditStanding,
): { readonly excess: Minor; readonly needsSecond: boolean; readonly after: CreditStanding } {
  const excess = amount > owed ? minus(amount, owed) : ZERO;
  const after = { owed: amount > owed ? ZERO : minus(owed, amount), creditedAlone: plus(creditedAlone, excess), limit };
  return { excess, needsSecond: excess > ZERO && after.creditedAlone > limit, after };
}
