import 'server-only';
import type { BillStatus } from '@/contracts/bill';
import type { Instant } from '@/domain/calendar/instant';
import type { Currency, Minor } from '@/domain/money/money';
import type { Connection } from '../db/database';

/** Bills of several shops that are paid by one confirmation, as it is stored. */
export interface BatchRow {
  readonly sellerId: number;
  readonly id: string;
  readonly key: string;
  readonly currency: Currency;
  readonly createdBy: string;
  readonly createdAt: Instant;
  /** The payment that was asked for last; 0 where none was. */
  readonly attempt: number;
  readonly attemptKey: string | null;
  readonly card: string | null;
}

/** One shop of a batch, with its bill as it stands. Amounts are minor units. */
export interface BatchItemRow {
  readonly shopId: number;
  readonly shop: string;
  readonly shopName: string;
  /** Null where no bill could be made; then `refusal` says why. */
  readonly bill: string | null;
  readonly refusal: string | null;
  readonly confirmed: Minor | null;
  readonly askedAttempt: number;
  readonly doneAttempt: number;
  readonly amount: Minor | null;
  readonly received: Minor | null;
  readonly status: BillStatus | null;
  readonly needsAction: boolean | null;
  readonly failureCode: string | null;
  /** Where the payer's bank waits; null unless it does. */
  readonly actionUrl: string | null;
}

const BATCH = `seller_id AS "sellerId", id, key, currency, created_by AS "createdBy", created_at AS "createdAt", attempt,
  attempt_key AS "attemptKey", card`;

/** A seller's batch; null for another's. */
export async function findBatch(connection: Connection, sellerId: number, id: string): Promise<BatchRow | null> {
  const { rows } = await connection.query<BatchRow>(
    `SELECT ${BATCH} FROM bill_batch WHERE seller_id = $1 AND id = $2`,
    [sellerId, id],
  );
  return rows[0] ?? null;
}

/** The same, locked until the transaction ends: of two payments of one batch the second sees the first. */
export async function lockBatch(connection: Connection, sellerId: number, id: string): Promise<BatchRow | null> {
  const { rows } = await connection.query<BatchRow>(
    `SELECT ${BATCH} FROM bill_batch WHERE seller_id = $1 AND id = $2 FOR UPDATE`,
    [sellerId, id],
  );
  return rows[0] ?? null;
}

/** Makes a batch, or finds the one that the same form made before. */
export async function keepBatch(
  connection: Connection,
  batch: Omit<BatchRow, 'attempt' | 'attemptKey' | 'card'>,
): Promise<BatchRow> {
  const { sellerId, id, key, currency, createdBy, createdAt } = batch;
  await connection.query(
    `INSERT INTO bill_batch (seller_id, id, key, currency, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (seller_id, key) DO NOTHING`,
    [sellerId, id, key, currency, createdBy, createdAt],
  );
  const { rows } = await connection.query<BatchRow>(
    `SELECT ${BATCH} FROM bill_batch WHERE seller_id = $1 AND key = $2`,
    [sellerId, key],
  );
  return rows[0] as BatchRow;
}

/** Keeps what became of a shop when its bill was asked for; the first answer stays. */
export async function keepItem(
  connection: Connection,
  item: Pick<BatchItemRow, 'shopId' | 'bill' | 'refusal'> & { readonly sellerId: number; readonly batch: string },
): Promise<void> {
  await connection.query(
    `INSERT INTO bill_batch_item (shop_id, batch_id, seller_id, bill_id, refusal) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (shop_id, batch_id) DO NOTHING`,
    [item.shopId, item.batch, item.sellerId, item.bill, item.refusal],
  );
}

/** The shops of a batch, by name; of them those that the connection may see. */
export async function selectItems(
  connection: Connection,
  sellerId: number,
  batch: string,
): Promise<readonly BatchItemRow[]> {
  const { rows } = await connection.query<BatchItemRow>(
    `SELECT i.shop_id AS "shopId", s.external_id AS shop, s.name AS "shopName", i.bill_id AS bill, i.refusal,
            i.confirmed_minor AS confirmed, i.asked_attempt AS "askedAttempt", i.done_attempt AS "doneAttempt",
            b.amount_minor AS amount, b.received_minor AS received, b.status, b.needs_action AS "needsAction",
            b.failure_code AS "failureCode", p.action_url AS "actionUrl"
       FROM bill_batch_item i JOIN shop s ON s.id = i.shop_id
       LEFT JOIN bill b ON b.shop_id = i.shop_id AND b.id = i.bill_id
       LEFT JOIN bill_payment p ON p.shop_id = b.shop_id AND p.bill_id = b.id AND p.status = 'processing' AND b.needs_action
      WHERE i.seller_id = $1 AND i.batch_id = $2 ORDER BY s.name, s.id`,
    [sellerId, batch],
  );
  return rows;
}

/** Asks for a payment of a batch with a card. */
export async function askAttempt(
  connection: Connection,
  batch: Pick<BatchRow, 'sellerId' | 'id'>,
  asked: { readonly attempt: number; readonly key: string; readonly card: string },
): Promise<void> {
  await connection.query(
    'UPDATE bill_batch SET attempt = $3, attempt_key = $4, card = $5 WHERE seller_id = $1 AND id = $2',
    [batch.sellerId, batch.id, asked.attempt, asked.key, asked.card],
  );
}

/** Asks for a charge of some shops' bills, each of the amount that was confirmed for it. */
export async function askItems(
  connection: Connection,
  batch: string,
  attempt: number,
  items: readonly { readonly shopId: number; readonly confirmed: Minor }[],
): Promise<void> {
  await connection.query(
    `UPDATE bill_batch_item i SET asked_attempt = $2, confirmed_minor = n.confirmed, refusal = NULL
       FROM unnest($3::int[], $4::bigint[]) n (shop_id, confirmed) WHERE i.shop_id = n.shop_id AND i.batch_id = $1`,
    [batch, attempt, items.map(({ shopId }) => shopId), items.map(({ confirmed }) => confirmed)],
  );
}

/** Keeps that a charge was carried out, or why not. */
export async function finishItem(
  connection: Connection,
  batch: string,
  item: Pick<BatchItemRow, 'shopId'> & { readonly attempt: number; readonly refusal: string | null },
): Promise<void> {
  await connection.query(
    'UPDATE bill_batch_item SET done_attempt = $3, refusal = $4 WHERE shop_id = $1 AND batch_id = $2 AND done_attempt < $3',
    [item.shopId, batch, item.attempt, item.refusal],
  );
}

/** The shop of a bill, and the batch that it was made in last, if it was; null for a bill that the connection does not see. */
export async function findBillsBatch(
  connection: Connection,
  bill: string,
): Promise<{ readonly shopId: number; readonly batch: string | null } | null> {
  const { rows } = await connection.query<{ shopId: number; batch: string | null }>(
    `SELECT b.shop_id AS "shopId", i.batch_id AS batch
       FROM bill b LEFT JOIN bill_batch_item i ON i.shop_id = b.shop_id AND i.bill_id = b.id
      WHERE b.id = $1 ORDER BY i.batch_id DESC LIMIT 1`,
    [bill],
  );
  return rows[0] ?? null;
}
