import 'server-only';
import { mayGrant } from '@/contracts/permissions';
import { accepted } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { dropMember, lockMembers } from '../../repositories/members';
import { appendAudit } from '../audit/append-audit';
import { endInvitationsOf, tellMember } from './member-news';
import { type Manager, type MemberResult, managerAmong, refuseField } from './member-rules';

/**
 * Removes a member: from the next request on they see nothing of the seller, in whatever browser they are signed in. Nobody removes
 * themselves, so an owner is always left.
 */
export function removeMember(
  database: Database,
  { by, no }: { readonly by: Manager; readonly no: number },
): Promise<MemberResult> {
  return inTransaction(database, async (connection) => {
    const members = await lockMembers(connection, by.seller.id);
    const manager = managerAmong(members, by);
    const member = members.find((one) => one.no === no && one.isActive);
    if (manager === null || member === undefined) return refuseField('no', 'This person is no longer a member.');
    if (member.no === manager.no) return refuseField('no', 'Nobody removes themselves. Ask another owner.');
    if (!mayGrant(manager.role, member.role)) return refuseField('no', 'Only an owner can remove this person.');
    await dropMember(connection, member);
    await endInvitationsOf(connection, member, null);
    await tellMember(connection, member, {
      subject: `You are no longer a member of ${by.seller.name}`,
      text: `${by.person.name} removed you from ${by.seller.name}. You no longer see its shops.`,
    });
    const detail = { role: member.role };
    await appendAudit(connection, { actor: by, deed: 'member.removed', subject: member.email, detail });
    return accepted(null);
  });
}
