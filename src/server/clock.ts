import 'server-only';
import { fromEpochMillis, type Instant } from '@/domain/calendar/instant';
import type { Connection } from './db/database';

/** The machine's own time. */
export function machineTime(): Instant {
  return fromEpochMillis(Date.now());
}

/**
 * The time that commands and pages go by: the test clock's where one is set and the mode honours it, else the machine's.
 * @param honoursTestClock false in production, where the row is ignored
 */
export async function readClock(connection: Connection, honoursTestClock: boolean): Promise<Instant> {
  if (!honoursTestClock) return machineTime();
  const { rows } = await connection.query<{ now_at: Instant | null }>('SELECT now_at FROM clock WHERE id = 1');
  return rows[0]?.now_at ?? machineTime();
}

/** Sets the test clock, or with null lets it run with the machine again. */
export async function setTestClock(connection: Connection, now: Instant | null): Promise<void> {
  await connection.query('UPDATE clock SET now_at = $1 WHERE id = 1', [now]);
}
