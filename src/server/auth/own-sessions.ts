import 'server-only';
import type { OwnSessionDto } from '@/contracts/security';
import type { Actor } from '@/contracts/shell';
import { instant } from '@/domain/calendar/instant';
import { systemDatabase } from '../db/site';

/** Where the actor is signed in, this browser first, then the latest. */
export async function listOwnSessions(actor: Actor): Promise<readonly OwnSessionDto[]> {
  const { rows } = await systemDatabase().pool.query<{
    readonly id: string;
    readonly user_agent: string | null;
    readonly ip_address: string | null;
    readonly created_at: string;
    readonly expires_at: string;
  }>(
    `SELECT id, user_agent, ip_address, created_at, expires_at FROM auth_session
      WHERE user_id = $1 AND expires_at > now() ORDER BY id = $2 DESC, created_at DESC`,
    [actor.userId, actor.sessionId],
  );
  return rows.map((row) => ({
    id: row.id,
    userAgent: row.user_agent ?? '',
    address: row.ip_address ?? '',
    startedAt: instant(row.created_at),
    endsAt: instant(row.expires_at),
    isThis: row.id === actor.sessionId,
  }));
}

/** Signs one of the actor's own browsers out. @returns false where there is no such session of theirs */
export async function endOwnSession(actor: Actor, id: string): Promise<boolean> {
  const { rowCount } = await systemDatabase().pool.query('DELETE FROM auth_session WHERE id = $1 AND user_id = $2', [
    id,
    actor.userId,
  ]);
  return rowCount === 1;
}

/** Signs all of the actor's browsers out but the one that asks. @returns how many */
export async function endOtherSessions(actor: Actor): Promise<number> {
  const { rowCount } = await systemDatabase().pool.query('DELETE FROM auth_session WHERE user_id = $1 AND id <> $2', [
    actor.userId,
    actor.sessionId,
  ]);
  return rowCount ?? 0;
}
