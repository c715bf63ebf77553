import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { BrandMark, Icon, type IconName } from './icon';
import { Popup } from './popup';

/** A place in the side navigation, with its amount. */
export interface NavItem {
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
  readonly amount?: ReactNode;
  readonly isCurrent: boolean;
}

interface ShellProps {
  readonly shopName: string;
  readonly switcher: ReactNode;
  /** What was told and not read yet, in the bar of a phone. */
  readonly inbox?: ReactNode;
  readonly groups: readonly {
    readonly label: string;
    readonly isTitled: boolean;
    readonly items: readonly NavItem[];
  }[];
  /** What the bar at the foot of a phone shows, at most four. */
  readonly tabs: readonly (NavItem & { readonly isOwed?: boolean })[];
  /** "Dates and times in UTC, the marketplace's zone." */
  readonly zoneNote: string;
  readonly account: ReactNode;
  readonly children: ReactNode;
}

function Items({ items }: { readonly items: readonly NavItem[] }) {
  return (
    <ul>
      {items.map(({ href, label, icon, amount, isCurrent }) => (
        <li key={href}>
          <Link href={href as Route} title={label} aria-current={isCurrent ? 'page' : undefined}>
            <Icon name={icon} />
            <span className="t">{label}</span>
            {amount}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Groups({ groups }: Pick<ShellProps, 'groups'>) {
  return groups.map(({ label, isTitled, items }) => (
    <nav className="nav" aria-label={label} key={label}>
      {isTitled ? <h2>{label}</h2> : null}
      <Items items={items} />
    </nav>
  ));
}

/** The frame of the seller's pages: side navigation on a desk, a rail in between, bars and a drawer on a phone. */
export function AppShell({ shopName, switcher, inbox, groups, tabs, zoneNote, account, children }: ShellProps) {
  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <header className="topbar">
        <BrandMark />
        <b>{shopName}</b>
        {inbox}
        <Popup className="drawer">
          <summary className="btn icon" aria-label="Menu">
            <Icon name="menu" className="closed" />
            <Icon name="x" className="opened" />
          </summary>
          <div className="drawer-in">
            {switcher}
            <Groups groups={groups} />
            {account}
            <p className="xs faint">{zoneNote}</p>
          </div>
        </Popup>
      </header>
      <div className="shell">
        <aside className="side">
          <div className="side-in">
            <div className="brand">
              <BrandMark />
              <span className="t">Evenkeel</span>
            </div>
            {switcher}
            <Groups groups={groups} />
            {account}
            <p className="xs faint zone">{zoneNote}</p>
          </div>
        </aside>
        <main className="main" id="main">
          {children}
        </main>
      </div>
      <nav className="tabbar" aria-label="Main">
        {tabs.map(({ href, label, icon, isCurrent, isOwed }) => (
          <Link
            key={label}
            href={href as Route}
            aria-current={isCurrent ? 'page' : undefined}
            className={isOwed === true ? 'owed' : undefined}
          >
            <Icon name={icon} />
            {label}
          </Link>
        ))}
      </nav>
    </>
  );
}
