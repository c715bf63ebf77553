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

interface OpsGroup {
  readonly label: string;
  readonly items: readonly OpsItem[];
}

const GROUPS: readonly OpsGroup[] = [
  {
    label: 'Find',
    items: [
      { href: '/ops', label: 'What waits', icon: 'overview', permission: 'see-every-shop' },
      { href: '/ops/shops', label: 'Shops', icon: 'shops', permission: 'see-every-shop' },
      { href: '/ops/statements', label: 'Statements', icon: 'statements', permission: 'see-every-shop' },
      { href: '/ops/payouts', label: 'Payouts', icon: 'payouts', permission: 'see-every-shop' },
    ],
  },
  {
    label: 'Decide',
    items: [
      { href: '/ops/decisions', label: 'Decisions', icon: 'user-check', permission: 'see-every-shop' },
      { href: '/ops/appeals', label: 'Appeals', icon: 'queue', permission: 'see-appeals' },
      { href: '/ops/matching', label: 'Matching', icon: 'split', permission: 'see-every-shop' },
      { href: '/ops/policies', label: 'Policies', icon: 'key', permission: 'see-policy-versions' },
    ],
  },
  {
    label: 'Run and prove',
    items: [
      { href: '/ops/runs', label: 'Runs and jobs', icon: 'refresh', permission: 'see-runs' },
      { href: '/ops/reconciliation', label: 'Reconciliation', icon: 'bank', permission: 'see-proofs' },
      { href: '/ops/invariants', label: 'Invariants', icon: 'done', permission: 'see-proofs' },
      { href: '/ops/audit-log', label: 'Audit log', icon: 'journal', permission: 'see-every-audit-log' },
    ],
  },
];

/** What the bar at the foot of a phone shows. */
const TABS = ['/ops', '/ops/shops', '/ops/decisions', '/ops/matching'];

const isCurrent = (pathname: string, href: string): boolean =>
  pathname === href || (href !== '/ops' && pathname.startsWith(`${href}/`));

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
  const groups = GROUPS.map(({ label, items }) => ({
    label,
    isTitled: true,
    items: items
      .filter(({ permission }) => may(role, permission))
      .map(
        ({ href, label: text, icon }): NavItem => ({ href, label: text, icon, isCurrent: isCurrent(pathname, href) }),
      ),
  }));
  const tabs = groups.flatMap(({ items }) => items).filter(({ href }) => TABS.includes(href));
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
      groups={groups}
      tabs={tabs}
      zoneNote="Times in UTC."
      account={<SignOut />}
    >
      {children}
    </AppShell>
  );
}
