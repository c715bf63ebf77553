import 'server-only';
import { fromEpochMillis, type Instant, toEpochMillis } from '@/domain/calendar/instant';
import type { Fact, FactOf } from '@/domain/fact/fact';
import { present } from '@/domain/shared/assert';
import type { Connection } from '../db/database';
import { findBill, insertBill, insertPayment, updateBill, updatePayment } from '../repositories/bills';
import { DEMO_SELLERS } from './people';

/** The card of the stories; it is saved nowhere, so nobody can pay with it. */
const CARD = { card: 'demo-card', brand: 'visa', last4: '3307' };

/** The cashier takes a moment between the bill and the charge. */
const AT_THE_CASHIER_MILLIS = 120_000;
const DAY_MILLIS = 86_400_000;

const later = (moment: Instant, millis: number): Instant => fromEpochMillis(toEpochMillis(moment) + millis);

/** Where a bill of a story stands in the books: its shop, the statement of its clearing, and who owns the shop. */
async function findPosting(connection: Connection, { shop, bill }: FactOf<'bill.cleared'>) {
  const { rows } = await connection.query<{ shopId: number; statementNo: number }>(
    `SELECT s.id AS "shopId", t.no AS "statementNo" FROM shop s JOIN statement t ON t.shop_id = s.id AND t.bill = $2
      WHERE s.external_id = $1`,
    [shop, bill],
  );
  const owner = DEMO_SELLERS.find((seller) => seller.shops.includes(shop))?.people[0]?.key ?? null;
  return { ...present(rows[0], `statement of bill ${bill}`), owner };
}

/**
 * Gives a bill that a story tells as facts the record that the cashier would have made: asked for, paid by card, cleared. Only the demo
 * writes a record after its facts; done again it changes nothing.
 */
async function keepBill(connection: Connection, captured: FactOf<'bill.captured'>, cleared: FactOf<'bill.cleared'>) {
  const { shopId, statementNo, owner } = await findPosting(connection, cleared);
  const id = cleared.bill;
  if ((await findBill(connection, shopId, id)) !== null) return;
  const createdAt = later(captured.occurredAt, -AT_THE_CASHIER_MILLIS);
  const { amount } = captured;
  const bill = await insertBill(connection, {
    shopId,
    id,
    key: id,
    request: 'amount',
    amount,
    statements: cleared.statements,
    createdBy: owner,
    createdAt,
    expiresAt: later(createdAt, DAY_MILLIS),
  });
  const payment = { shopId, id: `${id}-PAYMENT`, bill: id, key: id, amount, ...CARD, createdAt: captured.occurredAt };
  await updatePayment(connection, await insertPayment(connection, payment), { status: 'captured' });
  await updateBill(connection, bill, {
    method: 'card',
    status: 'cleared',
    paidAt: captured.occurredAt,
    clearsAt: cleared.occurredAt,
    clearedAt: cleared.occurredAt,
    received: amount,
    statementNo,
  });
}

/** Keeps a record of every bill that cleared in the stories, after the days are closed and their statements are there. */
export async function keepStoryBills(connection: Connection, facts: readonly Fact[]): Promise<void> {
  const captures = facts.filter((fact) => fact.type === 'bill.captured');
  for (const cleared of facts.filter((fact) => fact.type === 'bill.cleared')) {
    const captured = captures.find(({ shop, bill }) => shop === cleared.shop && bill === cleared.bill);
    await keepBill(connection, present(captured, `capture of bill ${cleared.bill}`), cleared);
  }
}
