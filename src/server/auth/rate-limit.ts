import 'server-only';
import { createHash } from 'node:crypto';
import type { Connection } from '../db/database';

/** What is limited: how many attempts, within how many minutes. Right ones count too, but free the account's count. */
const LIMITS = {
  /** Of an account from one network, so that a stranger elsewhere locks nobody out; and of an account from everywhere. */
  'sign-in account': { most: 10, minutes: 15 },
  'sign-in account everywhere': { most: 100, minutes: 15 },
  'sign-in address': { most: 60, minutes: 15 },
  'second step address': { most: 60, minutes: 15 },
  'reset account': { most: 3, minutes: 60 },
  'reset account everywhere': { most: 20, minutes: 60 },
  'reset address': { most: 20, minutes: 60 },
  'new password address': { most: 20, minutes: 15 },
  /** Actions of a signed-in person: more than anybody clicks. */
  'action person': { most: 120, minutes: 1 },
  /** Passwords and codes that a signed-in user is asked for again. */
  'confirm user': { most: 10, minutes: 15 },
  /** A one-time code counts once. */
  'used code': { most: 1, minutes: 3 },
} as const;

export type Limited = keyof typeof LIMITS;

/** Null where the attempt may go on; else the whole minutes after which the next may. */
export type Wait = number | null;

/** E-mail addresses, and what was typed in their place, are not kept in the clear. */
function keyOf(limited: Limited, subject: string): string {
  return `${limited} ${createHash('sha256').update(subject.toLowerCase()).digest('base64url')}`;
}

/**
 * Counts an attempt. It is counted before it is looked at, in one statement, so many at once cannot pass together.
 * @param subject whose attempts are counted: an e-mail address, a network, a user
 * @example const wait = await takeAttempt(pool, 'sign-in account', email); if (wait !== null) return refuse(wait);
 */
export async function takeAttempt(connection: Connection, limited: Limited, subject: string): Promise<Wait> {
  const { most, minutes } = LIMITS[limited];
  const { rows } = await connection.query<{ count: number; wait: number }>(
    `INSERT INTO auth_rate_limit AS r (key, count, resets_at) VALUES ($1, 1, clock_timestamp() + make_interval(mins => $2))
     ON CONFLICT (key) DO UPDATE
       SET count = CASE WHEN r.resets_at <= clock_timestamp() THEN 1 ELSE r.count + 1 END,
           resets_at = CASE WHEN r.resets_at <= clock_timestamp() THEN excluded.resets_at ELSE r.resets_at END
     RETURNING count, ceil(extract(epoch FROM resets_at - clock_timestamp()) / 60)::int AS wait`,
    [keyOf(limited, subject), minutes],
  );
  const row = rows[0];
  if (row === undefined || row.count <= most) return null;
  return Math.max(1, row.wait);
}

/** Begins an account's count anew, after a right attempt. */
export async function forgetAttempts(connection: Connection, limited: Limited, subject: string): Promise<void> {
  await connection.query('DELETE FROM auth_rate_limit WHERE key = $1', [keyOf(limited, subject)]);
}
