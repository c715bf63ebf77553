'use client';

import { useActionState } from 'react';
import { IDLE } from '@/contracts/action';
import type { ShopRef } from '@/contracts/shell';
import { Icon } from '@/ui/icon';
import { chooseShop, signOut } from './actions';

interface SwitcherProps {
  readonly shop: ShopRef;
  readonly shops: readonly ShopRef[];
  readonly person: string;
}

/** The chosen shop; where there are more, it opens into a form of the others. Works without JavaScript. */
export function Switcher({ shop, shops, person }: SwitcherProps) {
  const [state, send, isPending] = useActionState(chooseShop, IDLE);
  const who = person === shop.name ? shop.marketplaceName : `${person} · ${shop.marketplaceName}`;
  if (shops.length < 2) {
    return (
      <div className="switch only">
        <b>{shop.name}</b>
        <span>{who}</span>
      </div>
    );
  }
  return (
    <details className="menu shops" key={shop.externalId}>
      <summary className="switch" aria-label={`Shop ${shop.name}: choose another`}>
        <b>{shop.name}</b>
        <span>{who}</span>
        <Icon name="updown" />
      </summary>
      <form action={send} className="menu-panel" aria-busy={isPending}>
        {state.status === 'refused' ? <p role="alert">{state.message}</p> : null}
        {shops.map(({ externalId, name, marketplaceName }) => (
          <button
            key={externalId}
            type="submit"
            name="shop"
            value={externalId}
            aria-current={externalId === shop.externalId ? 'true' : undefined}
          >
            <b>{name}</b>
            <span>{marketplaceName}</span>
            {externalId === shop.externalId ? <Icon name="check" label="chosen" /> : null}
          </button>
        ))}
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
