import 'server-only';
import { mayGrant, type SellerRole } from '@/contracts/permissions';
import { type FieldRefusal, type Result, refused } from '@/domain/shared/result';
import type { Connection } from '../../db/database';
import { type MemberRow, type ShopsOfMember, shopsOfSeller } from '../../repositories/members';
import type { AuditActor } from '../audit/append-audit';

/** What a command about members comes to, or the field to mend and why. */
export type MemberResult<Value = null> = Result<Value, FieldRefusal>;

/** Somebody who changes the members of their seller. */
export interface Manager extends AuditActor {
  readonly seller: { readonly id: number; readonly name: string };
}

/** What somebody is to be allowed. */
export interface WantedRights {
  readonly role: SellerRole;
  readonly shops: ShopsOfMember;
}

export function refuseField(field: string, reason: string): { readonly ok: false; readonly refusal: FieldRefusal } {
  return refused({ field, reason });
}

/** The manager among the members, as they are now and not as they were when the page was made; null if they are none any more. */
export function managerAmong(members: readonly MemberRow[], by: Manager): MemberRow | null {
  return members.find((member) => member.isActive && member.personKey === by.person.key) ?? null;
}

/** Why somebody of a role may not give these rights; null if they may. Names of the shops are checked by `readShops`. */
export function refuseRights(manager: SellerRole, { role, shops }: WantedRights): FieldRefusal | null {
  if (!mayGrant(manager, role)) return { field: 'role', reason: 'Your role may not give this one.' };
  if (shops === 'all') return null;
  if (role === 'owner' || role === 'admin')
    return { field: 'access', reason: 'Owners and admins see every shop: they manage the members of all.' };
  return shops.length === 0 ? { field: 'access', reason: 'Choose at least one shop.' } : null;
}

/** Names of the chosen shops, null for all. @returns a refusal where one is not a shop of the seller */
export async function readShops(
  connection: Connection,
  sellerId: number,
  shops: ShopsOfMember,
): Promise<MemberResult<string | null>> {
  if (shops === 'all') return { ok: true, value: null };
  const found = await shopsOfSeller(connection, sellerId, shops);
  if (found.length !== new Set(shops).size) return refuseField('access', 'One of the shops is not yours.');
  return { ok: true, value: found.map(({ name }) => name).join(', ') };
}
