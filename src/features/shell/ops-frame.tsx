'use client';

import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { may, type Permission, ROLES, type Role } from '@/contracts/permissions';
import { AppShell, type NavItem } from '@/ui/app-shell';
import type { IconName } from '@/ui/icon';
import { SignOut } from './switcher';

interface OpsItem {
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
  readonly permission: Permission;
}

const ITEMS: readonly OpsItem[] = [
  { href: '/ops/appeals', label: 'Appeals', icon: 'queue', permission: 'see-appeals' },
  { href: '/ops/policies', label: 'Policies', icon: 'statements', permission: 'see-policy-versions' },
  { href: '/ops/audit-log', label: 'Audit log', icon: 'journal', permission: 'see-every-audit-log' },
];

/** Navigation around the pages of the marketplace's own people: those that the role may open. */
export function OpsFrame({
  person,
  role,
  children,
}: {
  readonly person: string;
  readonly role: Role;
  readonly children: ReactNode;
}) {
  const pathname = usePathname();
  const items = ITEMS.filter(({ permission }) => may(role, permission)).map(
    ({ href, label, icon }): NavItem => ({
      href,
      label,
      icon,
      isCurrent: pathname === href || pathname.startsWith(`${href}/`),
    }),
  );
  return (
    <AppShell
      shopName="Marketplace"
      switcher={
        <div className="switch only">
          <b>Marketplace</b>
          <span>
            {person} · {ROLES[role].name}
          </span>
        </div>
      }
      groups={[{ label: 'Operations', isTitled: false, items }]}
      tabs={items}
      zoneNote="Times in UTC."
      account={<SignOut />}
    >
      {children}
    </AppShell>
  );
}
