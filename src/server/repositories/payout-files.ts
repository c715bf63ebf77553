import 'server-only';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { Minor } from '@/domain/money/money';
import type { Connection } from '../db/database';

/** A payout on its way, with what a bank must know to pay it. */
export interface PayoutToSend {
  readonly shopId: number;
  readonly shop: string;
  readonly no: number;
  readonly amount: Minor;
  readonly account: string;
  readonly holderName: string;
  readonly accountType: 'corporate' | 'personal' | null;
  readonly accountKind: 'checking' | 'savings';
  readonly routing: string | null;
  readonly sealedNumber: string | null;
}

/** A file of payouts. */
export interface PayoutFileRow {
  readonly id: string;
  readonly marketplace: string;
  readonly createdOn: PlainDate;
  readonly modifier: string;
  readonly effectiveOn: PlainDate;
}

const TO_SEND = `p.shop_id AS "shopId", s.external_id AS shop, p.no, p.amount_minor AS amount, p.account, b.holder_name AS "holderName",
  b.account_type AS "accountType", b.account_kind AS "accountKind", b.routing_number AS routing, b.sealed_number AS "sealedNumber"`;
const JOINED = `payout p JOIN shop s ON s.id = p.shop_id JOIN bank_account b ON b.shop_id = p.shop_id AND b.account = p.account`;

/** One file at a time: two exports at once would both take the same payouts. Held until the transaction ends. */
export async function lockPayoutFiles(connection: Connection): Promise<void> {
  await connection.query("SELECT pg_advisory_xact_lock(hashtext('evenkeel.payout.file'))");
}

/** Payouts on their way that started by a day, are in no file yet, and have not failed on a day that is still open. */
export async function selectPayoutsToSend(
  connection: Connection,
  marketplace: string,
  startedBy: PlainDate,
): Promise<readonly PayoutToSend[]> {
  const { rows } = await connection.query<PayoutToSend>(
    `SELECT ${TO_SEND} FROM ${JOINED}
      WHERE s.marketplace = $1 AND p.status = 'processing' AND p.initiated_on <= $2
        AND NOT EXISTS (SELECT 1 FROM payout_file_entry e WHERE e.shop_id = p.shop_id AND e.payout_no = p.no)
        AND NOT EXISTS (SELECT 1 FROM fact f WHERE f.shop_id = p.shop_id AND f.id = 'bank:payout-back:' || p.no || ':failed')
      ORDER BY p.shop_id, p.no`,
    [marketplace, startedBy],
  );
  return rows;
}

/** The payouts of a file. */
export async function selectPayoutsOfFile(connection: Connection, file: string): Promise<readonly PayoutToSend[]> {
  const { rows } = await connection.query<PayoutToSend>(
    `SELECT ${TO_SEND} FROM payout_file_entry e JOIN ${JOINED} ON p.shop_id = e.shop_id AND p.no = e.payout_no
      WHERE e.file_id = $1 ORDER BY p.shop_id, p.no`,
    [file],
  );
  return rows;
}

/** How many files were made on a day. */
export async function countPayoutFiles(connection: Connection, createdOn: PlainDate): Promise<number> {
  const { rows } = await connection.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM payout_file WHERE created_on = $1',
    [createdOn],
  );
  return rows[0]?.count ?? 0;
}

/** A file by its id, or null. */
export async function findPayoutFile(connection: Connection, id: string): Promise<PayoutFileRow | null> {
  const { rows } = await connection.query<PayoutFileRow>(
    `SELECT id, marketplace, created_on AS "createdOn", modifier, effective_on AS "effectiveOn" FROM payout_file WHERE id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** A file and what it holds. */
export interface PayoutFileSummary {
  readonly id: string;
  readonly effectiveOn: PlainDate;
  readonly payouts: number;
  readonly amount: Minor;
}

/** Every file, the newest first. */
export async function listPayoutFiles(connection: Connection): Promise<readonly PayoutFileSummary[]> {
  const { rows } = await connection.query<PayoutFileSummary>(
    `SELECT f.id, f.effective_on AS "effectiveOn", count(*)::int AS payouts, sum(p.amount_minor)::bigint AS amount
       FROM payout_file f JOIN payout_file_entry e ON e.file_id = f.id
       JOIN payout p ON p.shop_id = e.shop_id AND p.no = e.payout_no
      GROUP BY f.id ORDER BY f.created_on DESC, f.modifier DESC`,
  );
  return rows;
}

/** Remembers a file and what went out in it. */
export async function insertPayoutFile(
  connection: Connection,
  file: PayoutFileRow,
  payouts: readonly PayoutToSend[],
): Promise<void> {
  await connection.query(
    'INSERT INTO payout_file (id, marketplace, created_on, modifier, effective_on) VALUES ($1, $2, $3, $4, $5)',
    [file.id, file.marketplace, file.createdOn, file.modifier, file.effectiveOn],
  );
  await connection.query(
    'INSERT INTO payout_file_entry (shop_id, payout_no, file_id) SELECT *, $3 FROM unnest($1::int[], $2::int[])',
    [payouts.map(({ shopId }) => shopId), payouts.map(({ no }) => no), file.id],
  );
}

/** When the money of payouts on their way arrives by the files that they went out in: by shop and payout. */
export async function selectEffectiveDays(
  connection: Connection,
  shopIds: readonly number[],
): Promise<ReadonlyMap<number, ReadonlyMap<number, PlainDate>>> {
  const { rows } = await connection.query<{ shop_id: number; payout_no: number; effective_on: PlainDate }>(
    `SELECT e.shop_id, e.payout_no, f.effective_on FROM payout p
       JOIN payout_file_entry e ON e.shop_id = p.shop_id AND e.payout_no = p.no JOIN payout_file f ON f.id = e.file_id
      WHERE p.shop_id = ANY($1::int[]) AND p.status = 'processing'`,
    [shopIds],
  );
  const days = new Map<number, Map<number, PlainDate>>();
  for (const { shop_id, payout_no, effective_on } of rows) {
    const ofShop = days.get(shop_id) ?? new Map<number, PlainDate>();
    days.set(shop_id, ofShop.set(payout_no, effective_on));
  }
  return days;
}
