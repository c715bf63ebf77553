import { may, type Permission, type Role } from '@/contracts/permissions';
import type { IconName } from '@/ui/icon';

interface AccountItem {
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
  /** Who sees it: a page that one may not open is not offered. */
  readonly permission: Permission;
}

const ITEMS: readonly AccountItem[] = [
  { href: '/account/bank-accounts', label: 'Bank accounts', icon: 'bank', permission: 'see-money' },
  { href: '/account/alerts', label: 'Alert rules', icon: 'alert', permission: 'see-shops' },
  { href: '/account/members', label: 'Members', icon: 'user', permission: 'manage-members' },
  { href: '/account/audit-log', label: 'Audit log', icon: 'journal', permission: 'see-audit-log' },
  { href: '/account/notifications', label: 'Notifications', icon: 'mail', permission: 'see-shops' },
  { href: '/account/webhooks', label: 'Webhooks', icon: 'split', permission: 'manage-webhooks' },
  { href: '/policies', label: 'Policies', icon: 'statements', permission: 'see-shops' },
  { href: '/account/security', label: 'Security', icon: 'key', permission: 'use-own-account' },
];

/** The pages of the account that a role may open. */
export function accountItems(role: Role): readonly AccountItem[] {
  return ITEMS.filter(({ permission }) => may(role, permission));
}
