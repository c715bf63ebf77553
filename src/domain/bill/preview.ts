import type { PendingStatement } from '../books';
import type { PlainDate } from '../calendar/plain-date';
import { type Minor, minus, negate, sum, ZERO } from '../money/money';
import { netPending } from '../netting/net';

/** What a payment does to one debt. */
export interface DebtAfter {
  readonly statement: number;
  readonly owedBefore: Minor;
  readonly paid: Minor;
  readonly owedAfter: Minor;
}

/** What a payment would clear, and what would be left (R8.3, R8.4). */
export interface AllocationPreview {
  readonly debts: readonly DebtAfter[];
  readonly stillOwed: Minor;
  /** What is paid beyond the debts, and becomes an ordinary positive open amount. */
  readonly excess: Minor;
}

/**
 * Shows what a payment would clear: the same netting that clearing runs, so the preview and the outcome cannot differ.
 * @param statements debts that the bill names come first, then the oldest
 * @example owed 87.40, paying 50.00: 37.40 still owed
 */
export function previewAllocation(
  amount: Minor,
  statements: readonly number[],
  pending: readonly PendingStatement[],
  day: PlainDate,
): AllocationPreview {
  const payment: PendingStatement = { no: Math.max(0, ...pending.map((statement) => statement.no)) + 1, open: amount };
  const { allocations } = netPending([...pending, payment], day, 1, statements);
  const debts = pending
    .filter((statement) => statement.open < 0n)
    .map((debt): DebtAfter => {
      const owedBefore = negate(debt.open);
      const paid = sum(
        allocations
          .filter((step) => step.debtStatement === debt.no && step.creditStatement === payment.no)
          .map((step) => step.amount),
      );
      return { statement: debt.no, owedBefore, paid, owedAfter: minus(owedBefore, paid) };
    });
  const paid = sum(debts.map((debt) => debt.paid));
  return {
    debts,
    stillOwed: sum(debts.map((debt) => debt.owedAfter)),
    excess: amount > paid ? minus(amount, paid) : ZERO,
  };
}
