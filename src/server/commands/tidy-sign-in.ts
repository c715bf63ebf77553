import 'server-only';
import type { Connection } from '../db/database';

/**
 * Removes what of sign-in and of forms has run out: counts of attempts, sessions, open resets and second steps, and the answers of forms
 * that nobody sends again after a day.
 * @returns how many rows
 */
export async function tidySignIn(connection: Connection): Promise<number> {
  const { rows } = await connection.query<{ count: number }>(
    `WITH counts AS (DELETE FROM auth_rate_limit WHERE resets_at < now() RETURNING 1),
          sessions AS (DELETE FROM auth_session WHERE expires_at < now() RETURNING 1),
          open AS (DELETE FROM auth_verification WHERE expires_at < now() RETURNING 1),
          forms AS (DELETE FROM action_key WHERE begun_at < now() - interval '1 day' RETURNING 1)
     SELECT ((SELECT count(*) FROM counts) + (SELECT count(*) FROM sessions) + (SELECT count(*) FROM open)
       + (SELECT count(*) FROM forms))::int AS count`,
  );
  return rows[0]?.count ?? 0;
}
