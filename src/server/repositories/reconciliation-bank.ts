import 'server-only';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { Minor } from '@/domain/money/money';
import type { PayoutFile, UnnamedLine } from '@/domain/reconciliation/payout-files';
import type { PayoutBack } from '@/domain/reconciliation/payouts-back';
import type { Connection } from '../db/database';

/** A line that names a payout, or what looks like one. */
export interface TracedLine {
  readonly id: number;
  readonly amount: Minor;
  readonly currency: string;
  readonly trace: string;
  readonly shopId: number | null;
  readonly marketplace: string | null;
  readonly payout: number | null;
}

/** The outgoing lines of a day that name a payout. */
export async function selectTracedLines(connection: Connection, day: PlainDate): Promise<readonly TracedLine[]> {
  const { rows } = await connection.query<TracedLine>(
    `SELECT d.id, d.amount_minor AS amount, d.currency, d.trace, d.shop_id AS "shopId", s.marketplace, d.payout_no AS payout
       FROM bank_debit d LEFT JOIN shop s ON s.id = d.shop_id WHERE d.booked_on = $1 AND d.trace IS NOT NULL`,
    [day],
  );
  return rows;
}

/** A payout beside the bank. */
export interface SentPayout {
  readonly shopId: number;
  readonly no: number;
  readonly marketplace: string;
  readonly currency: string;
  readonly initiatedOn: PlainDate;
  readonly amount: Minor;
  readonly status: 'processing' | 'paid' | 'failed' | 'returned';
  /** The first of its lines, whatever its day; null where the bank told of none. */
  readonly firstLine: number | null;
}

/** SQL: whether some line names a payout of a file, so that the bank books its payouts one by one. */
const namesOneOf = (file: string): string =>
  `EXISTS (SELECT FROM payout_file_entry o JOIN bank_debit d ON d.shop_id = o.shop_id AND d.payout_no = o.payout_no WHERE o.file_id = ${file})`;

/** SQL: whether the bank's files tell of every day from one through another in a currency. */
const tellsOf = (from: string, through: string, currency: string): string =>
  `NOT EXISTS (SELECT FROM generate_series(${from}, ${through}, '1 day') AS told_on
     WHERE NOT EXISTS (SELECT FROM bank_file b
       WHERE told_on::date BETWEEN b.from_on AND b.through_on AND ${currency} = ANY(b.currencies)))`;

const SENT = `SELECT p.shop_id AS "shopId", p.no, s.marketplace, s.currency, p.initiated_on AS "initiatedOn", p.amount_minor AS amount, p.status,
    (SELECT min(d.id) FROM bank_debit d WHERE d.shop_id = p.shop_id AND d.payout_no = p.no) AS "firstLine"
  FROM payout p JOIN shop s ON s.id = p.shop_id`;

/**
 * The payouts that a day's lines name, those that began on it and are on their way, and those that were paid on it. One that was paid counts only
 * where the bank's files tell of every day from its beginning on in its currency: where a file is missing, nothing is missed. Nor is what went
 * out in a file of payouts of which the bank names none: it books the file as one sum.
 */
export async function selectSentPayouts(connection: Connection, day: PlainDate): Promise<readonly SentPayout[]> {
  const { rows } = await connection.query<SentPayout>(
    `${SENT} WHERE (p.shop_id, p.no) IN (SELECT shop_id, payout_no FROM bank_debit WHERE booked_on = $1 AND payout_no IS NOT NULL)
     UNION ${SENT} WHERE p.initiated_on = $1 AND p.status = 'processing'
     UNION ${SENT} WHERE p.settled_on = $1 AND p.status = 'paid'
       AND NOT EXISTS (SELECT FROM payout_file_entry e WHERE e.shop_id = p.shop_id AND e.payout_no = p.no AND NOT ${namesOneOf('e.file_id')})
       AND ${tellsOf('p.initiated_on', 'p.settled_on', 's.currency')}`,
    [day],
  );
  return rows;
}

/** A file of payouts beside the bank. */
export interface SentFile extends PayoutFile {
  readonly marketplace: string;
  /** Whether the bank told of all days until its own. */
  readonly isTold: boolean;
  /** Whether the bank named one of its payouts: then it books them one by one, and a sum of them is paid a second time. */
  readonly isNamed: boolean;
}

/** The files of payouts that were due from one day through another. */
export async function selectSentFiles(
  connection: Connection,
  from: PlainDate,
  through: PlainDate,
): Promise<readonly SentFile[]> {
  const { rows } = await connection.query<Omit<SentFile, 'batches'> & { readonly ccd: Minor; readonly ppd: Minor }>(
    `SELECT f.*, ${namesOneOf('f.id')} AS "isNamed" FROM (
       SELECT f.id, f.marketplace, s.currency, f.created_on AS "createdOn", f.effective_on AS "effectiveOn",
              coalesce(sum(p.amount_minor) FILTER (WHERE a.account_type = 'corporate'), 0)::bigint AS ccd,
              coalesce(sum(p.amount_minor) FILTER (WHERE a.account_type IS DISTINCT FROM 'corporate'), 0)::bigint AS ppd,
              ${tellsOf('f.created_on', 'f.effective_on', 's.currency')} AS "isTold"
         FROM payout_file f JOIN payout_file_entry e ON e.file_id = f.id JOIN payout p ON p.shop_id = e.shop_id AND p.no = e.payout_no
         JOIN shop s ON s.id = p.shop_id JOIN bank_account a ON a.shop_id = p.shop_id AND a.account = p.account
        WHERE f.effective_on BETWEEN $1 AND $2 GROUP BY f.id, s.currency) f`,
    [from, through],
  );
  return rows.map(({ ccd, ppd, ...file }) => ({ ...file, batches: { CCD: ccd, PPD: ppd } }));
}

/** A line that left the account, with the bank's words. */
export interface OutgoingLine extends UnnamedLine {
  readonly counterparty: string;
  readonly description: string;
}

/** The outgoing lines that name no payout, booked from one day through another. */
export async function selectUnnamedLines(
  connection: Connection,
  from: PlainDate,
  through: PlainDate,
): Promise<readonly OutgoingLine[]> {
  const { rows } = await connection.query<OutgoingLine>(
    `SELECT id, booked_on AS "bookedOn", amount_minor AS amount, currency, counterparty, description FROM bank_debit
      WHERE booked_on BETWEEN $1 AND $2 AND trace IS NULL ORDER BY id`,
    [from, through],
  );
  return rows;
}

/** The lines of money that came in on a day and name a payout. */
export async function selectTracedCredits(connection: Connection, day: PlainDate): Promise<readonly TracedLine[]> {
  const { rows } = await connection.query<TracedLine>(
    `SELECT l.id, l.amount_minor AS amount, l.currency, l.trace, l.payout_shop_id AS "shopId", s.marketplace, l.payout_no AS payout
       FROM bank_line l LEFT JOIN shop s ON s.id = l.payout_shop_id
      WHERE l.booked_on = $1 AND l.trace IS NOT NULL AND l.status <> 'matched'`,
    [day],
  );
  return rows;
}

/** The lines of money that came in from one day through another, name no payout, and were set aside as no seller's payment. */
export async function selectUnnamedCredits(
  connection: Connection,
  from: PlainDate,
  through: PlainDate,
): Promise<readonly UnnamedLine[]> {
  const { rows } = await connection.query<UnnamedLine>(
    `SELECT id, booked_on AS "bookedOn", amount_minor AS amount, currency FROM bank_line
      WHERE booked_on BETWEEN $1 AND $2 AND trace IS NULL AND status = 'not-ours' ORDER BY id`,
    [from, through],
  );
  return rows;
}

/** A payout that came back by the books, beside the bank. */
export interface ReturnedPayout extends Omit<PayoutBack, 'key'> {
  readonly shopId: number;
  readonly no: number;
  readonly initiatedOn: PlainDate;
  /** The first line that named it, whatever its day; null where none did. */
  readonly firstLine: number | null;
  /** Whether the bank told of all days from that on which the books heard of it through that on which it is missed. */
  readonly isTold: boolean;
}

/**
 * The payouts that failed or were returned from one day through another, and those that a day's incoming lines name. Only those whose money left:
 * an outgoing line names them, or they went out in a file. What a bank never took does not come back.
 * @param apart how many days after the books' the money is missed
 */
export async function selectReturnedPayouts(
  connection: Connection,
  {
    day,
    from,
    through,
    apart,
  }: { readonly day: PlainDate; readonly from: PlainDate; readonly through: PlainDate; readonly apart: number },
): Promise<readonly ReturnedPayout[]> {
  const back = `SELECT p.shop_id AS "shopId", p.no, s.marketplace, s.currency, p.initiated_on AS "initiatedOn", p.amount_minor AS amount,
      p.settled_on AS "backOn", ${tellsOf('p.settled_on', 'p.settled_on + $4::int', 's.currency')} AS "isTold",
      (SELECT min(l.id) FROM bank_line l WHERE l.payout_shop_id = p.shop_id AND l.payout_no = p.no AND l.status <> 'matched') AS "firstLine"
    FROM payout p JOIN shop s ON s.id = p.shop_id WHERE p.status IN ('failed', 'returned')`;
  const { rows } = await connection.query<ReturnedPayout>(
    `${back} AND (p.shop_id, p.no) IN (SELECT payout_shop_id, payout_no FROM bank_line WHERE booked_on = $1 AND payout_no IS NOT NULL)
     UNION ${back} AND p.settled_on BETWEEN $2 AND $3
       AND (EXISTS (SELECT FROM bank_debit d WHERE d.shop_id = p.shop_id AND d.payout_no = p.no)
         OR EXISTS (SELECT FROM payout_file_entry e WHERE e.shop_id = p.shop_id AND e.payout_no = p.no))`,
    [day, from, through, apart],
  );
  return rows;
}

/** Whether some file of the bank tells of a day. */
export async function hasBankStatement(connection: Connection, day: PlainDate): Promise<boolean> {
  const { rowCount } = await connection.query(
    'SELECT FROM bank_file WHERE from_on <= $1 AND through_on >= $1 LIMIT 1',
    [day],
  );
  return rowCount !== 0;
}
