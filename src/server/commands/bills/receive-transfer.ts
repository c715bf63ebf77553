import 'server-only';
import type { Instant } from '@/domain/calendar/instant';
import { commandFactIds } from '@/domain/fact/command-ids';
import { type Minor, plus } from '@/domain/money/money';
import { accepted } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { lockBill, updateBill } from '../../repositories/bills';
import { hasFact } from '../../repositories/facts';
import { type BillResult, noSuchBill } from './bill-refusal';
import { closeDaysBefore, postReceipt } from './clear-bills';
import { lockStanding } from './shop-standing';

/** Money that arrived for a bill by bank transfer. */
export interface ReceiveTransferInput {
  readonly shopId: number;
  readonly bill: string;
  /** What arrived, more or less than the bill asks. */
  readonly amount: Minor;
  /** Number of the bank line: the same line again has no effect. */
  readonly line: number;
  readonly now: Instant;
}

/**
 * Clears a bill for what arrived, at once and whatever its state (R8.5): less is partial, more becomes the shop's credit.
 * @returns the bill; while a card is being charged for it too, it keeps that state and the money counts all the same
 */
export async function receiveTransfer(database: Database, input: ReceiveTransferInput): Promise<BillResult> {
  const { shopId, amount, line, now } = input;
  await closeDaysBefore(database, shopId, now);
  return inTransaction(database, async (connection) => {
    const standing = await lockStanding(connection, shopId);
    const bill = await lockBill(connection, shopId, input.bill);
    if (bill === null) return noSuchBill();
    const factId = commandFactIds.transfer(line);
    if (await hasFact(connection, shopId, factId)) return accepted(bill);
    const statementNo = await postReceipt(connection, standing, bill, { factId, amount, now });
    const received = plus(bill.received, amount);
    if (bill.status === 'processing' || bill.status === 'paid')
      return accepted(await updateBill(connection, bill, { received }));
    const cleared = { status: 'cleared', received, statementNo, paidAt: bill.paidAt ?? now, clearedAt: now } as const;
    return accepted(await updateBill(connection, bill, cleared));
  });
}
