'use client';

import { type ReactNode, useActionState } from 'react';
import { IDLE } from '@/contracts/action';
import { openShop } from './actions';
import type { Place } from './search';

const FORM = 'open-shop';

/** The one form behind all doors of the list: each names its page and its shop. Works without JavaScript. */
export function GoToForm() {
  const [state, send] = useActionState(openShop, IDLE);
  return (
    <form id={FORM} action={send}>
      {state.status === 'refused' ? (
        <p className="summary" role="alert">
          {state.message}
        </p>
      ) : null}
    </form>
  );
}

/** A door to a page of a shop, which becomes the chosen one. */
export function GoTo({
  shop,
  place,
  label,
  className = 'door',
  children,
}: {
  readonly shop: string;
  readonly place: Place;
  /** What a screen reader hears, where what stands there says too little. */
  readonly label?: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <button
      type="submit"
      form={FORM}
      name="go"
      value={`${place} ${shop}`}
      className={className === 'door' ? 'door goto' : className}
      aria-label={label}
    >
      {children}
    </button>
  );
}
