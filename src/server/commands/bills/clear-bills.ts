import 'server-only';
import type { PoolClient } from 'pg';
import { dayOf, type Instant } from '@/domain/calendar/instant';
import { addDays } from '@/domain/calendar/plain-date';
import { commandFactIds } from '@/domain/fact/command-ids';
import type { Minor } from '@/domain/money/money';
import { present } from '@/domain/shared/assert';
import { type Database, inTransaction } from '../../db/database';
import type { PayoutRail } from '../../env';
import { type BillRow, listPayments, lockBill, selectBillsToClear, updateBill } from '../../repositories/bills';
import { closeDays } from '../close-day';
import { postMoments } from './post-moments';
import { lockStanding, recordCommandFact, type ShopStanding } from './shop-standing';
import { tellOfBill } from './tell-of-bill';

/** Which bills to clear. */
export interface ClearBillsInput {
  readonly now: Instant;
  /** One shop's only. */
  readonly shopId?: number | null;
}

/** Money that a bill brings into the books. */
export interface Receipt {
  /** Of the fact: the same receipt again is known by it. */
  readonly factId: string;
  readonly amount: Minor;
  readonly now: Instant;
}

/**
 * A bill clears on a day only after the day before is closed (R6.1): closes what is over for the shop.
 * @param rail how payouts reach sellers; what the environment names otherwise
 */
export async function closeDaysBefore(
  database: Database,
  shopId: number,
  now: Instant,
  rail?: PayoutRail,
): Promise<void> {
  const { shop, book, openDay } = await inTransaction(database, (connection) => lockStanding(connection, shopId));
  const yesterday = addDays(dayOf(now, book.zone), -1);
  if (openDay <= yesterday) await closeDays(database, { through: yesterday, shop: shop.shop, ...(rail && { rail }) });
}

/**
 * Posts what a bill brought as a bill-payment statement, netted at once against the statements that it names, then the oldest debt (R8.3).
 * In the caller's transaction, under the shop's lock.
 * @returns the number of the statement
 */
export async function postReceipt(
  connection: PoolClient,
  standing: ShopStanding,
  bill: BillRow,
  { factId, amount, now }: Receipt,
): Promise<number> {
  const { id, statements } = bill;
  const fact = { id: factId, type: 'bill.cleared', bill: id, amount, statements } as const;
  const { shop } = await recordCommandFact(connection, standing, fact, now);
  const output = await postMoments(connection, { ...standing, shop });
  const statement = output.statements.find((made) => made.bill === id);
  if (statement === undefined) throw new Error(`Defect: bill ${id} cleared without a statement`);
  await tellOfBill(
    connection,
    standing,
    bill,
    { kind: 'bill-cleared', of: factId, amount, statement: statement.no },
    now,
  );
  return statement.no;
}

/**
 * Clears every bill whose money was captured and whose time has come (R8.3). Each in a transaction of its own; run twice at once, or again
 * after a crash, each still clears once.
 * @returns how many bills cleared
 * @example await clearBills(database, { now }) // 1
 */
export async function clearBills(database: Database, { now, shopId = null }: ClearBillsInput): Promise<number> {
  let cleared = 0;
  const failures: unknown[] = [];
  for (const due of await selectBillsToClear(database.pool, now, shopId)) {
    try {
      await closeDaysBefore(database, due.shopId, now);
      if (await clearBill(database, due.shopId, due.id, now)) cleared += 1;
    } catch (error) {
      // One shop's trouble must not keep the others' money.
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} bills could not be cleared`);
  return cleared;
}

/** Clears bills whose time comes while the test clock jumps, each at its own time (R8.3), before the days after it are closed. */
export async function clearBillsAsTheyFallDue(database: Database, until: Instant): Promise<void> {
  const due = await selectBillsToClear(database.pool, until, null);
  for (const moment of new Set(due.map(({ clearsAt }) => clearsAt))) await clearBills(database, { now: moment });
}

function clearBill(database: Database, shopId: number, id: string, now: Instant): Promise<boolean> {
  return inTransaction(database, async (connection) => {
    const standing = await lockStanding(connection, shopId);
    const bill = await lockBill(connection, shopId, id);
    if (bill?.status !== 'paid' || bill.clearsAt === null || bill.clearsAt > now) return false;
    await clearLocked(connection, standing, bill, now);
    return true;
  });
}

/** Clears a captured bill in the caller's transaction, under the shop's lock. */
export async function clearLocked(
  connection: PoolClient,
  standing: ShopStanding,
  bill: BillRow,
  now: Instant,
): Promise<BillRow> {
  const payments = await listPayments(connection, bill.shopId, bill.id);
  const captured = present(
    payments.find((payment) => payment.status === 'captured'),
    `captured payment of bill ${bill.id}`,
  );
  const receipt = { factId: commandFactIds.cleared(bill.id), amount: captured.amount, now };
  const statementNo = await postReceipt(connection, standing, bill, receipt);
  return updateBill(connection, bill, { status: 'cleared', clearedAt: now, statementNo });
}
