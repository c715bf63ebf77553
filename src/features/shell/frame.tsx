'use client';

import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import type { ShellFiguresDto, ShopRef } from '@/contracts/shell';
import { Amount } from '@/ui/amount';
import { AppShell, type NavItem } from '@/ui/app-shell';
import { SignOut, Switcher } from './switcher';

interface FrameProps {
  readonly shop: ShopRef;
  readonly shops: readonly ShopRef[];
  readonly person: string;
  /** Null where the role sees no money. */
  readonly figures: ShellFiguresDto | null;
  readonly zoneNote: string;
  readonly children: ReactNode;
}

function isCurrent(pathname: string, href: string): boolean {
  return href === '/finances' ? pathname === href : pathname === href || pathname.startsWith(`${href}/`);
}

function itemsOf(pathname: string, figures: ShellFiguresDto | null): readonly NavItem[] {
  const item = (href: string, label: string, icon: NavItem['icon'], value?: string): NavItem => ({
    href,
    label,
    icon,
    isCurrent: isCurrent(pathname, href),
    ...(value === undefined ? {} : { amount: <Amount value={value} /> }),
  });
  return [
    item('/finances', 'Overview', 'overview'),
    item('/finances/statements', 'Statements', 'statements'),
    item('/finances/payouts', 'Payouts', 'payouts', figures?.inTransit),
    item('/finances/on-hold', 'On hold', 'hold', figures?.onHold),
    item('/finances/reserves', 'Reserves', 'reserve', figures?.reserved),
  ];
}

/** Navigation around the finance pages, with what is in transit, on hold and in reserve. */
export function Frame({ shop, shops, person, figures, zoneNote, children }: FrameProps) {
  const items = itemsOf(usePathname(), figures);
  return (
    <AppShell
      shopName={shop.name}
      switcher={<Switcher shop={shop} shops={shops} person={person} />}
      groups={[{ label: 'Finances', isTitled: false, items }]}
      tabs={items}
      zoneNote={zoneNote}
      account={<SignOut />}
    >
      {children}
    </AppShell>
  );
}
