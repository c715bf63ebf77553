'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import type { Role } from '@/contracts/permissions';
import type { ShellFiguresDto, ShopRef } from '@/contracts/shell';
import { Amount } from '@/ui/amount';
import { amountText, isZero } from '@/ui/amount-text';
import { AppShell, type NavItem } from '@/ui/app-shell';
import { Icon } from '@/ui/icon';
import { accountItems } from './account-items';
import { SignOut, Switcher } from './switcher';

const PAY_PATH = '/finances/negative-balance';
const SHOPS_PATH = '/shops';
/** The bar of a phone holds five. */
const MOST_TABS = 5;

interface FrameProps {
  readonly shop: ShopRef;
  readonly shops: readonly ShopRef[];
  readonly person: string;
  readonly role: Role;
  /** What the whole of the shops is called; null for a shop of no organisation. */
  readonly seller: string | null;
  readonly currency: string;
  /** Null where the role sees no money. */
  readonly figures: ShellFiguresDto | null;
  readonly zoneNote: string;
  /** How many notices the person has not read; null for a shop without an organisation. */
  readonly unreadCount: number | null;
  readonly children: ReactNode;
}

function isCurrent(pathname: string, href: string): boolean {
  return href === '/finances' ? pathname === href : pathname === href || pathname.startsWith(`${href}/`);
}

/** The number of unread notices, told in words too; nothing where there are none. */
function Unread({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return (
    <span className="count">
      {count > 99 ? '99+' : count}
      <span className="sr"> unread</span>
    </span>
  );
}

/** The pages over all shops: the list, and the chosen shop's checklist among its own pages. */
function allShops(pathname: string): NavItem {
  return { href: SHOPS_PATH, label: 'All shops', icon: 'shops', isCurrent: pathname === SHOPS_PATH };
}

function itemsOf(
  pathname: string,
  shop: ShopRef,
  figures: ShellFiguresDto | null,
  unreadCount: number | null,
): readonly NavItem[] {
  const item = (href: string, label: string, icon: NavItem['icon'], amount?: ReactNode): NavItem => ({
    href,
    label,
    icon,
    isCurrent: isCurrent(pathname, href),
    ...(amount === undefined ? {} : { amount }),
  });
  const plain = (value: string | undefined) => (value === undefined ? undefined : <Amount value={value} />);
  const owed = figures === null || isZero(figures.owed) ? undefined : <Amount value={`-${figures.owed}`} tone="owed" />;
  return [
    item('/finances', 'Overview', 'overview'),
    ...(unreadCount === null ? [] : [item('/inbox', 'Inbox', 'bell', <Unread count={unreadCount} />)]),
    item('/finances/statements', 'Statements', 'statements'),
    item('/finances/payouts', 'Payouts', 'payouts', plain(figures?.inTransit)),
    item('/finances/payout-schedule', 'Payout schedule', 'calendar'),
    item('/finances/on-hold', 'On hold', 'hold', plain(figures?.onHold)),
    item('/finances/reserves', 'Reserves', 'reserve', plain(figures?.reserved)),
    item('/finances/bills', 'Bills', 'bill'),
    item(PAY_PATH, 'Negative balance', 'below', owed),
    item(`/shops/checklist/${encodeURIComponent(shop.externalId)}`, 'Daily checklist', 'check'),
  ];
}

/** The bar at the foot of a phone: the four most asked for, and paying while something is owed that can be paid; the rest is in the drawer. */
function tabsOf(
  items: readonly NavItem[],
  figures: ShellFiguresDto | null,
  currency: string,
): readonly (NavItem & { readonly isOwed?: boolean })[] {
  const named = (...labels: readonly string[]) => items.filter(({ label }) => labels.includes(label));
  const pay = items.find(({ href }) => href === PAY_PATH);
  if (figures === null || isZero(figures.billable) || pay === undefined)
    return named('Overview', 'Statements', 'Payouts', 'On hold', 'Bills');
  const label = `Pay ${amountText(figures.billable, { currency })}`;
  return [...named('Overview', 'Statements', 'Payouts'), { ...pay, label, isOwed: true }, ...named('Bills')];
}

/** Navigation around the finance pages, with what is in transit, on hold and in reserve; on the pages over all shops it is theirs. */
export function Frame({
  shop,
  shops,
  seller,
  person,
  role,
  currency,
  figures,
  zoneNote,
  unreadCount,
  children,
}: FrameProps) {
  const pathname = usePathname();
  const isOverAll = pathname === SHOPS_PATH || pathname === `${SHOPS_PATH}/check`;
  const all = allShops(pathname);
  const items = itemsOf(pathname, shop, figures, unreadCount);
  const account = accountItems(role).map((item) => ({ ...item, isCurrent: isCurrent(pathname, item.href) }));
  const health: NavItem = {
    href: '/health',
    label: 'Account health',
    icon: 'health',
    isCurrent: isCurrent(pathname, '/health'),
  };
  const own = isOverAll
    ? []
    : [
        { label: 'Finances', isTitled: false, items },
        { label: 'Shop', isTitled: true, items: [health] },
      ];
  const over = isOverAll || shops.length > 1 ? [{ label: 'Shops', isTitled: false, items: [all] }] : [];
  return (
    <AppShell
      shopName={isOverAll ? (seller ?? shop.name) : shop.name}
      switcher={<Switcher shop={shop} shops={shops} person={person} all={isOverAll ? (seller ?? 'All shops') : null} />}
      inbox={
        unreadCount === null ? null : (
          <Link className="btn icon bell" href="/inbox" aria-label={`Inbox: ${unreadCount} unread`}>
            <Icon name="bell" />
            {unreadCount === 0 ? null : <span className="count">{unreadCount > 99 ? '99+' : unreadCount}</span>}
          </Link>
        )
      }
      groups={[...over, ...own, { label: 'Account', isTitled: true, items: account }]}
      tabs={isOverAll ? [all, ...account].slice(0, MOST_TABS) : tabsOf(items, figures, currency)}
      zoneNote={zoneNote}
      account={<SignOut />}
    >
      {children}
    </AppShell>
  );
}
