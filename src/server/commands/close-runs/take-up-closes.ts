import 'server-only';
import type { Instant } from '@/domain/calendar/instant';
import type { Connection, Database } from '../../db/database';
import { underSessionLock } from '../../db/session-lock';
import type { PayoutRail } from '../../env';
import { isOutage, log, logError } from '../../log';
import {
  CLOSE_LOCK,
  type CloseRunRow,
  endCloseRun,
  insertScheduledClose,
  readCloseSwitch,
  takeCloseRun,
} from '../../repositories/close-runs';
import { selectPolicies } from '../../repositories/policies';
import { listShops } from '../../repositories/shops';
import { type CloseBatch, planClose } from '../close-plan';
import { lastDaysOver } from './last-day-over';
import { makeCloseRun } from './make-close-run';

/** The lock of the process that makes runs for others, which there is once; runs have their own numbers from 1. */
const TAKER = 0;

/** A run that ends its process each time is not taken up for ever. */
const MOST_TAKES = 5;

/** Groups what is left of a run. */
async function planLeft(connection: Connection, run: CloseRunRow): Promise<readonly CloseBatch[]> {
  const named = await listShops(connection, run.shop);
  const shops = named.filter(
    ({ id, marketplace }) =>
      (run.marketplace === null || marketplace === run.marketplace) &&
      (run.onlyShops === null || run.onlyShops.includes(id)),
  );
  return planClose(connection, shops, { through: run.through, policies: await selectPolicies(connection) });
}

/** Makes what is left of a run. What fails it is on its record. @throws where the database is away */
async function takeUp(database: Database, run: CloseRunRow, rail: PayoutRail): Promise<void> {
  const { id, through, busyMs: busyBefore, takes } = run;
  if (takes > MOST_TAKES) {
    const reference = logError('close run given up', new Error(), { run: id, count: takes });
    return endCloseRun(database.pool, id, { status: 'given-up', reference });
  }
  const plan = () => planLeft(database.pool, run);
  const rules = { policies: null, rail };
  try {
    await makeCloseRun(database, { id, through, plan, rules, busyBefore, afterOutage: 'waits' });
  } catch (error) {
    if (isOutage(error)) throw error;
  }
}

/**
 * Makes the runs that wait, and goes on with those whose process has ended: one after the other, and never two workers at once. A pause of
 * all closes leaves them waiting.
 * @returns how many were taken up
 * @throws where the database is away: the run waits, and the job is tried again
 */
export async function takeUpCloses(database: Database, rail: PayoutRail): Promise<number> {
  const taken = await underSessionLock(database, [CLOSE_LOCK, TAKER], async () => {
    let count = 0;
    while ((await readCloseSwitch(database.pool)) === null) {
      const run = await takeCloseRun(database.pool);
      if (run === null) break;
      await takeUp(database, run, rail);
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
