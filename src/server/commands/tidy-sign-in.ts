import 'server-only';
import type { Connection } from '../db/database';

/** Removes what of sign-in has run out: counts of attempts, sessions, and open resets and second steps. @returns how many rows */
export async function tidySignIn(connection: Connection): Promise<number> {
  const { rows } = await connection.query<{ count: number }>(
    `WITH counts AS (DELETE FROM auth_rate_limit WHERE resets_at < now() RETURNING 1),
          sessions AS (DELETE FROM auth_session WHERE expires_at < now() RETURNING 1),
          open AS (DELETE FROM auth_verification WHERE expires_at < now() RETURNING 1)
     SELECT ((SELECT count(*) FROM counts) + (SELECT count(*) FROM sessions) + (SELECT count(*) FROM open))::int AS count`,
  );
  return rows[0]?.count ?? 0;
}
