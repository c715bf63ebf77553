import 'server-only';
import type { BillStatus } from '@/contracts/bill';
import type { Instant } from '@/domain/calendar/instant';
import { type Minor, ZERO } from '@/domain/money/money';
import type { Connection } from '../db/database';

/** A bill as it is stored. Amounts are minor units, never negative. */
export interface BillRow {
  readonly shopId: number;
  readonly id: string;
  readonly key: string;
  readonly request: 'full' | 'statements' | 'amount';
  readonly amount: Minor;
  /** Statements whose debts it clears first (R8.3). */
  readonly statements: readonly number[];
  readonly method: 'card' | 'bank-transfer' | null;
  readonly status: BillStatus;
  /** Processing, and waiting for the payer at the page of their bank. */
  readonly needsAction: boolean;
  readonly reference: string | null;
  readonly createdBy: string | null;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly paidAt: Instant | null;
  readonly clearsAt: Instant | null;
  readonly clearedAt: Instant | null;
  /** What was captured or arrived. */
  readonly received: Minor;
  /** What of it was taken back. */
  readonly reversed: Minor;
  /** The statement of its last clearing. */
  readonly statementNo: number | null;
  readonly failureCode: string | null;
}

/** One attempt to charge a card. */
export interface BillPaymentRow {
  readonly shopId: number;
  readonly id: string;
  readonly bill: string;
  readonly key: string;
  readonly amount: Minor;
  readonly card: string;
  readonly brand: string | null;
  readonly last4: string | null;
  readonly status: 'processing' | 'captured' | 'failed';
  readonly providerRef: string | null;
  readonly actionUrl: string | null;
  readonly failureCode: string | null;
  readonly createdAt: Instant;
}

const BILL = `shop_id AS "shopId", id, key, request, amount_minor AS amount, statements, method, status, needs_action AS "needsAction",
  reference, created_by AS "createdBy", created_at AS "createdAt", expires_at AS "expiresAt", paid_at AS "paidAt",
  clears_at AS "clearsAt", cleared_at AS "clearedAt", received_minor AS received, reversed_minor AS reversed,
  statement_no AS "statementNo", failure_code AS "failureCode"`;

const PAYMENT = `shop_id AS "shopId", id, bill_id AS bill, key, amount_minor AS amount, card, brand, last4, status,
  provider_ref AS "providerRef", action_url AS "actionUrl", failure_code AS "failureCode", created_at AS "createdAt"`;

/** Columns of a bill that change, by their names in BillRow. */
const CHANGING = {
  amount: 'amount_minor',
  method: 'method',
  status: 'status',
  needsAction: 'needs_action',
  reference: 'reference',
  expiresAt: 'expires_at',
  paidAt: 'paid_at',
  clearsAt: 'clears_at',
  clearedAt: 'cleared_at',
  received: 'received_minor',
  reversed: 'reversed_minor',
  statementNo: 'statement_no',
  failureCode: 'failure_code',
} as const satisfies Partial<Record<keyof BillRow, string>>;

const CHANGING_PAYMENT = {
  status: 'status',
  providerRef: 'provider_ref',
  actionUrl: 'action_url',
  failureCode: 'failure_code',
} as const satisfies Partial<Record<keyof BillPaymentRow, string>>;

/** A bill of a shop; null for an unknown one and for another shop's. */
export async function findBill(connection: Connection, shopId: number, id: string): Promise<BillRow | null> {
  const { rows } = await connection.query<BillRow>(`SELECT ${BILL} FROM bill WHERE shop_id = $1 AND id = $2`, [
    shopId,
    id,
  ]);
  return rows[0] ?? null;
}

/** The same, locked until the transaction ends: an expiry or another payment waits. Lock its shop first. */
export async function lockBill(connection: Connection, shopId: number, id: string): Promise<BillRow | null> {
  const { rows } = await connection.query<BillRow>(
    `SELECT ${BILL} FROM bill WHERE shop_id = $1 AND id = $2 FOR UPDATE`,
    [shopId, id],
  );
  return rows[0] ?? null;
}

/** The bill that a request made, if it did. */
export async function findBillByKey(connection: Connection, shopId: number, key: string): Promise<BillRow | null> {
  const { rows } = await connection.query<BillRow>(`SELECT ${BILL} FROM bill WHERE shop_id = $1 AND key = $2`, [
    shopId,
    key,
  ]);
  return rows[0] ?? null;
}

/** Whose asks count. */
export interface Asking {
  readonly statuses: readonly BillStatus[];
  /** A bill of which the others are meant. */
  readonly except: string | null;
  readonly now: Instant;
}

/**
 * What other bills of a shop ask for, by status (R8.1): each asks for its amount until it is cleared, failed or given up. An unpaid one whose
 * time is over asks for nothing, also where no worker has come by yet.
 */
export async function selectAsks(
  connection: Connection,
  shopId: number,
  { statuses, except, now }: Asking,
): Promise<readonly Minor[]> {
  const { rows } = await connection.query<{ amount: Minor }>(
    `SELECT amount_minor AS amount FROM bill
      WHERE shop_id = $1 AND status = ANY($2::text[]) AND id IS DISTINCT FROM $3
        AND (status <> 'unpaid' OR expires_at > $4)`,
    [shopId, statuses, except, now],
  );
  return rows.map((row) => row.amount);
}

/** Bills whose time to clear has come, oldest capture first; of one shop, or of all. */
export async function selectBillsToClear(
  connection: Connection,
  now: Instant,
  shopId: number | null,
): Promise<readonly { readonly shopId: number; readonly id: string; readonly clearsAt: Instant }[]> {
  const { rows } = await connection.query<{ shopId: number; id: string; clearsAt: Instant }>(
    `SELECT shop_id AS "shopId", id, clears_at AS "clearsAt" FROM bill
      WHERE status = 'paid' AND clears_at <= $1 AND ($2::int IS NULL OR shop_id = $2) ORDER BY clears_at, shop_id, id`,
    [now, shopId],
  );
  return rows;
}

/** A card payment that is captured and has not cleared. */
export interface ClearingPayment {
  readonly bill: string;
  readonly amount: Minor;
  readonly statements: readonly number[];
}

/** The card payments of a shop that are clearing, in the order in which they will. */
export async function selectClearing(connection: Connection, shopId: number): Promise<readonly ClearingPayment[]> {
  const { rows } = await connection.query<ClearingPayment>(
    `SELECT bill.id AS bill, payment.amount_minor AS amount, bill.statements
       FROM bill JOIN bill_payment AS payment ON payment.shop_id = bill.shop_id AND payment.bill_id = bill.id
      WHERE bill.shop_id = $1 AND bill.status = 'paid' AND payment.status = 'captured' ORDER BY bill.clears_at, bill.id`,
    [shopId],
  );
  return rows;
}

/** A new bill, unpaid, with nothing received. */
export type NewBill = Pick<
  BillRow,
  'shopId' | 'id' | 'key' | 'request' | 'amount' | 'statements' | 'createdBy' | 'createdAt' | 'expiresAt'
>;

/** Stores a new bill and returns it. */
export async function insertBill(connection: Connection, bill: NewBill): Promise<BillRow> {
  const { rows } = await connection.query<BillRow>(
    `INSERT INTO bill (shop_id, id, key, request, amount_minor, statements, status, created_by, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'unpaid', $7, $8, $9) RETURNING ${BILL}`,
    [
      bill.shopId,
      bill.id,
      bill.key,
      bill.request,
      bill.amount,
      bill.statements,
      bill.createdBy,
      bill.createdAt,
      bill.expiresAt,
    ],
  );
  return rows[0] as BillRow;
}

function assignments(columns: Readonly<Record<string, string>>, changes: object): { set: string; values: unknown[] } {
  const names = Object.keys(changes);
  return {
    set: names.map((name, index) => `${columns[name]} = $${index + 3}`).join(', '),
    values: Object.values(changes),
  };
}

/** Changes a bill and returns it as it is then. The caller holds the shop's lock. */
export async function updateBill(
  connection: Connection,
  bill: Pick<BillRow, 'shopId' | 'id'>,
  changes: Partial<Pick<BillRow, keyof typeof CHANGING>>,
): Promise<BillRow> {
  const { set, values } = assignments(CHANGING, changes);
  const { rows } = await connection.query<BillRow>(
    `UPDATE bill SET ${set} WHERE shop_id = $1 AND id = $2 RETURNING ${BILL}`,
    [bill.shopId, bill.id, ...values],
  );
  return rows[0] as BillRow;
}

/** Unpaid bills whose time is over become expired (R8.2), and are returned. */
export async function expireUnpaid(connection: Connection, now: Instant): Promise<readonly BillRow[]> {
  const { rows } = await connection.query<BillRow>(
    `UPDATE bill SET status = 'expired' WHERE status = 'unpaid' AND expires_at <= $1 RETURNING ${BILL}`,
    [now],
  );
  return rows;
}

/** Attempts to charge a card for a bill, oldest first. */
export async function listPayments(
  connection: Connection,
  shopId: number,
  bill: string,
): Promise<readonly BillPaymentRow[]> {
  const { rows } = await connection.query<BillPaymentRow>(
    `SELECT ${PAYMENT} FROM bill_payment WHERE shop_id = $1 AND bill_id = $2 ORDER BY created_at, id`,
    [shopId, bill],
  );
  return rows;
}

/** A payment by our id, or by the provider's. */
export async function findPayment(
  connection: Connection,
  by: { readonly id: string } | { readonly ref: string },
): Promise<BillPaymentRow | null> {
  const [column, value] = 'id' in by ? ['id', by.id] : ['provider_ref', by.ref];
  const { rows } = await connection.query<BillPaymentRow>(`SELECT ${PAYMENT} FROM bill_payment WHERE ${column} = $1`, [
    value,
  ]);
  return rows[0] ?? null;
}

/** Payments of which the provider's last word is not known, oldest first. */
export async function selectProcessingPayments(connection: Connection): Promise<readonly BillPaymentRow[]> {
  const { rows } = await connection.query<BillPaymentRow>(
    `SELECT ${PAYMENT} FROM bill_payment WHERE status = 'processing' ORDER BY created_at, id`,
  );
  return rows;
}

/** What cards were charged, or are being charged, for shops since a moment. */
export async function sumOfCharges(connection: Connection, shopIds: readonly number[], since: Instant): Promise<Minor> {
  const { rows } = await connection.query<{ sum: Minor }>(
    `SELECT coalesce(sum(amount_minor), 0)::bigint AS sum FROM bill_payment
      WHERE shop_id = ANY($1::int[]) AND created_at >= $2 AND status <> 'failed'`,
    [shopIds, since],
  );
  return rows[0]?.sum ?? ZERO;
}

/** Stores the intent to charge a card, before anybody is asked. */
export async function insertPayment(
  connection: Connection,
  payment: Pick<BillPaymentRow, 'shopId' | 'id' | 'bill' | 'key' | 'amount' | 'card' | 'brand' | 'last4' | 'createdAt'>,
): Promise<BillPaymentRow> {
  const { rows } = await connection.query<BillPaymentRow>(
    `INSERT INTO bill_payment (shop_id, id, bill_id, key, amount_minor, card, brand, last4, status, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'processing', $9) RETURNING ${PAYMENT}`,
    [
      payment.shopId,
      payment.id,
      payment.bill,
      payment.key,
      payment.amount,
      payment.card,
      payment.brand,
      payment.last4,
      payment.createdAt,
    ],
  );
  return rows[0] as BillPaymentRow;
}

/** Changes a payment. The caller holds the shop's lock. */
export async function updatePayment(
  connection: Connection,
  payment: Pick<BillPaymentRow, 'shopId' | 'id'>,
  changes: Partial<Pick<BillPaymentRow, keyof typeof CHANGING_PAYMENT>>,
): Promise<void> {
  const { set, values } = assignments(CHANGING_PAYMENT, changes);
  await connection.query(`UPDATE bill_payment SET ${set} WHERE shop_id = $1 AND id = $2`, [
    payment.shopId,
    payment.id,
    ...values,
  ]);
}
