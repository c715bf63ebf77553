import 'server-only';
import { randomBytes } from 'node:crypto';
import { mayGrant, ROLES } from '@/contracts/permissions';
import { fromEpochMillis, type Instant, toEpochMillis } from '@/domain/calendar/instant';
import { accepted } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { newId } from '../../ids';
import { addInvitation, type InvitationRow, lockOpenInvitations, withdrawAll } from '../../repositories/invitations';
import { lockMembers } from '../../repositories/members';
import { appendAudit } from '../audit/append-audit';
import { postMail } from '../mail/post-mail';
import {
  type Manager,
  type MemberResult,
  managerAmong,
  readShops,
  refuseField,
  refuseRights,
  type WantedRights,
} from './member-rules';

/** How long an invitation can be accepted, and how many of a seller may be open: a form of ours is not to fill strangers' mailboxes. */
const VALID_DAYS = 7;
const MOST_OPEN = 50;

const VALID_MILLIS = VALID_DAYS * 86_400_000;

/** Whom to invite, and as what. */
export interface InviteMemberInput extends WantedRights {
  readonly by: Manager;
  /** Lower case. */
  readonly email: string;
  /** The machine's time. */
  readonly now: Instant;
  /** Scheme, host and port of the site, for the link. */
  readonly origin: string;
}

function textOf({ by, role, origin }: InviteMemberInput, token: string): string {
  const { name, means } = ROLES[role];
  return [
    `${by.person.name} invites you to ${by.seller.name} on Evenkeel, as ${name}: ${means}.`,
    `Open this page within ${VALID_DAYS} days to accept:\n${origin}/invitations/${token}`,
    'If you do not know what this is about, do nothing: without you nothing happens.',
  ].join('\n\n');
}

/**
 * Invites somebody by mail to become a member. An open invitation of the same address ends: the newest one counts. Whether the address has
 * a user already is told to nobody but its holder.
 * @returns the invitation's id
 */
export function inviteMember(database: Database, input: InviteMemberInput): Promise<MemberResult<string>> {
  const { by, email, role, shops, now } = input;
  const sellerId = by.seller.id;
  return inTransaction(database, async (connection) => {
    const members = await lockMembers(connection, sellerId);
    const manager = managerAmong(members, by);
    if (manager === null) return refuseField('email', 'You are no longer a member.');
    const refusal = refuseRights(manager.role, input);
    if (refusal !== null) return refuseField(refusal.field, refusal.reason);
    if (members.some((member) => member.isActive && member.email.toLowerCase() === email))
      return refuseField('email', 'This person is a member already.');
    const named = await readShops(connection, sellerId, shops);
    if (!named.ok) return named;
    const open = await lockOpenInvitations(connection, sellerId);
    const before = open.filter((invitation) => invitation.email === email);
    if (before.some((invitation) => !mayGrant(manager.role, invitation.role)))
      return refuseField('email', 'An owner has invited this person already. Only an owner can change that.');
    if (open.length - before.length >= MOST_OPEN)
      return refuseField('email', `${MOST_OPEN} invitations are open. Withdraw some first.`);
    await withdrawAll(connection, sellerId, before);
    const token = randomBytes(32).toString('base64url');
    const invitation: InvitationRow = {
      sellerId,
      id: newId('inv'),
      email,
      role,
      shops,
      invitedBy: by.person.key,
      expiresAt: fromEpochMillis(toEpochMillis(now) + VALID_MILLIS),
    };
    await addInvitation(connection, invitation, token);
    await postMail(connection, {
      key: `invitation:${invitation.id}`,
      kind: 'invitation',
      to: email,
      subject: `${by.person.name} invites you to ${by.seller.name}`.replaceAll(/\s+/g, ' '),
      text: textOf(input, token),
    });
    const detail = { role, shops: named.value ?? 'all' };
    await appendAudit(connection, { actor: by, deed: 'member.invited', subject: email, detail });
    return accepted(invitation.id);
  });
}
