import 'server-only';
import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { Minor } from '@/domain/money/money';
import type { Comparison } from '@/domain/reconciliation/compare';
import type { PayoutFile, UnnamedLine } from '@/domain/reconciliation/payout-files';
import type { Connection } from '../db/database';

/** The two that are compared with the books. */
export type Side = 'provider' | 'bank';

/** A card payment of ours that was captured, whatever became of it since. */
export interface CapturedPayment {
  readonly shopId: number;
  readonly marketplace: string;
  readonly currency: string;
  readonly payment: string;
  readonly bill: string;
  /** The provider's id; null where none was learnt. */
  readonly ref: string | null;
  readonly amount: Minor;
}

const CAPTURED = `SELECT p.shop_id AS "shopId", s.marketplace, s.currency, p.id AS payment, p.bill_id AS bill, p.provider_ref AS ref,
    round((f.payload ->> 'amount')::numeric * 100)::bigint AS amount
  FROM bill_payment p JOIN shop s ON s.id = p.shop_id
  JOIN fact f ON f.shop_id = p.shop_id AND f.id = p.id || ':captured'`;

/** Captured payments by our ids, the provider's, or their bills. */
export async function selectCaptured(
  connection: Connection,
  by: { readonly payments: readonly string[]; readonly refs: readonly string[]; readonly bills: readonly string[] },
): Promise<readonly CapturedPayment[]> {
  const { rows } = await connection.query<CapturedPayment>(
    `${CAPTURED} WHERE p.id = ANY($1::text[]) UNION ${CAPTURED} WHERE p.provider_ref = ANY($2::text[])
     UNION ${CAPTURED} JOIN bill b ON b.shop_id = p.shop_id AND b.id = p.bill_id WHERE b.id = ANY($3::text[])`,
    [by.payments, by.refs, by.bills],
  );
  return rows;
}

/**
 * Captures that were recorded in a time. One that no card payment of ours stands behind, such as that of the demo's story, goes by its shop's
 * number and its fact's id: the provider does not know it, so it is a difference.
 */
export async function selectCapturedIn(
  connection: Connection,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<readonly CapturedPayment[]> {
  const { rows } = await connection.query<CapturedPayment>(
    `SELECT f.shop_id AS "shopId", s.marketplace, s.currency, coalesce(p.id, f.shop_id || '/' || f.id) AS payment,
            f.payload ->> 'bill' AS bill, p.provider_ref AS ref, round((f.payload ->> 'amount')::numeric * 100)::bigint AS amount
       FROM fact f JOIN shop s ON s.id = f.shop_id
       LEFT JOIN bill_payment p ON p.shop_id = f.shop_id AND f.id LIKE '%:captured' AND p.id = left(f.id, -length(':captured'))
      WHERE f.type = 'bill.captured' AND f.recorded_at >= $1 AND f.recorded_at < $2`,
    [from, until],
  );
  return rows;
}

/** Money of a card payment that we recorded as gone back. */
export interface ReversedPayment {
  readonly shopId: number;
  readonly marketplace: string;
  readonly currency: string;
  readonly bill: string;
  /** The provider's id of the refund or dispute. */
  readonly source: string;
  readonly reason: 'refund' | 'dispute';
  readonly amount: Minor;
}

/** Before it cleared, a bill's reversal has no amount of its own: it is what was captured last. */
const REVERSED = `SELECT f.shop_id AS "shopId", s.marketplace, s.currency, f.payload ->> 'bill' AS bill,
    CASE WHEN f.id ~ '^reversal:(re|pyr|dp|du)_' THEN substr(f.id, 10) ELSE f.shop_id || '/' || f.id END AS source,
    f.payload ->> 'reason' AS reason,
    round(coalesce(f.payload ->> 'amount', (SELECT c.payload ->> 'amount' FROM fact c
      WHERE c.shop_id = f.shop_id AND c.order_id IS NULL AND c.no < f.no AND c.type = 'bill.captured'
        AND c.payload ->> 'bill' = f.payload ->> 'bill'
      ORDER BY c.no DESC LIMIT 1))::numeric * 100)::bigint AS amount
  FROM fact f JOIN shop s ON s.id = f.shop_id`;

/** Reversals by the provider's ids of refunds and disputes, each with the shop that it is looked for in. */
export async function selectReversed(
  connection: Connection,
  sources: readonly { readonly shopId: number; readonly source: string }[],
): Promise<readonly ReversedPayment[]> {
  const { rows } = await connection.query<ReversedPayment>(
    `${REVERSED} JOIN unnest($1::int[], $2::text[]) AS asked (shop_id, id) ON asked.shop_id = f.shop_id AND asked.id = f.id`,
    [sources.map(({ shopId }) => shopId), sources.map(({ source }) => `reversal:${source}`)],
  );
  return rows;
}

/**
 * Reversals that were recorded in a time; one of which the provider did not tell us goes by its shop's number and its fact's id. A bill that
 * failed before it was captured moved no money, nor did one for any other reason than these two.
 */
export async function selectReversedIn(
  connection: Connection,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<readonly ReversedPayment[]> {
  const { rows } = await connection.query<ReversedPayment>(
    `${REVERSED} WHERE f.type IN ('bill.reversed', 'bill.failed') AND f.payload ->> 'reason' IN ('refund', 'dispute') AND f.recorded_at >= $1 AND f.recorded_at < $2
        AND (f.type = 'bill.reversed' OR EXISTS (SELECT FROM fact c WHERE c.shop_id = f.shop_id AND c.order_id IS NULL AND c.no < f.no
              AND c.type = 'bill.captured' AND c.payload ->> 'bill' = f.payload ->> 'bill'))`,
    [from, until],
  );
  return rows;
}

/** A shop's marketplace, by its external id. */
export async function selectMarketplaces(
  connection: Connection,
  shops: readonly string[],
): Promise<ReadonlyMap<string, { readonly id: number; readonly marketplace: string }>> {
  const { rows } = await connection.query<{ shop: string; id: number; marketplace: string }>(
    'SELECT external_id AS shop, id, marketplace FROM shop WHERE external_id = ANY($1::text[])',
    [shops],
  );
  return new Map(rows.map((row) => [row.shop, row]));
}

/** An outgoing line that names a payout, or what looks like one. */
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

/** Whether some file of the bank tells of a day. */
export async function hasBankStatement(connection: Connection, day: PlainDate): Promise<boolean> {
  const { rowCount } = await connection.query(
    'SELECT FROM bank_file WHERE from_on <= $1 AND through_on >= $1 LIMIT 1',
    [day],
  );
  return rowCount !== 0;
}

/** Begins a run; it says that it is running until it ends. */
export async function beginRun(
  connection: Connection,
  run: { readonly day: PlainDate; readonly side: Side; readonly askedBy: string | null; readonly at: Instant },
): Promise<number> {
  const { rows } = await connection.query<{ id: number }>(
    `INSERT INTO reconciliation_run (day, side, status, asked_by_name, started_at) VALUES ($1, $2, 'running', $3, $4) RETURNING id`,
    [run.day, run.side, run.askedBy, run.at],
  );
  return rows[0]?.id ?? 0;
}

/** Ends a run that could not be made: nothing of it counts. */
export async function endRun(
  connection: Connection,
  run: number,
  end: { readonly status: 'failed' | 'no-statement'; readonly error: string | null; readonly at: Instant },
): Promise<void> {
  await connection.query('UPDATE reconciliation_run SET status = $2, error = $3, finished_at = $4 WHERE id = $1', [
    run,
    end.status,
    end.error,
    end.at,
  ]);
}

async function insertTotals(connection: Connection, run: number, { totals }: Comparison): Promise<void> {
  await connection.query(
    `INSERT INTO reconciliation_total (run_id, flow, marketplace, currency, theirs_minor, ours_minor, in_transit_minor)
     SELECT $1, total.* FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[]) AS total`,
    [
      run,
      totals.map(({ flow }) => flow),
      totals.map(({ marketplace }) => marketplace),
      totals.map(({ currency }) => currency),
      totals.map(({ theirs }) => theirs),
      totals.map(({ ours }) => ours),
      totals.map(({ inTransit }) => inTransit),
    ],
  );
}

/** Stores what a run found, and that it is done. */
export async function keepComparison(
  connection: Connection,
  run: number,
  found: { readonly comparison: Comparison; readonly entryCount: number; readonly at: Instant },
): Promise<void> {
  const { items } = found.comparison;
  await insertTotals(connection, run, found.comparison);
  await connection.query(
    `INSERT INTO reconciliation_item (run_id, key, kind, flow, marketplace, currency, theirs_minor, ours_minor, of_shop_id, bill_id, payout_no,
       reference)
     SELECT $1, item.* FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::int[],
       $10::text[], $11::int[], $12::text[]) AS item`,
    [
      run,
      items.map(({ key }) => key),
      items.map(({ kind }) => kind),
      items.map(({ flow }) => flow),
      items.map(({ place }) => place.marketplace),
      items.map(({ currency }) => currency),
      items.map(({ theirs }) => theirs),
      items.map(({ ours }) => ours),
      items.map(({ place }) => place.shopId),
      items.map(({ place }) => place.bill),
      items.map(({ place }) => place.payout),
      items.map(({ reference }) => reference),
    ],
  );
  await connection.query(
    `UPDATE reconciliation_run SET status = 'done', entry_count = $2, difference_count = $3, finished_at = $4 WHERE id = $1`,
    [run, found.entryCount, items.length, found.at],
  );
}

/** Which days of a side are looked at again. */
export interface DueDays {
  readonly side: Side;
  readonly from: PlainDate;
  readonly through: PlainDate;
  /** What differed is looked at again where its last run began before this. */
  readonly differedBefore: Instant;
  /** What failed sooner. */
  readonly failedBefore: Instant;
}

/**
 * The days of a time that are to be compared: never done, failed or broken off, with differences that the books may have caught up with, or with a
 * file of the bank that came since, whatever was found without it.
 */
export async function selectDueDays(
  connection: Connection,
  { side, from, through, differedBefore, failedBefore }: DueDays,
): Promise<readonly PlainDate[]> {
  const { rows } = await connection.query<{ day: PlainDate }>(
    `SELECT wanted::date AS day FROM generate_series($2::date, $3::date, '1 day') AS wanted
       LEFT JOIN LATERAL (SELECT status, difference_count, started_at FROM reconciliation_run r
         WHERE r.day = wanted::date AND r.side = $1 ORDER BY r.id DESC LIMIT 1) last ON true
      WHERE last.status IS NULL
         -- Compared before the day, and what comes late in its night, was over.
         OR ($1 = 'provider' AND last.started_at < ((wanted::date + 1)::timestamp AT TIME ZONE 'UTC') + interval '1 hour')
         OR (last.status IN ('failed', 'running') AND last.started_at < $5)
         OR (last.difference_count > 0 AND last.started_at < $4)
         OR ($1 = 'bank' AND EXISTS (SELECT FROM bank_file f
              WHERE f.from_on <= wanted::date AND f.through_on >= wanted::date AND f.imported_at > last.started_at))
      ORDER BY 1`,
    [side, from, through, differedBefore, failedBefore],
  );
  return rows.map(({ day }) => day);
}

/** Keeps what somebody says of a difference. */
export async function insertDifferenceNote(
  connection: Connection,
  note: {
    readonly key: string;
    readonly note: string;
    readonly byKey: string;
    readonly byName: string;
    readonly at: Instant;
  },
): Promise<void> {
  await connection.query(
    'INSERT INTO reconciliation_note (key, note, by_key, by_name, at) VALUES ($1, $2, $3, $4, $5)',
    [note.key, note.note, note.byKey, note.byName, note.at],
  );
}
