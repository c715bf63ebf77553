import 'server-only';
import type { CloseOrigin, CloseStatus } from '@/contracts/close-runs';
import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { machineTime } from '../clock';
import type { Connection } from '../db/database';

/** First half of the lock that the process of a run holds; the second is the run's number. */
export const CLOSE_LOCK = 1_129_074_515;

/** A run without its lock is one whose process has ended; so soon after its last word it may not have it yet. */
const GRACE_SECONDS = 10;

/** Whether a run that says that it is running has a process, as SQL on close_run r. */
const IS_HELD = `(r.beat_at > now() - interval '${GRACE_SECONDS} seconds' OR EXISTS (
  SELECT FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted AND l.classid = ${CLOSE_LOCK} AND l.objid = r.id AND l.objsubid = 2
     AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())))`;

/** A run's status, with "stopped" for one whose process has ended without a word; SQL on close_run r. */
export const CLOSE_STATUS = `CASE WHEN r.status = 'running' AND NOT ${IS_HELD} THEN 'stopped' ELSE r.status END`;

/** Whether a run is to pause: somebody asked this one to, or all. SQL on close_run. */
const PAUSES = `pause_asked_at IS NOT NULL OR EXISTS (SELECT FROM close_switch WHERE paused_at IS NOT NULL)`;

/** Who asks for a run; null for the system itself. */
export interface Asker {
  readonly key: string;
  readonly name: string;
}

/** A run to be written down. */
export interface NewCloseRun {
  readonly through: PlainDate;
  readonly origin: CloseOrigin;
  readonly marketplace: string | null;
  readonly shop: string | null;
  readonly by: Asker | null;
}

/** A run as commands see it. */
export interface CloseRunRow {
  readonly id: number;
  readonly status: CloseStatus;
  readonly through: PlainDate;
  readonly origin: CloseOrigin;
  readonly marketplace: string | null;
  readonly shop: string | null;
  readonly onlyShops: readonly number[] | null;
  readonly shops: number;
  readonly busyMs: bigint;
  readonly takes: number;
}

const COLUMNS = `r.id, ${CLOSE_STATUS} AS status, r.through, r.origin, r.marketplace, r.shop, r.only_shops AS "onlyShops", r.shops,
  r.busy_ms AS "busyMs", r.takes`;

/** What a batch added to a run. */
export interface CloseProgress {
  readonly shops: number;
  readonly statements: number;
  readonly payouts: number;
  readonly orders: number;
  /** In all, of this run. */
  readonly busyMs: number;
}

/** A shop that a run could not close. */
export interface CloseFailure {
  readonly shopId: number;
  /** Its external id. */
  readonly shop: string;
  /** The first day that could not be closed. */
  readonly day: PlainDate;
  readonly kind: 'engine' | 'database';
  readonly reference: string;
}

/** Writes down a run that waits for the worker, or one that begins at once. @returns its number */
export async function insertCloseRun(
  connection: Connection,
  run: NewCloseRun,
  begins: { readonly shopCount: number } | null,
): Promise<number> {
  const now = machineTime();
  const { rows } = await connection.query<{ id: number }>(
    `INSERT INTO close_run (through, origin, marketplace, shop, asked_by, asked_by_name, asked_at, status, started_at, beat_at, shop_count, takes)
     VALUES ($1, $2, $3, $4, $5, coalesce($6, 'Evenkeel'), $7, $8, $9, $9, $10, $11) RETURNING id`,
    [
      run.through,
      run.origin,
      run.marketplace,
      run.shop,
      run.by?.key ?? null,
      run.by?.name ?? null,
      now,
      begins === null ? 'waiting' : 'running',
      begins === null ? null : now,
      begins?.shopCount ?? 0,
      begins === null ? 0 : 1,
    ],
  );
  return rows[0]?.id ?? 0;
}

/** Puts one shop's close on record once it is over: all that the role of sellers may write. */
export async function recordMoment(
  connection: Connection,
  run: NewCloseRun & { readonly startedAt: Instant; readonly days: number; readonly reference: string | null },
  progress: CloseProgress,
): Promise<void> {
  await connection.query(
    `INSERT INTO close_run (through, origin, shop, asked_at, started_at, finished_at, status, shop_count, shops, days, statements, payouts,
       orders, busy_ms, reference)
     VALUES ($1, $2, $3, $4, $4, $5, $6, 1, $7, $8, $9, $10, $11, $12, $13)`,
    [
      run.through,
      run.origin,
      run.shop,
      run.startedAt,
      machineTime(),
      run.reference === null ? 'done' : 'failed',
      progress.shops,
      run.days,
      progress.statements,
      progress.payouts,
      progress.orders,
      progress.busyMs,
      run.reference,
    ],
  );
}

/** A run by its number. @returns null where there is none */
export async function findCloseRun(connection: Connection, id: number): Promise<CloseRunRow | null> {
  const { rows } = await connection.query<CloseRunRow>(`SELECT ${COLUMNS} FROM close_run r WHERE r.id = $1`, [id]);
  return rows[0] ?? null;
}

/**
 * Takes the next run for the worker: one that waits, or one that it had begun and whose process has ended. What somebody began on the command
 * line is theirs to take up. The take is counted before anything else is done, so that a run that ends its process at once is counted too, and
 * a pause that is asked from here on is seen where the run begins.
 * @returns the run as it is now; null where there is none
 */
export async function takeCloseRun(connection: Connection): Promise<CloseRunRow | null> {
  const { rows } = await connection.query<CloseRunRow>(
    `UPDATE close_run t SET status = 'running', started_at = coalesce(t.started_at, $1), beat_at = $1, takes = t.takes + 1
      WHERE t.id = (
        SELECT r.id FROM close_run r
         WHERE r.status = 'waiting' OR (r.status = 'running' AND r.pause_asked_at IS NULL AND r.origin IN ('page', 'schedule') AND NOT ${IS_HELD})
         ORDER BY r.id LIMIT 1 FOR UPDATE)
      RETURNING t.id, t.status, t.through, t.origin, t.marketplace, t.shop, t.only_shops AS "onlyShops", t.shops, t.busy_ms AS "busyMs", t.takes`,
    [machineTime()],
  );
  return rows[0] ?? null;
}

/**
 * A process knows what is left of a run and begins with it. What it died of before is told until all shops are tried again.
 * @returns whether the run is to pause before its first batch
 */
export async function beginCloseRun(connection: Connection, id: number, left: number): Promise<boolean> {
  const { rows } = await connection.query<{ pauses: boolean }>(
    `UPDATE close_run SET beat_at = $2, reference = CASE WHEN only_shops IS NULL THEN NULL ELSE reference END,
       shop_count = CASE WHEN only_shops IS NULL THEN shops + $3 ELSE greatest(shop_count, shops + $3) END
      WHERE id = $1 RETURNING ${PAUSES} AS pauses`,
    [id, machineTime(), left],
  );
  return rows[0]?.pauses ?? false;
}

/** Keeps what a batch added. @returns whether the run is to pause */
export async function keepCloseProgress(connection: Connection, id: number, progress: CloseProgress): Promise<boolean> {
  const { rows } = await connection.query<{ pauses: boolean }>(
    `UPDATE close_run SET shops = shops + $2, statements = statements + $3, payouts = payouts + $4, orders = orders + $5, busy_ms = $6,
       beat_at = $7 WHERE id = $1
     RETURNING ${PAUSES} AS pauses`,
    [
      id,
      progress.shops,
      progress.statements,
      progress.payouts,
      progress.orders,
      Math.round(progress.busyMs),
      machineTime(),
    ],
  );
  return rows[0]?.pauses ?? false;
}

/** Ends a run. What it died of before stays on record until it is done; then all of its shops are closed, whoever did it. */
export async function endCloseRun(
  connection: Connection,
  id: number,
  end: {
    readonly status: 'done' | 'failed' | 'given-up';
    readonly days?: number;
    readonly reference: string | null;
  },
): Promise<void> {
  await connection.query(
    `UPDATE close_run SET status = $2, reference = CASE WHEN $2 = 'done' THEN NULL ELSE coalesce($3, reference) END, finished_at = $4,
       days = greatest(days, $5), shops = CASE WHEN $2 = 'done' THEN shop_count ELSE shops END WHERE id = $1`,
    [id, end.status, end.reference, machineTime(), end.days ?? 0],
  );
}

/**
 * Lets a run rest that was told to pause. Where it was told by the pause of all closes, and that has been lifted meanwhile, it waits for the
 * worker instead: whoever lifted it woke the runs that were at rest by then, and this one was not.
 */
export async function restCloseRun(connection: Connection, id: number, days: number): Promise<'paused' | 'waiting'> {
  // FOR SHARE waits for somebody who is lifting the pause, and reads what they left.
  const { rows } = await connection.query<{ status: 'paused' | 'waiting' }>(
    `WITH all_closes AS (SELECT paused_at FROM close_switch WHERE id = 1 FOR SHARE)
     UPDATE close_run r SET status = CASE WHEN r.pause_asked_at IS NOT NULL OR a.paused_at IS NOT NULL THEN 'paused' ELSE 'waiting' END, takes = 0,
       days = greatest(r.days, $2)
       FROM all_closes a WHERE r.id = $1 RETURNING r.status`,
    [id, days],
  );
  return rows[0]?.status ?? 'paused';
}

/** Gives a run back that the worker could not make because the database was away: the next worker takes it up. */
export async function giveBackCloseRun(connection: Connection, id: number, days: number): Promise<void> {
  await connection.query(
    `UPDATE close_run SET status = CASE WHEN pause_asked_at IS NOT NULL THEN 'paused' ELSE 'waiting' END, days = greatest(days, $2) WHERE id = $1`,
    [id, days],
  );
}

/** Puts a run back for the worker. @param onlyShops the shops that it is for; null for all that are left */
export async function requeueCloseRun(
  connection: Connection,
  id: number,
  onlyShops: readonly number[] | null,
): Promise<void> {
  await connection.query(
    `UPDATE close_run SET status = 'waiting', finished_at = NULL, takes = 0, pause_asked_at = NULL, pause_asked_by_name = NULL, only_shops = $2
      WHERE id = $1`,
    [id, onlyShops],
  );
}

/** Asks a run to pause after the batch that it is at; one that waits does so at once. */
export async function askCloseToPause(connection: Connection, id: number, byName: string): Promise<void> {
  await connection.query(
    `UPDATE close_run SET pause_asked_at = $2, pause_asked_by_name = $3, status = CASE status WHEN 'waiting' THEN 'paused' ELSE status END
      WHERE id = $1`,
    [id, machineTime(), byName],
  );
}

/** Puts down a shop that could not be closed; again, where a retry fails again. */
export async function keepCloseFailure(connection: Connection, id: number, failure: CloseFailure): Promise<void> {
  await connection.query(
    `INSERT INTO close_failure (shop_id, run_id, day, kind, reference, failed_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (shop_id, run_id) DO UPDATE SET day = excluded.day, kind = excluded.kind, reference = excluded.reference,
       failed_at = excluded.failed_at, solved_at = NULL`,
    [failure.shopId, id, failure.day, failure.kind, failure.reference, machineTime()],
  );
}

/**
 * Marks the failures of a run whose shops are closed by now, whoever did it.
 * @returns how many shops are left: those failures that stay, and after a try at some shops alone every other that the run left open
 */
export async function settleCloseFailures(connection: Connection, id: number, through: PlainDate): Promise<number> {
  await connection.query(
    `UPDATE close_failure f SET solved_at = $3 FROM shop s
      WHERE f.run_id = $1 AND f.solved_at IS NULL AND s.id = f.shop_id AND s.closed_through >= $2`,
    [id, through, machineTime()],
  );
  const { rows } = await connection.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM shop s JOIN close_run r ON r.id = $1
      WHERE EXISTS (SELECT FROM close_failure f WHERE f.run_id = r.id AND f.shop_id = s.id AND f.solved_at IS NULL)
         OR (r.only_shops IS NOT NULL AND (r.marketplace IS NULL OR s.marketplace = r.marketplace)
             AND (r.shop IS NULL OR s.external_id = r.shop) AND s.opened_on <= r.through
             AND coalesce(s.closed_through, s.opened_on - 1) < r.through)`,
    [id],
  );
  return rows[0]?.count ?? 0;
}

/** Whether closes are paused, all of them, and by whom. */
export async function readCloseSwitch(
  connection: Connection,
): Promise<{ readonly pausedAt: Instant; readonly by: string } | null> {
  const { rows } = await connection.query<{ paused_at: Instant | null; by: string | null }>(
    'SELECT paused_at, paused_by_name AS by FROM close_switch WHERE id = 1',
  );
  const at = rows[0]?.paused_at ?? null;
  return at === null ? null : { pausedAt: at, by: rows[0]?.by ?? '' };
}

/** Pauses all closes, or lets them go on: those too that this pause had stopped, not those that somebody paused by themselves. */
export async function setCloseSwitch(connection: Connection, by: string | null): Promise<void> {
  if (by === null)
    await connection.query(
      `UPDATE close_run SET status = 'waiting', takes = 0 WHERE status = 'paused' AND pause_asked_at IS NULL`,
    );
  await connection.query('UPDATE close_switch SET paused_at = $1, paused_by_name = $2 WHERE id = 1', [
    by === null ? null : machineTime(),
    by,
  ]);
}

/** Asks for the automatic close of a marketplace's day; asked again, it is there already. @returns whether it was asked now */
export async function insertScheduledClose(
  connection: Connection,
  marketplace: string,
  through: PlainDate,
): Promise<boolean> {
  const { rowCount } = await connection.query(
    `INSERT INTO close_run (through, origin, marketplace, asked_at, status, takes) VALUES ($1, 'schedule', $2, $3, 'waiting', 0)
     ON CONFLICT (marketplace, through) WHERE origin = 'schedule' DO NOTHING`,
    [through, marketplace, machineTime()],
  );
  return rowCount === 1;
}

/** How far each marketplace's shops are closed. */
export async function listMarketplaceCloses(
  connection: Connection,
  lastOver: ReadonlyMap<string, PlainDate>,
): Promise<readonly { marketplace: string; closedThrough: PlainDate; shopCount: number; behind: number }[]> {
  const { rows } = await connection.query<{
    marketplace: string;
    closedThrough: PlainDate;
    shopCount: number;
    behind: number;
  }>(
    `SELECT s.marketplace, min(coalesce(s.closed_through, s.opened_on - 1)) AS "closedThrough", count(*)::int AS "shopCount",
            count(*) FILTER (WHERE coalesce(s.closed_through, s.opened_on - 1) < o.day)::int AS behind
       FROM shop s JOIN unnest($1::text[], $2::date[]) o (marketplace, day) ON o.marketplace = s.marketplace
      GROUP BY s.marketplace ORDER BY s.marketplace`,
    [[...lastOver.keys()], [...lastOver.values()]],
  );
  return rows;
}
