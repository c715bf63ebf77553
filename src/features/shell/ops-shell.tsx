import './shell.css';
import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { ROLES } from '@/contracts/permissions';
import { requireActor } from '@/server/auth/actor';
import { AppShell, type NavItem } from '@/ui/app-shell';
import { SignOut } from './switcher';

/** The frame of the pages of the marketplace's own people. Members of sellers are sent to their own. */
export async function OpsShell({ children }: { readonly children: ReactNode }) {
  const actor = await requireActor();
  if (actor.kind !== 'ops') redirect('/finances');
  const items: readonly NavItem[] = [{ href: '/ops/audit-log', label: 'Audit log', icon: 'journal', isCurrent: true }];
  return (
    <AppShell
      shopName="Marketplace"
      switcher={
        <div className="switch only">
          <b>Marketplace</b>
          <span>
            {actor.person.name} · {ROLES[actor.role].name}
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
