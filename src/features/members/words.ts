import type { ShopAccess } from '@/contracts/members';
import { ROLES, type Role } from '@/contracts/permissions';

/** "Every shop", or the names of those that somebody may see. */
export function accessText(access: ShopAccess): string {
  return access === 'all' ? 'Every shop' : access.map(({ name }) => name).join(', ');
}

/** @example roleTitle("ops-lead") === "Ops lead" */
export function roleTitle(role: Role): string {
  const { name } = ROLES[role];
  return name.charAt(0).toUpperCase() + name.slice(1);
}
