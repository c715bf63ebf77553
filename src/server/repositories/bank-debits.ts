import 'server-only';
import type { BankLine } from '@/domain/bill/bank-line';
import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { Minor } from '@/domain/money/money';
import type { Connection } from '../db/database';

/** The reference of a payout that a line's text holds, and the payout of that reference; null where there is none. */
export interface TracedPayout {
  readonly trace: string | null;
  readonly payout: { readonly shopId: number; readonly no: number } | null;
}

/** An outgoing line with the payout that it names. */
export interface TracedDebit {
  readonly line: BankLine;
  readonly traced: TracedPayout;
}

/** A payout as a bank line may name it. */
export interface NamedPayout {
  readonly shopId: number;
  readonly no: number;
  readonly initiatedOn: PlainDate;
  readonly amount: Minor;
  readonly currency: string;
}

const NAMED = `SELECT p.shop_id AS "shopId", p.no, p.initiated_on AS "initiatedOn", p.amount_minor AS amount, s.currency
  FROM payout p JOIN shop s ON s.id = p.shop_id`;

/** The payouts that began on these days. */
export async function selectPayoutsOfDays(
  connection: Connection,
  days: readonly string[],
): Promise<readonly NamedPayout[]> {
  const { rows } = await connection.query<NamedPayout>(`${NAMED} WHERE p.initiated_on = ANY($1::date[])`, [days]);
  return rows;
}

/** The payouts of these shops and numbers, in pairs. */
export async function selectPayoutsByNo(
  connection: Connection,
  payouts: readonly { readonly shopId: number; readonly no: number }[],
): Promise<readonly NamedPayout[]> {
  const { rows } = await connection.query<NamedPayout>(
    `${NAMED} JOIN unnest($1::int[], $2::int[]) AS named (shop_id, no) ON named.shop_id = p.shop_id AND named.no = p.no`,
    [payouts.map(({ shopId }) => shopId), payouts.map(({ no }) => no)],
  );
  return rows;
}

/** Stores outgoing lines; one that is stored already is left alone. Returns how many are new. */
export async function insertBankDebits(
  connection: Connection,
  debits: readonly TracedDebit[],
  now: Instant,
): Promise<number> {
  const { rowCount } = await connection.query(
    `INSERT INTO bank_debit (fingerprint, booked_on, amount_minor, currency, counterparty, description, trace, shop_id, payout_no, imported_at)
     SELECT line.*, $10 FROM unnest($1::text[], $2::date[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::int[])
       AS line
     ON CONFLICT (fingerprint) DO NOTHING`,
    [
      debits.map(({ line }) => line.fingerprint),
      debits.map(({ line }) => line.bookedOn),
      debits.map(({ line }) => line.amount),
      debits.map(({ line }) => line.currency),
      debits.map(({ line }) => line.counterparty),
      debits.map(({ line }) => line.description),
      debits.map(({ traced }) => traced.trace),
      debits.map(({ traced }) => traced.payout?.shopId ?? null),
      debits.map(({ traced }) => traced.payout?.no ?? null),
      now,
    ],
  );
  return rowCount ?? 0;
}

/** A file that was imported, for the record. */
export interface BankFile {
  readonly name: string;
  readonly format: string;
  readonly days: { readonly from: PlainDate; readonly through: PlainDate } | null;
  /** Those of its lines: of accounts in others it tells nothing. */
  readonly currencies: readonly string[];
  readonly lineCount: number;
  readonly acceptedCount: number;
  readonly debitCount: number;
  readonly byName: string | null;
  /** By the machine's clock, as runs of the reconciliation are. */
  readonly at: Instant;
}

/** Keeps which file was imported, and which days it tells of. */
export async function insertBankFile(connection: Connection, file: BankFile): Promise<void> {
  const { name, format, days, currencies, lineCount, acceptedCount, debitCount, byName, at } = file;
  await connection.query(
    `INSERT INTO bank_file (name, format, from_on, through_on, currencies, line_count, accepted_count, debit_count, imported_by_name,
       imported_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      name,
      format,
      days?.from ?? null,
      days?.through ?? null,
      currencies,
      lineCount,
      acceptedCount,
      debitCount,
      byName,
      at,
    ],
  );
}
