import type { PendingStatement } from '../books';
import { formatMinor, larger, type Minor, minus, negate, smaller, sum, ZERO } from '../money/money';
import type { Policy } from '../policy/policy';
import { accepted, type FieldRefusal, type Result, refused } from '../shared/result';

/** What a seller asks to pay (R8.1). */
export type BillRequest =
  | { readonly kind: 'full' }
  | { readonly kind: 'statements'; readonly statements: readonly number[] }
  | { readonly kind: 'amount'; readonly amount: Minor };

/** How a bill may be paid: below the card minimum only by bank transfer. */
export type BillMethod = 'card' | 'bank-transfer';

/** What a bill is judged against, read under the shop's lock. */
export interface BillStanding {
  /** The shop's pending statements. */
  readonly pending: readonly PendingStatement[];
  /** What the shop's other bills ask that are unpaid, processing, or paid and not cleared. */
  readonly askedByOthers: readonly Minor[];
}

/** A bill as the server would make it. */
export interface BillPlan {
  readonly amount: Minor;
  /** Statements whose debts it clears first (R8.3); empty for the oldest first. */
  readonly statements: readonly number[];
  readonly methods: readonly BillMethod[];
}

/** What is owed, as a magnitude: the negative total of the pending statements (R7.2). */
export function owedIn(pending: readonly PendingStatement[]): Minor {
  return larger(ZERO, negate(sum(pending.map((statement) => statement.open))));
}

function refuse(field: string, reason: string): Result<never, FieldRefusal> {
  return refused({ field, reason });
}

function debtsOf(statements: readonly number[], pending: readonly PendingStatement[]): Result<Minor, FieldRefusal> {
  if (statements.length === 0) return refuse('statements', 'Choose at least one statement that you owe.');
  let total = ZERO;
  for (const no of new Set(statements)) {
    const debt = pending.find((statement) => statement.no === no && statement.open < 0n);
    if (debt === undefined)
      return refuse('statements', `Statement ${no} owes nothing; choose pending statements with a negative balance.`);
    total = minus(total, debt.open);
  }
  return accepted(total);
}

/**
 * Plans a bill (R8.1): the amount is the server's, whatever the browser sent.
 * @returns the bill, or the field to mend
 * @example owed 87.40, another bill asks 50.00, kind "full": amount 37.40
 */
export function planBill(request: BillRequest, standing: BillStanding, policy: Policy): Result<BillPlan, FieldRefusal> {
  const owed = owedIn(standing.pending);
  if (owed === 0n) return refuse('kind', 'Your balance is not negative; there is nothing to pay.');
  const most = minus(owed, sum(standing.askedByOthers));
  if (most <= 0n)
    return refuse('kind', 'Your other bills already cover all that you owe. Finish or cancel one of them first.');
  const least = smaller(policy.bill.minimum, most);
  const named = request.kind === 'statements' ? [...new Set(request.statements)] : [];
  const debts = request.kind === 'statements' ? debtsOf(named, standing.pending) : accepted(most);
  if (!debts.ok) return debts;
  const amount = request.kind === 'amount' ? request.amount : smaller(debts.value, most);
  if (amount < least || amount > most) {
    return refuse(
      request.kind === 'amount' ? 'amount' : 'statements',
      `Enter at least ${formatMinor(least)}, and at most the ${formatMinor(most)} that can still be billed.`,
    );
  }
  return accepted({
    amount,
    statements: named,
    methods: amount < policy.bill.cardMinimum ? ['bank-transfer'] : ['card', 'bank-transfer'],
  });
}

/**
 * What a bill may still take when it is paid (R8.1): lowered to what is owed less other bills processing or paid.
 * @returns null if nothing is left to pay
 * @example a bill of 87.40 when sales have covered 53.58 meanwhile: 33.82
 */
export function amountAtPayment(
  asked: Minor,
  pending: readonly PendingStatement[],
  takenByOthers: readonly Minor[],
): Minor | null {
  const left = minus(owedIn(pending), sum(takenByOthers));
  const amount = smaller(asked, left);
  return amount > 0n ? amount : null;
}
