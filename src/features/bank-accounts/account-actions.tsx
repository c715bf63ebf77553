'use client';

import { useActionState } from 'react';
import { IDLE } from '@/contracts/action';
import { Button } from '@/ui/button';
import { Popup } from '@/ui/popup';
import { chooseAccount, removeAccount } from './actions';
import { Problem } from './problem';

/** Makes an account primary, or confirms the one that is. */
export function ChooseAccount({
  account,
  button,
  size = 'default',
}: {
  readonly account: string;
  readonly button: string;
  readonly size?: 'default' | 'sm';
}) {
  const [state, send, isPending] = useActionState(chooseAccount, IDLE);
  return (
    <form action={send} aria-busy={isPending}>
      <Problem state={state} />
      <input type="hidden" name="account" value={account} />
      <Button type="submit" kind="primary" size={size} disabled={isPending}>
        {button}
      </Button>
    </form>
  );
}

/** Asks before an account is removed: a disclosure with a plain form, which works without JavaScript. */
export function RemoveAccount({
  account,
  last4,
  consequence,
}: {
  readonly account: string;
  readonly last4: string;
  readonly consequence: string;
}) {
  const [state, send, isPending] = useActionState(removeAccount, IDLE);
  return (
    <Popup className="menu cancel start">
      <summary className="btn">Remove account</summary>
      <form action={send} className="menu-panel form">
        <input type="hidden" name="account" value={account} />
        <p className="sm">
          <b className="b">Remove the account ending {last4}?</b> {consequence}
        </p>
        <Problem state={state} />
        <Button type="submit" disabled={isPending}>
          Remove account ending {last4}
        </Button>
      </form>
    </Popup>
  );
}
