import 'server-only';
import { mayGrant } from '@/contracts/permissions';
import { accepted } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { lockOpenInvitations, withdrawAll } from '../../repositories/invitations';
import { lockMembers } from '../../repositories/members';
import { appendAudit } from '../audit/append-audit';
import { type Manager, type MemberResult, managerAmong, refuseField } from './member-rules';

/** Ends an open invitation of the manager's seller: its link no longer works. One that is not open is left as it is. */
export function withdrawInvitation(
  database: Database,
  { by, invitation: id }: { readonly by: Manager; readonly invitation: string },
): Promise<MemberResult> {
  return inTransaction(database, async (connection) => {
    const manager = managerAmong(await lockMembers(connection, by.seller.id), by);
    const open = await lockOpenInvitations(connection, by.seller.id);
    const invitation = open.find((one) => one.id === id);
    if (invitation === undefined) return refuseField('invitation', 'This invitation is no longer open.');
    if (manager === null || !mayGrant(manager.role, invitation.role))
      return refuseField('invitation', 'Only an owner can withdraw this invitation.');
    await withdrawAll(connection, by.seller.id, [invitation]);
    await appendAudit(connection, { actor: by, deed: 'invitation.withdrawn', subject: invitation.email });
    return accepted(null);
  });
}
