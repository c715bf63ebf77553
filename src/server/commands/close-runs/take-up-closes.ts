import 'server-only';
import type { Instant } from '@/domain/calendar/instant';
import type { Database } from '../../db/database';
import { underSessionLock } from '../../db/session-lock';
import type { PayoutRail } from '../../env';
import { log, logError } from '../../log';
import {
  beginCloseRun,
  CLOSE_LOCK,
  type CloseRunRow,
  endCloseRun,
  findCloseToTake,
  insertScheduledClose,
  readCloseSwitch,
} from '../../repositories/close-runs';
import { selectPolicies } from '../../repositories/policies';
import { listShops } from '../../repositories/shops';
import { planClose } from '../close-plan';
import { lastDaysOver } from './last-day-over';
import { makeCloseRun } from './make-close-run';

/** The lock of the process that makes runs for others, which there is once; runs have their own numbers from 1. */
const TAKER = 0;

/** A run that ends its process each time is not taken up for ever. */
const MOST_TAKES = 5;

/** Makes what is left of a run. What fails it as a whole is on its record. */
async function takeUp(database: Database, run: CloseRunRow, rail: PayoutRail): Promise<void> {
  const { pool } = database;
  if (run.takes >= MOST_TAKES) {
    const reference = logError('close run given up', new Error(), { run: run.id, count: run.takes });
    return endCloseRun(pool, run.id, { status: 'given-up', reference });
  }
  const named = await listShops(pool, run.shop);
  const shops = named.filter(
    ({ id, marketplace }) =>
      (run.marketplace === null || marketplace === run.marketplace) &&
      (run.onlyShops === null || run.onlyShops.includes(id)),
  );
  const policies = await selectPolicies(pool);
  const batches = await planClose(pool, shops, { through: run.through, policies });
  const left = batches.reduce((sum, batch) => sum + batch.shopIds.length, 0);
  await beginCloseRun(pool, run, left);
  const rules = { policies: null, rail };
  await makeCloseRun(database, { id: run.id, through: run.through, batches, rules, busyBefore: run.busyMs });
}

/**
 * Makes the runs that wait, and goes on with those whose process has ended: one after the other, and never two workers at once. A pause of
 * all closes leaves them waiting.
 * @returns how many were taken up
 */
export async function takeUpCloses(database: Database, rail: PayoutRail): Promise<number> {
  const taken = await underSessionLock(database, [CLOSE_LOCK, TAKER], async () => {
    let count = 0;
    while ((await readCloseSwitch(database.pool)) === null) {
      const run = await findCloseToTake(database.pool);
      if (run === null) break;
      try {
        await takeUp(database, run, rail);
      } catch (error) {
        // The run says so itself, unless it failed before it began; without this it would be taken up for ever.
        await database.pool.query('SELECT 1');
        const reference = logError('close run not made', error, { run: run.id });
        await endCloseRun(database.pool, run.id, { status: 'failed', reference });
      }
      count += 1;
    }
    return count;
  });
  return taken ?? 0;
}

/**
 * Asks for the close of each marketplace's last day some minutes after it is over there, once for each day.
 * @param closeAfterMinutes minutes after midnight of the marketplace; null: nothing is asked
 * @returns how many closes were asked for
 */
export async function scheduleCloses(
  database: Database,
  now: Instant,
  closeAfterMinutes: number | null,
): Promise<number> {
  if (closeAfterMinutes === null) return 0;
  let asked = 0;
  for (const [marketplace, day] of lastDaysOver(now, closeAfterMinutes)) {
    const { rows } = await database.pool.query<{ open: boolean }>(
      `SELECT EXISTS (SELECT FROM shop WHERE marketplace = $1 AND coalesce(closed_through, opened_on - 1) < $2) AS open`,
      [marketplace, day],
    );
    if (rows[0]?.open !== true) continue;
    if (await insertScheduledClose(database.pool, marketplace, day)) asked += 1;
  }
  if (asked > 0) log('info', 'closes asked for by the clock', { count: asked });
  return asked;
}
