import 'server-only';
import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { Comparison } from '@/domain/reconciliation/compare';
import type { Connection } from '../db/database';

/** The two that are compared with the books. */
export type Side = 'provider' | 'bank';

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
