import 'server-only';
import type { Role } from '@/contracts/permissions';
import type { MembershipDto } from '@/contracts/security';
import type { Actor } from '@/contracts/shell';
import { systemDatabase } from '../db/site';
import { clearShop } from './cookies';

/** Of a user ($1): as whom they may act. */
const MEMBERSHIPS = `
  SELECT person_key, seller.name, role FROM member JOIN seller ON seller.id = member.seller_id
   WHERE user_id = $1 AND status = 'active'
  UNION ALL
  SELECT person_key, 'The marketplace', role FROM ops_member WHERE user_id = $1 AND status = 'active'`;

/** All for whom the actor's user works, by name; somebody who works for one seller alone has one. */
export async function listMemberships(actor: Actor): Promise<readonly MembershipDto[]> {
  const { rows } = await systemDatabase().pool.query<{ person_key: string; name: string; role: Role }>(
    `SELECT person_key, name, role FROM (${MEMBERSHIPS}) membership ORDER BY lower(name), person_key`,
    [actor.userId],
  );
  return rows.map(({ person_key: personKey, name, role }) => ({
    personKey,
    name,
    role,
    isPresent: personKey === actor.person.key,
  }));
}

/**
 * Makes the browser's session act as another membership of its user, with no shop chosen yet. Actions only.
 * @returns false where the membership is not the user's, or no longer
 */
export async function chooseMembership(actor: Actor, personKey: string): Promise<boolean> {
  const { rowCount } = await systemDatabase().pool.query(
    `UPDATE auth_session SET person_key = $2
      WHERE id = $3 AND user_id = $1 AND EXISTS (SELECT FROM (${MEMBERSHIPS}) membership WHERE person_key = $2)`,
    [actor.userId, personKey, actor.sessionId],
  );
  if (rowCount !== 1) return false;
  await clearShop();
  return true;
}
