'use client';

import { useActionState } from 'react';
import { IDLE } from '@/contracts/action';
import { Button } from '@/ui/button';
import { Popup } from '@/ui/popup';
import { giveUpBill } from './actions';
import { Refusal } from './refusal';

/** Asks before a bill is given up: a disclosure with a plain form, which works without JavaScript. */
export function CancelBill({ bill, amount }: { readonly bill: string; readonly amount: string }) {
  const [state, send, isPending] = useActionState(giveUpBill, IDLE);
  return (
    <Popup className="menu cancel">
      <summary className="btn">Cancel bill</summary>
      <form action={send} className="menu-panel form">
        <input type="hidden" name="bill" value={bill} />
        <p className="sm">
          <b className="b">Cancel this bill of {amount}?</b> Nothing has been charged. What you owe stays as it is, and
          you can start another bill.
        </p>
        <Button type="submit" disabled={isPending}>
          Cancel bill
        </Button>
        <Refusal state={state} />
      </form>
    </Popup>
  );
}
