import 'server-only';
import { randomUUID } from 'node:crypto';
import { mayGrant, type SellerRole } from '@/contracts/permissions';
import type { Connection } from '../../db/database';
import { lockOpenInvitations, withdrawAll } from '../../repositories/invitations';
import type { MemberRow } from '../../repositories/members';
import { postMail } from '../mail/post-mail';

/** Tells a member by mail what has become of their rights. */
export async function tellMember(
  connection: Connection,
  member: MemberRow,
  { subject, text }: { readonly subject: string; readonly text: string },
): Promise<void> {
  const asking = 'If you think that this is a mistake, ask an owner of the organisation.';
  await postMail(connection, {
    key: `member-changed:${randomUUID()}`,
    kind: 'member-changed',
    to: member.email,
    subject: subject.replaceAll(/\s+/g, ' '),
    text: `${text}\n\n${asking}`,
  });
}

/**
 * Ends the open invitations of somebody who could not write them any more: all of them, or those to a role that their own no longer gives.
 * @param role that they have now; null for somebody who was removed
 */
export async function endInvitationsOf(
  connection: Connection,
  { sellerId, personKey }: MemberRow,
  role: SellerRole | null,
): Promise<void> {
  const open = await lockOpenInvitations(connection, sellerId);
  const theirs = open.filter(
    (invitation) => invitation.invitedBy === personKey && (role === null || !mayGrant(role, invitation.role)),
  );
  await withdrawAll(connection, sellerId, theirs);
}
