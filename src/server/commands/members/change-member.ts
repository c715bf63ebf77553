import 'server-only';
import { mayGrant, ROLES } from '@/contracts/permissions';
import { accepted } from '@/domain/shared/result';
import { type Connection, type Database, inTransaction } from '../../db/database';
import { keepMember, lockMembers, type MemberRow } from '../../repositories/members';
import { appendAudit } from '../audit/append-audit';
import { endInvitationsOf, tellMember } from './member-news';
import {
  type Manager,
  type MemberResult,
  managerAmong,
  readShops,
  refuseField,
  refuseRights,
  type WantedRights,
} from './member-rules';

/** Which member is to have which rights. */
export interface ChangeMemberInput extends WantedRights {
  readonly by: Manager;
  readonly no: number;
}

function isSame(member: MemberRow, { role, shops }: WantedRights): boolean {
  return member.role === role && String(member.shops) === String(shops);
}

/**
 * Gives a member another role, or other shops. Nobody changes themselves, so whoever changes an owner is one and stays: a seller is never
 * without. What is so already stays so.
 */
export function changeMember(database: Database, input: ChangeMemberInput): Promise<MemberResult> {
  const { by, no, role } = input;
  return inTransaction(database, async (connection) => {
    const members = await lockMembers(connection, by.seller.id);
    const manager = managerAmong(members, by);
    const member = members.find((one) => one.no === no && one.isActive);
    if (manager === null || member === undefined) return refuseField('no', 'This person is no longer a member.');
    if (member.no === manager.no) return refuseField('no', 'Nobody changes their own role. Ask another owner.');
    if (!mayGrant(manager.role, member.role)) return refuseField('no', 'Only an owner can change this person.');
    const shops = input.shops === 'all' ? 'all' : [...input.shops].sort((a, b) => a - b);
    const refusal = refuseRights(manager.role, { role, shops });
    if (refusal !== null) return refuseField(refusal.field, refusal.reason);
    const named = await readShops(connection, by.seller.id, shops);
    if (!named.ok) return named;
    if (isSame(member, { role, shops })) return accepted(null);
    await keepMember(connection, { ...member, role, shops });
    await endInvitationsOf(connection, member, role);
    await recordChange(connection, input, member, named.value);
    return accepted(null);
  });
}

async function recordChange(
  connection: Connection,
  { by, role }: ChangeMemberInput,
  member: MemberRow,
  shopNames: string | null,
): Promise<void> {
  const { name, means } = ROLES[role];
  await tellMember(connection, member, {
    subject: `Your role at ${by.seller.name} has changed`,
    text: `${by.person.name} made you ${name} of ${by.seller.name}: ${means}. You see ${shopNames ?? 'every shop'}.`,
  });
  const detail = { role, before: member.role, shops: shopNames ?? 'all' };
  await appendAudit(connection, { actor: by, deed: 'member.changed', subject: member.email, detail });
}
