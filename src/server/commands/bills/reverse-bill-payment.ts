import 'server-only';
import type { PoolClient } from 'pg';
import type { Instant } from '@/domain/calendar/instant';
import { commandFactIds } from '@/domain/fact/command-ids';
import { type Minor, minus, plus, smaller } from '@/domain/money/money';
import { accepted } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { type BillRow, findPayment, lockBill, updateBill, updatePayment } from '../../repositories/bills';
import { hasFact } from '../../repositories/facts';
import { type BillResult, noSuchBill } from './bill-refusal';
import { clearLocked, closeDaysBefore } from './clear-bills';
import { lockStanding, recordCommandFact, type ShopStanding } from './shop-standing';
import { tellOfBill } from './tell-of-bill';

/** Money of a card payment that went back. */
export interface ReverseBillPaymentInput {
  /** The provider's id of the payment. */
  readonly ref: string;
  readonly amount: Minor;
  readonly reason: 'refund' | 'dispute';
  /** The provider's id of the refund or dispute. */
  readonly id: string;
  readonly now: Instant;
}

/**
 * Takes a card payment back (R8.6). All of it before clearing: the bill becomes failed and nothing posts. After clearing: reversed, and a
 * bill-payment-reversal posts with the day's statement. A part of it before clearing: it clears first, so that both parts are in the books.
 * @returns the bill; not found for a payment that is not ours. The same refund or dispute again has no effect
 */
export async function reverseBillPayment(database: Database, input: ReverseBillPaymentInput): Promise<BillResult> {
  const payment = await findPayment(database.pool, { ref: input.ref });
  if (payment === null) return noSuchBill();
  await closeDaysBefore(database, payment.shopId, input.now);
  return inTransaction(database, async (connection) => {
    const standing = await lockStanding(connection, payment.shopId);
    const bill = await lockBill(connection, payment.shopId, payment.bill);
    if (bill === null) return noSuchBill();
    if (await hasFact(connection, bill.shopId, commandFactIds.reversal(input.id))) return accepted(bill);
    if (bill.status === 'paid' && input.amount >= payment.amount) {
      const fact = {
        id: commandFactIds.reversal(input.id),
        type: 'bill.failed',
        bill: bill.id,
        reason: input.reason,
      } as const;
      await recordCommandFact(connection, standing, fact, input.now);
      await updatePayment(connection, payment, { status: 'failed', failureCode: input.reason });
      const happening = { kind: 'bill-reversed', of: input.id, amount: payment.amount } as const;
      await tellOfBill(connection, standing, bill, happening, input.now);
      const received = minus(bill.received, payment.amount);
      const asBefore = { received, paidAt: null, clearsAt: null } as const;
      return accepted(await updateBill(connection, bill, { status: 'failed', failureCode: input.reason, ...asBefore }));
    }
    if (bill.status === 'paid') {
      const cleared = await clearLocked(connection, standing, bill, input.now);
      return accepted(await reverse(connection, await lockStanding(connection, bill.shopId), cleared, input));
    }
    if (bill.status !== 'cleared' && bill.status !== 'reversed') return accepted(bill);
    return accepted(await reverse(connection, standing, bill, input));
  });
}

async function reverse(
  connection: PoolClient,
  standing: ShopStanding,
  bill: BillRow,
  input: ReverseBillPaymentInput,
): Promise<BillRow> {
  const amount = smaller(input.amount, minus(bill.received, bill.reversed));
  if (amount === 0n) return bill;
  const fact = {
    id: commandFactIds.reversal(input.id),
    type: 'bill.reversed',
    bill: bill.id,
    amount,
    reason: input.reason,
  } as const;
  await recordCommandFact(connection, standing, fact, input.now);
  await tellOfBill(connection, standing, bill, { kind: 'bill-reversed', of: input.id, amount }, input.now);
  return updateBill(connection, bill, { status: 'reversed', reversed: plus(bill.reversed, amount) });
}
