import 'server-only';
import {
  type CloseFailureDto,
  type CloseLagDto,
  type CloseRunDto,
  type ClosesStandingDto,
  RUNS_A_PAGE,
  type ShopCloseFailureDto,
} from '@/contracts/close-runs';
import type { Instant } from '@/domain/calendar/instant';
import { daysBetween } from '@/domain/calendar/plain-date';
import { MARKETPLACES } from '@/domain/policy/books/index';
import { present } from '@/domain/shared/assert';
import { lastDaysOver } from '../../commands/close-runs/last-day-over';
import type { Connection } from '../../db/database';
import { CLOSE_STATUS, listMarketplaceCloses, readCloseSwitch } from '../../repositories/close-runs';

const COLUMNS = `r.id, ${CLOSE_STATUS} AS status, r.origin, r.through, r.marketplace, r.shop, r.asked_by_name AS "askedByName",
  r.asked_at AS "askedAt", r.started_at AS "startedAt", r.finished_at AS "finishedAt", r.shops AS "shopsDone", r.shop_count AS "shopCount",
  r.statements, r.payouts, r.orders, r.busy_ms::float8 AS "busyMs", r.pause_asked_at AS "pauseAskedAt",
  r.pause_asked_by_name AS "pauseAskedByName", r.reference,
  (SELECT count(*)::int FROM close_failure f WHERE f.run_id = r.id AND f.solved_at IS NULL) AS "failedCount"`;

/**
 * A page of close runs, the newest first.
 * @param withMoments also the closes of one shop that something a seller did began
 */
export async function listCloseRuns(
  connection: Connection,
  { before, withMoments }: { readonly before: number | undefined; readonly withMoments: boolean },
): Promise<{ readonly runs: readonly CloseRunDto[]; readonly older: number | null }> {
  const { rows } = await connection.query<CloseRunDto>(
    `SELECT ${COLUMNS} FROM close_run r
      WHERE ($1::int IS NULL OR r.id < $1) AND ($2 OR r.origin <> 'moment' OR r.status = 'failed')
      ORDER BY r.id DESC LIMIT ${RUNS_A_PAGE + 1}`,
    [before ?? null, withMoments],
  );
  const runs = rows.slice(0, RUNS_A_PAGE);
  return { runs, older: rows.length > RUNS_A_PAGE ? (runs.at(-1)?.id ?? null) : null };
}

/** One run. @returns null where there is none */
export async function readCloseRun(connection: Connection, id: number): Promise<CloseRunDto | null> {
  const { rows } = await connection.query<CloseRunDto>(`SELECT ${COLUMNS} FROM close_run r WHERE r.id = $1`, [id]);
  return rows[0] ?? null;
}

/** The shops that a run could not close, those that still are not first. */
export async function listCloseFailures(connection: Connection, id: number): Promise<readonly CloseFailureDto[]> {
  const { rows } = await connection.query<CloseFailureDto>(
    `SELECT s.external_id AS shop, s.name AS "shopName", f.day, f.kind, f.reference, f.failed_at AS "failedAt", f.solved_at AS "solvedAt"
       FROM close_failure f JOIN shop s ON s.id = f.shop_id WHERE f.run_id = $1 ORDER BY f.solved_at IS NOT NULL, s.id`,
    [id],
  );
  return rows;
}

/** The newest closes that could not close a shop, those that still are not first. */
export async function listShopCloseFailures(
  connection: Connection,
  shopId: number,
): Promise<readonly ShopCloseFailureDto[]> {
  const { rows } = await connection.query<ShopCloseFailureDto>(
    `SELECT f.run_id AS run, r.through, ${CLOSE_STATUS} AS status, f.day, f.kind, f.reference, f.failed_at AS "failedAt",
            f.solved_at AS "solvedAt"
       FROM close_failure f JOIN close_run r ON r.id = f.run_id
      WHERE f.shop_id = $1 ORDER BY f.solved_at IS NOT NULL, f.run_id DESC LIMIT ${RUNS_A_PAGE}`,
    [shopId],
  );
  return rows;
}

/** How many days each marketplace with shops is behind: days that are over there and not closed for every shop. */
export async function readCloseLag(connection: Connection, now: Instant): Promise<readonly CloseLagDto[]> {
  const lastOver = lastDaysOver(now);
  const closes = await listMarketplaceCloses(connection, lastOver);
  return closes.map(({ marketplace, closedThrough, shopCount, behind }) => {
    const last = present(lastOver.get(marketplace), 'last day over');
    return {
      marketplace,
      name: present(MARKETPLACES[marketplace], 'marketplace').name,
      lastOver: last,
      closedThrough,
      days: Math.max(0, daysBetween(closedThrough, last)),
      shopCount,
      behind,
    };
  });
}

/** How far the books are, and whether closes are paused. */
export async function readClosesStanding(connection: Connection, now: Instant): Promise<ClosesStandingDto> {
  const [lag, paused] = await Promise.all([readCloseLag(connection, now), readCloseSwitch(connection)]);
  return { lag, paused };
}

/** Changes whenever something of a run does; moving while it changes by itself. */
export function liveOf(run: CloseRunDto): { readonly version: string; readonly isMoving: boolean } {
  const { status, shopsDone, failedCount, statements, pauseAskedAt } = run;
  return {
    version: [status, shopsDone, failedCount, statements, pauseAskedAt].join(' '),
    isMoving: status === 'waiting' || status === 'running',
  };
}
