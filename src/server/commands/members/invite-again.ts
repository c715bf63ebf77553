import 'server-only';
import type { Database } from '../../db/database';
import { findInvitation } from '../../repositories/invitations';
import { type InviteMemberInput, inviteMember } from './invite-member';
import { type MemberResult, refuseField } from './member-rules';

/** Sends an open invitation once more, with another link and all of its time; the link before no longer works. */
export async function inviteAgain(
  database: Database,
  { invitation: id, ...input }: Pick<InviteMemberInput, 'by' | 'now' | 'origin'> & { readonly invitation: string },
): Promise<MemberResult<string>> {
  const invitation = await findInvitation(database.pool, input.by.seller.id, id);
  if (invitation === null) return refuseField('invitation', 'This invitation is no longer open.');
  const { email, role, shops } = invitation;
  return inviteMember(database, { ...input, email, role, shops });
}
