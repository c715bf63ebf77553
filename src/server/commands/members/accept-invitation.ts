import 'server-only';
import { type Instant, toEpochMillis } from '@/domain/calendar/instant';
import { accepted } from '@/domain/shared/result';
import { type Connection, type Database, inTransaction } from '../../db/database';
import { newId } from '../../ids';
import { findOpenInvitation, type InvitationRow, markAccepted } from '../../repositories/invitations';
import { keepMember, lockMembers, type MemberRow, type ShopsOfMember, shopsOfSeller } from '../../repositories/members';
import { addUser, findUserByEmail, type UserRow } from '../../repositories/users';
import { appendAudit } from '../audit/append-audit';
import { type MemberResult, refuseField } from './member-rules';

/** Who accepts which invitation. */
export interface AcceptInvitationInput {
  readonly token: string;
  /** Name and password of somebody who has not signed in before; not looked at where the invited address has a user. */
  readonly newUser: { readonly name: string; readonly passwordHash: string } | null;
  /** The machine's time. */
  readonly now: Instant;
}

/** Who has become a member. */
export interface Accepted {
  readonly userId: string;
  /** Key of the member, for their session. */
  readonly personKey: string;
  /** Whether the user was made by it: they have just chosen their password. An existing one has still to sign in. */
  readonly isNewUser: boolean;
}

const GONE = 'This invitation is no longer open. Ask whoever sent it for another one.';

/** The shops of an invitation that still are the seller's. */
async function shopsLeft(
  connection: Connection,
  { sellerId, shops }: InvitationRow,
): Promise<{ readonly ids: ShopsOfMember; readonly names: string }> {
  if (shops === 'all') return { ids: 'all', names: 'all' };
  const left = await shopsOfSeller(connection, sellerId, shops);
  return { ids: left.map(({ id }) => id), names: left.map(({ name }) => name).join(', ') };
}

function memberOf(
  members: readonly MemberRow[],
  { sellerId, role }: InvitationRow,
  user: UserRow,
  shops: ShopsOfMember,
): MemberRow {
  const before = members.find(({ userId }) => userId === user.id);
  return {
    sellerId,
    no: before?.no ?? Math.max(0, ...members.map(({ no }) => no)) + 1,
    personKey: before?.personKey ?? newId('mem'),
    userId: user.id,
    name: user.name,
    email: user.email,
    role,
    isActive: true,
    shops,
  };
}

/**
 * Makes the invited person a member: of their user, or of a new one. The token comes from the mail, so whoever has it holds the address; it
 * signs nobody in who has a password of their own. An invitation is accepted once and in time; somebody who was a member before is the same
 * member again.
 * @param database as a role that sees every seller: whoever accepts belongs to none yet
 */
export function acceptInvitation(database: Database, input: AcceptInvitationInput): Promise<MemberResult<Accepted>> {
  const { token, newUser, now } = input;
  return inTransaction(database, async (connection) => {
    const found = await findOpenInvitation(connection, token, { locks: false });
    if (found === null) return refuseField('token', GONE);
    // Members first, as everywhere, then the invitation: it may have been accepted meanwhile.
    const members = await lockMembers(connection, found.sellerId);
    const invitation = await findOpenInvitation(connection, token, { locks: true });
    if (invitation === null || toEpochMillis(now) > toEpochMillis(invitation.expiresAt))
      return refuseField('token', GONE);
    const { ids, names } = await shopsLeft(connection, invitation);
    if (ids !== 'all' && ids.length === 0) return refuseField('token', GONE);
    const { email } = invitation;
    const known = await findUserByEmail(connection, email);
    const user = known ?? (newUser === null ? null : await addUser(connection, { ...newUser, email }));
    if (user === null) return refuseField('name', 'Choose a name and a password.');
    if (members.some((member) => member.isActive && member.userId === user.id))
      return refuseField('token', 'You are a member already.');
    const member = memberOf(members, invitation, user, ids);
    await keepMember(connection, member);
    await markAccepted(connection, invitation);
    await appendAudit(connection, {
      actor: { person: { key: member.personKey, name: member.name }, role: member.role, seller: null },
      sellerId: member.sellerId,
      deed: 'member.joined',
      subject: email,
      detail: { role: member.role, shops: names },
    });
    return accepted({ userId: user.id, personKey: member.personKey, isNewUser: known === null });
  });
}
