'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { useActionState } from 'react';
import { IDLE } from '@/contracts/action';
import type { ShopRef } from '@/contracts/shell';
import { counted } from '@/ui/counted';
import { Icon } from '@/ui/icon';
import { chooseShop, signOut } from './actions';

interface SwitcherProps {
  readonly shop: ShopRef;
  readonly shops: readonly ShopRef[];
  readonly person: string;
  /** What all shops are called, on a page over all of them; null on the pages of one. */
  readonly all: string | null;
}

/** How many shops the switcher lists, worst first; all of them are on their own page. */
const MOST_LISTED = 12;

/** The first shops, and the chosen one wherever it stands. */
function listed(shop: ShopRef, shops: readonly ShopRef[]): readonly ShopRef[] {
  const first = shops.slice(0, MOST_LISTED);
  return first.some(({ externalId }) => externalId === shop.externalId) ? first : [shop, ...first];
}

/** The chosen shop; where there are more, it opens into a form of the others. Works without JavaScript. */
export function Switcher({ shop, shops, person, all }: SwitcherProps) {
  const [state, send, isPending] = useActionState(chooseShop, IDLE);
  const name = all ?? shop.name;
  const where = all === null ? shop.marketplaceName : counted(shops.length, 'shop');
  const who = person === name ? where : `${person} · ${where}`;
  if (shops.length < 2) {
    return (
      <div className="switch only">
        <b>{name}</b>
        <span>{who}</span>
      </div>
    );
  }
  return (
    <details className="menu shops" key={shop.externalId}>
      <summary
        className="switch"
        aria-label={all === null ? `Shop ${shop.name}: choose another` : `${name}: choose a shop`}
      >
        <b>{name}</b>
        <span>{who}</span>
        <Icon name="updown" />
      </summary>
      <form action={send} className="menu-panel" aria-busy={isPending}>
        {state.status === 'refused' ? <p role="alert">{state.message}</p> : null}
        {listed(shop, shops).map(({ externalId, name: shopName, marketplaceName }) => (
          <button
            key={externalId}
            type="submit"
            name="shop"
            value={externalId}
            aria-current={all === null && externalId === shop.externalId ? 'true' : undefined}
          >
            <b>{shopName}</b>
            <span>{marketplaceName}</span>
            {all === null && externalId === shop.externalId ? <Icon name="check" label="chosen" /> : null}
          </button>
        ))}
        {shops.length > MOST_LISTED ? (
          <Link className="link" href={'/shops' as Route}>
            All {shops.length} shops
          </Link>
        ) : null}
      </form>
    </details>
  );
}

/** Ends the session. */
export function SignOut() {
  const [state, send, isPending] = useActionState(signOut, IDLE);
  return (
    <form action={send} className="signout" aria-busy={isPending}>
      <button type="submit">
        <Icon name="out" />
        <span className="t">Sign out</span>
      </button>
      {state.status === 'refused' ? <p role="alert">{state.message}</p> : null}
    </form>
  );
}
