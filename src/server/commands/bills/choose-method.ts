import 'server-only';
import { makeReference } from '@/domain/bill/reference';
import { fromEpochMillis, type Instant, toEpochMillis } from '@/domain/calendar/instant';
import { accepted } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { lockBill, updateBill } from '../../repositories/bills';
import { type BillResult, conflict, noSuchBill, tooSmallForCards } from './bill-refusal';
import { lowerToOwed } from './lower-to-owed';
import { lockStanding } from './shop-standing';

const DAY_MILLIS = 86_400_000;
/** Of an id's 26 characters the last ones, which are random: enough for a reference, short enough to copy by hand. */
const REFERENCE_LENGTH = 12;

/** How a bill is to be paid. */
export interface ChooseMethodInput {
  readonly shopId: number;
  readonly bill: string;
  readonly method: 'card' | 'bank-transfer';
  readonly now: Instant;
}

/**
 * Chooses how a bill is paid. A bank transfer gets a reference with check digits and seven days (R8.2); choosing it again changes nothing.
 * @returns the bill; refused where it can no longer be paid, where its amount is too small for a card, and with `amount-changed` where it
 *   asked for more than is owed: lowered, it is to be chosen again (R8.1)
 */
export function chooseMethod(
  database: Database,
  { shopId, bill: id, method, now }: ChooseMethodInput,
): Promise<BillResult> {
  return inTransaction(database, async (connection) => {
    const standing = await lockStanding(connection, shopId);
    const { policy } = standing;
    const bill = await lockBill(connection, shopId, id);
    if (bill === null) return noSuchBill();
    if (bill.status !== 'unpaid' && bill.status !== 'failed')
      return conflict('bill', `This bill is ${bill.status}; there is nothing to choose any more.`);
    if (bill.status === 'unpaid' && bill.expiresAt <= now)
      return conflict('bill', 'This bill has expired. Start a new one.');
    if (bill.method === method) return accepted(bill);
    if (method === 'card') {
      if (bill.amount < policy.bill.cardMinimum) return tooSmallForCards();
      return accepted(await updateBill(connection, bill, { method }));
    }
    // Whoever transfers money pays what the page says: it must be what is owed now, also of a bill that had failed and asked for nothing.
    const lowered = await lowerToOwed(connection, standing, bill, now);
    if (!lowered.ok) return lowered;
    const expiresAt = fromEpochMillis(toEpochMillis(now) + policy.bill.transferExpiryDays * DAY_MILLIS);
    const reference = bill.reference ?? makeReference(bill.id.slice(-REFERENCE_LENGTH));
    const awaited = { method, reference, expiresAt, status: 'unpaid', failureCode: null } as const;
    return accepted(await updateBill(connection, bill, awaited));
  });
}
