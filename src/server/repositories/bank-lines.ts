import 'server-only';
import { type BankLine, bankLineFamily, type MatchPlan, type TransferBill } from '@/domain/bill/bank-line';
import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { type Currency, type Minor, ZERO } from '@/domain/money/money';
import type { Connection } from '../db/database';
import type { TracedPayout } from './bank-debits';

/** Where a line stands: matched with a bill, one to ask ops about, none known, or set aside by ops. */
export type BankLineStatus = 'matched' | 'suggested' | 'unmatched' | SetAside;

/** Why money is none of ours to match. */
export type SetAside = 'returned-to-sender' | 'not-ours';

/** A bank line as it is stored. Its amount is above zero, in hundredths of its currency. */
export interface BankLineRow {
  readonly id: number;
  readonly bookedOn: PlainDate;
  readonly amount: Minor;
  readonly currency: string;
  readonly counterparty: string;
  readonly description: string;
  readonly status: BankLineStatus;
  readonly shopId: number | null;
  /** The bill that it was matched with, or that is suggested. */
  readonly bill: string | null;
  readonly reason: string;
  readonly importedAt: Instant;
  /** The marketplace's person; null for the command line. */
  readonly importedBy: string | null;
  /** The reference of the payout that came back; null for all else. */
  readonly trace: string | null;
}

const LINE = `id, booked_on AS "bookedOn", amount_minor AS amount, currency, counterparty, description, status, shop_id AS "shopId",
  bill_id AS bill, reason, imported_at AS "importedAt", imported_by AS "importedBy", trace`;

const TRANSFER = `bill.shop_id AS "shopId", bill.id AS bill, bill.reference, shop.currency, bill.amount_minor AS amount,
  shop.registered_name AS payer, (bill.created_at AT TIME ZONE 'UTC')::date AS "createdOn" FROM bill JOIN shop ON shop.id = bill.shop_id`;

/** A line with what was decided about it. */
export interface PlannedLine {
  readonly line: BankLine;
  readonly plan: MatchPlan;
  readonly credited: CreditedAlone | null;
  /** The payout that it names: money that came back. */
  readonly traced: TracedPayout;
}

/** What of a line becomes a shop's credit on the word of the one who imported it alone, and on which day, in UTC. */
export interface CreditedAlone {
  readonly amount: Minor;
  readonly on: PlainDate;
}

/**
 * Until the transaction ends no other import decides about lines: two that share lines in another order would wait for each other, and two
 * could suggest one bill.
 */
export async function lockImports(connection: Connection): Promise<void> {
  await connection.query("SELECT pg_advisory_xact_lock(hashtext('evenkeel.bank-line.import'))");
}

/** The fingerprints that are stored of these families. */
export async function selectFamilies(
  connection: Connection,
  families: ReadonlySet<string>,
  table: 'bank_line' | 'bank_debit' = 'bank_line',
): Promise<readonly string[]> {
  // ";" is the sign behind ":": the name itself, and whatever of words follows it.
  const { rows } = await connection.query<{ fingerprint: string }>(
    `SELECT line.fingerprint FROM unnest($1::text[]) AS family
       JOIN ${table} AS line ON line.fingerprint >= family AND line.fingerprint < family || ';'`,
    [[...families]],
  );
  return rows.map((row) => row.fingerprint).filter((fingerprint) => families.has(bankLineFamily(fingerprint)));
}

/** Stores lines; one that is stored already is left alone. Returns the fingerprints that are new. */
export async function insertBankLines(
  connection: Connection,
  planned: readonly PlannedLine[],
  { by, now }: { readonly by: string | null; readonly now: Instant },
): Promise<ReadonlySet<string>> {
  const { rows } = await connection.query<{ fingerprint: string }>(
    `INSERT INTO bank_line (fingerprint, booked_on, amount_minor, currency, counterparty, description, status, shop_id, bill_id, reason,
       credited_alone_minor, credited_alone_on, trace, payout_shop_id, payout_no, imported_by, imported_at)
     SELECT line.*, $16, $17 FROM unnest($1::text[], $2::date[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[],
       $9::text[], $10::text[], $11::bigint[], $12::date[], $13::text[], $14::int[], $15::int[]) AS line
     ON CONFLICT (fingerprint) DO NOTHING RETURNING fingerprint`,
    [
      planned.map(({ line }) => line.fingerprint),
      planned.map(({ line }) => line.bookedOn),
      planned.map(({ line }) => line.amount),
      planned.map(({ line }) => line.currency),
      planned.map(({ line }) => line.counterparty),
      planned.map(({ line }) => line.description),
      planned.map(({ plan }) => plan.status),
      planned.map(({ plan }) => plan.bill?.shopId ?? null),
      planned.map(({ plan }) => plan.bill?.bill ?? null),
      planned.map(({ plan }) => plan.reason),
      planned.map(({ credited }) => credited?.amount ?? ZERO),
      planned.map(({ credited }) => credited?.on ?? null),
      planned.map(({ traced }) => traced.trace),
      planned.map(({ traced }) => traced.payout?.shopId ?? null),
      planned.map(({ traced }) => traced.payout?.no ?? null),
      by,
      now,
    ],
  );
  return new Set(rows.map((row) => row.fingerprint));
}

/** The bills that carry these references, whatever their state. */
export async function selectBillsByReference(
  connection: Connection,
  references: readonly string[],
): Promise<ReadonlyMap<string, TransferBill>> {
  const { rows } = await connection.query<TransferBill>(`SELECT ${TRANSFER} WHERE bill.reference = ANY($1::text[])`, [
    references,
  ]);
  return new Map(rows.map((row) => [row.reference, row]));
}

/** The bills for which a transfer is awaited and that are not suggested for a line yet, oldest first. */
export async function selectAwaitedTransfers(connection: Connection): Promise<readonly TransferBill[]> {
  const { rows } = await connection.query<TransferBill>(
    `SELECT ${TRANSFER}
      WHERE bill.status = 'unpaid' AND bill.method = 'bank-transfer' AND bill.reference IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM bank_line AS line
          WHERE line.status = 'suggested' AND line.shop_id = bill.shop_id AND line.bill_id = bill.id)
      ORDER BY bill.created_at, bill.shop_id, bill.id`,
  );
  return rows;
}

/**
 * Matched lines whose money has not reached the books: an import that ended between the two left them. Receiving a transfer records the fact
 * "bank-line:<number>".
 */
export async function selectUnfinishedLines(connection: Connection): Promise<readonly BankLineRow[]> {
  const { rows } = await connection.query<BankLineRow>(
    `SELECT ${LINE} FROM bank_line AS line
      WHERE status = 'matched' AND NOT EXISTS (SELECT 1 FROM fact
        WHERE fact.shop_id = line.shop_id AND fact.id = 'bank-line:' || line.id)
      ORDER BY id`,
  );
  return rows;
}

/** What each shop owes, and what became its credit on a day on the word of one person who imported it. */
export async function selectCreditOfShops(
  connection: Connection,
  shopIds: readonly number[],
  { person, on }: { readonly person: string; readonly on: PlainDate },
): Promise<
  readonly {
    readonly shopId: number;
    readonly currency: Currency;
    readonly owed: Minor;
    readonly creditedAlone: Minor;
  }[]
> {
  const { rows } = await connection.query<{ shopId: number; currency: Currency; owed: Minor; creditedAlone: Minor }>(
    `SELECT shop.id AS "shopId", shop.currency, shop.owed_minor AS owed, coalesce((SELECT sum(line.credited_alone_minor) FROM bank_line AS line
         WHERE line.shop_id = shop.id AND line.credited_alone_on = $2 AND line.imported_by = $3), 0)::bigint AS "creditedAlone"
       FROM shop WHERE shop.id = ANY($1::int[])`,
    [shopIds, on, person],
  );
  return rows;
}

/** A line, locked until the transaction ends. */
export async function lockBankLine(connection: Connection, id: number): Promise<BankLineRow | null> {
  const { rows } = await connection.query<BankLineRow>(`SELECT ${LINE} FROM bank_line WHERE id = $1 FOR UPDATE`, [id]);
  return rows[0] ?? null;
}

/** A line is matched with a bill, or with none, with a sentence why. */
export async function decideBankLine(
  connection: Connection,
  id: number,
  {
    status,
    bill,
    reason,
    credited = null,
  }: {
    readonly status: Exclude<BankLineStatus, 'suggested'>;
    /** Of a matched line; null for all others. */
    readonly bill: { readonly shopId: number; readonly id: string } | null;
    readonly reason: string;
    readonly credited?: CreditedAlone | null;
  },
): Promise<void> {
  await connection.query(
    `UPDATE bank_line SET status = $2, reason = $3, shop_id = $4, bill_id = $5, credited_alone_minor = $6, credited_alone_on = $7
      WHERE id = $1`,
    [id, status, reason, bill?.shopId ?? null, bill?.id ?? null, credited?.amount ?? ZERO, credited?.on ?? null],
  );
}

/** What somebody decided about a line. */
export interface LineDecision {
  readonly line: number;
  readonly decision: 'accepted' | 'declined' | 'matched' | SetAside;
  readonly bill: { readonly shopId: number; readonly id: string } | null;
  readonly reason: string;
  readonly byKey: string;
  readonly byName: string;
  readonly at: Instant;
}

/** Puts a decision on record. The line is locked, so its number is the next one. */
export async function insertLineDecision(connection: Connection, decision: LineDecision): Promise<void> {
  const { line, bill, reason, byKey, byName, at } = decision;
  await connection.query(
    `INSERT INTO bank_line_decision (line_id, no, decision, bill_shop_id, bill_id, reason, decided_by, decided_by_name, decided_at)
     SELECT $1, 1 + count(*), $2, $3, $4, $5, $6, $7, $8 FROM bank_line_decision WHERE line_id = $1`,
    [line, decision.decision, bill?.shopId ?? null, bill?.id ?? null, reason, byKey, byName, at],
  );
}
