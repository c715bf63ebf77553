import 'server-only';
import { randomUUID } from 'node:crypto';
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

/** Ends the open invitations of somebody who may not invite any more. */
export async function endInvitationsOf(connection: Connection, { sellerId, personKey }: MemberRow): Promise<void> {
  const open = await lockOpenInvitations(connection, sellerId);
  const theirs = open.filter(({ invitedBy }) => invitedBy === personKey);
  await withdrawAll(connection, sellerId, theirs);
}
