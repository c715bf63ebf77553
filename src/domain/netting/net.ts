import type { PendingStatement } from '../books';
import type { PlainDate } from '../calendar/plain-date';
import { type Minor, minus, negate, plus, smaller } from '../money/money';
import type { Allocation } from '../statement/statement';

/** What netting did: the steps, and what is still open. */
export interface Netting {
  readonly allocations: readonly Allocation[];
  /** Statements that are still open, in the order of their numbers; all of one sign (R12.5). */
  readonly pending: readonly PendingStatement[];
  /** Statements whose open amount became zero. */
  readonly settled: readonly PendingStatement[];
}

interface Open {
  readonly statement: PendingStatement;
  left: Minor;
}

/**
 * Sets positive open amounts against negative ones, oldest statement first on both sides (R7.1).
 * @param pending in ascending order of number
 * @param firstNo number of the first allocation
 * @param debtsFirst statements whose debts come before all others: those that a bill names (R8.3)
 * @example +53.58 of 17 March against -37.40 of 12 March: one allocation of 37.40; 16.18 stays open
 */
export function netPending(
  pending: readonly PendingStatement[],
  day: PlainDate,
  firstNo: number,
  debtsFirst: readonly number[] = [],
): Netting {
  const opens = pending.map((statement): Open => ({ statement, left: statement.open }));
  const credits = opens.filter((open) => open.left > 0n);
  const named = new Set(debtsFirst);
  const debts = opens.filter((open) => open.left < 0n);
  const ordered =
    named.size === 0
      ? debts
      : [
          ...debts.filter((debt) => named.has(debt.statement.no)),
          ...debts.filter((debt) => !named.has(debt.statement.no)),
        ];
  const allocations: Allocation[] = [];
  let at = 0;
  for (const credit of credits) {
    while (credit.left > 0n) {
      const debt = ordered[at];
      if (debt === undefined) break;
      const amount = smaller(credit.left, negate(debt.left));
      allocations.push({
        no: firstNo + allocations.length,
        day,
        creditStatement: credit.statement.no,
        debtStatement: debt.statement.no,
        amount,
      });
      credit.left = minus(credit.left, amount);
      debt.left = plus(debt.left, amount);
      if (debt.left === 0n) at += 1;
    }
  }
  const remaining = opens
    .filter((open) => open.left !== 0n)
    .map((open): PendingStatement => ({ ...open.statement, open: open.left }));
  return {
    allocations,
    pending: remaining,
    settled: opens.filter((open) => open.left === 0n).map((open) => open.statement),
  };
}
