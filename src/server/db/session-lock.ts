import 'server-only';
import type { Database } from './database';

/**
 * Does work under an advisory lock, on a session of its own: the lock ends with the process, however it ends, and everybody sees that in
 * `pg_locks`.
 * @param key two whole numbers: of what kind, and which one
 * @returns null where another session has the lock
 */
export async function underSessionLock<Value>(
  database: Database,
  key: readonly [kind: number, one: number],
  work: () => Promise<Value>,
): Promise<Value | null> {
  const session = await database.connect();
  let broken: Error | undefined;
  const lost = (error: Error): void => {
    broken = error;
  };
  session.on('error', lost);
  try {
    const { rows } = await session.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS mine', [...key]);
    if (rows[0]?.mine !== true) return null;
    try {
      return await work();
    } finally {
      await session.query('SELECT pg_advisory_unlock($1, $2)', [...key]).catch(lost);
    }
  } finally {
    session.off('error', lost);
    session.release(broken);
  }
}
