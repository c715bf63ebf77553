import 'server-only';
import { dayOf, fromEpochMillis, type Instant, toEpochMillis } from '@/domain/calendar/instant';
import { daysBetween, type PlainDate } from '@/domain/calendar/plain-date';
import { accepted, type Result, refused } from '@/domain/shared/result';
import { readClock } from '../clock';
import { type Database, inTransaction } from '../db/database';
import { readCloseSwitch } from '../repositories/close-runs';
import { watchAlerts } from './alerts/watch-alerts';
import { clearBillsAsTheyFallDue } from './bills/clear-bills';
import { expireBills } from './bills/expire-bills';
import { closeDays } from './close-day';
import { lastDayOver } from './close-runs/last-day-over';
import { deliverNotices } from './notices/deliver-notices';

const DAY_MILLIS = 86_400_000;

/** By how much to move the clock: days, or to the morning after a day, when it is closed. */
export type ClockMove = { readonly days: number } | { readonly after: PlainDate };

function target(now: Instant, move: ClockMove): Instant {
  const days = 'days' in move ? move.days : Math.max(1, daysBetween(dayOf(now, 'UTC'), move.after) + 1);
  return fromEpochMillis(toEpochMillis(now) + days * DAY_MILLIS);
}

/**
 * Moves the test clock forward: bills clear as they fall due, the days that are then over are closed, of every shop. Demo and tests only: production has no such clock.
 * @returns refused if the clock was moved meanwhile, since two moves at once must not add up, and while operations have paused all closes
 */
export async function moveClock(
  database: Database,
  move: ClockMove,
): Promise<Result<{ readonly now: Instant }, 'moved' | 'paused'>> {
  if ((await readCloseSwitch(database.pool)) !== null) return refused('paused');
  const before = await readClock(database.pool, true);
  const now = target(before, move);
  const moved = await inTransaction(database, async (connection) => {
    const { rowCount } = await connection.query(
      'UPDATE clock SET now_at = $1 WHERE id = 1 AND (now_at IS NULL OR now_at = $2)',
      [now, before],
    );
    if (rowCount !== 1) return refused('moved' as const);
    // In the order of time: what clears during the days, the days, what has expired by then. The others see the clock move when that is
    // done: a worker that saw it earlier would clear bills after days at whose ends they had cleared.
    await clearBillsAsTheyFallDue(database, now);
    await closeDays(database, { through: lastDayOver(now), origin: 'test-clock' });
    await expireBills(database, { now });
    await watchAlerts(database, { now });
    return accepted({ now });
  });
  // Whoever moves the clock reads next what people are told on that day: it does not wait for the worker.
  await deliverNotices(database);
  return moved;
}
