import 'server-only';
import type { Instant } from '@/domain/calendar/instant';
import { formatMinor, type Minor, sum, ZERO } from '@/domain/money/money';
import { accepted, type FieldRefusal, type Result, refused } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { enqueueBatch } from '../../jobs/enqueue';
import { askAttempt, askItems, type BatchItemRow, lockBatch, selectItems } from '../../repositories/bill-batches';

/** One confirmation for all bills of a batch that can be paid. */
export interface AskPaymentInput {
  readonly sellerId: number;
  readonly batch: string;
  /** A saved card of the seller, as the form named it; it is asked for at the provider before anything is charged. */
  readonly card: string;
  /** What the payer saw and confirmed: their sum, as a decimal string. */
  readonly asks: string;
  /** What the form calls this payment: sent any number of times, it is asked for once. */
  readonly key: string;
  readonly now: Instant;
}

/** Why a payment was not asked for; `changed`: the sum is another one now, to be confirmed again. */
export interface AskRefusal extends FieldRefusal {
  readonly code: 'not-found' | 'conflict' | 'changed';
}

function refuse(code: AskRefusal['code'], field: string, reason: string): Result<never, AskRefusal> {
  return refused({ code, field, reason });
}

/** Whether a bill of a batch can be charged now: it was not, or its last charge failed. */
export function isPayable({ status, askedAttempt, doneAttempt }: BatchItemRow): boolean {
  return (status === 'unpaid' || status === 'failed') && askedAttempt === doneAttempt;
}

/** What all that can be charged comes to. */
export function payableOf(items: readonly BatchItemRow[]): Minor {
  return sum(items.filter(isPayable).map(({ amount }) => amount ?? ZERO));
}

/**
 * Asks for every bill of a batch that can be paid to be charged to a card, each by a charge of its own; the worker carries it out. What is
 * charged for each is the amount that it has now, and their sum must be what the payer saw.
 * @returns how many were asked for; 0 where the same form had asked before
 * @example await askPayment(database, { sellerId, batch, card: "pm_...", asks: "312.63", key, now }) // 3
 */
export function askPayment(database: Database, input: AskPaymentInput): Promise<Result<number, AskRefusal>> {
  const { sellerId, batch: id, card, asks, key } = input;
  return inTransaction(database, async (connection) => {
    const batch = await lockBatch(connection, sellerId, id);
    if (batch === null) return refuse('not-found', 'batch', 'There is no such payment.');
    if (batch.attemptKey === key) return accepted(0);
    const items = await selectItems(connection, sellerId, id);
    if (items.some(({ askedAttempt, doneAttempt }) => askedAttempt > doneAttempt)) {
      return refuse('conflict', 'batch', 'These bills are being paid already. Wait for the answer of each.');
    }
    const payable = items.filter(isPayable);
    if (payable.length === 0) return refuse('conflict', 'batch', 'Nothing is left to pay here.');
    const total = formatMinor(payableOf(items));
    if (total !== asks) {
      return refuse('changed', 'asks', `The sum is now ${total}. Nothing was charged; pay to confirm it.`);
    }
    const attempt = batch.attempt + 1;
    await askAttempt(connection, batch, { attempt, key, card });
    await askItems(
      connection,
      id,
      attempt,
      payable.map(({ shopId, amount }) => ({ shopId, confirmed: amount ?? ZERO })),
    );
    await enqueueBatch(connection, { sellerId, batch: id });
    return accepted(payable.length);
  });
}
