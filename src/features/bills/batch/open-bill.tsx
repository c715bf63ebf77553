'use client';

import { useActionState } from 'react';
import { IDLE } from '@/contracts/action';
import { Refusal } from '../refusal';
import { giveUpBatch, openBill } from './actions';

/** A door to the bill of another shop, which becomes the chosen one. */
export function OpenBill({ bill, shopName }: { readonly bill: string; readonly shopName: string }) {
  const [state, send] = useActionState(openBill, IDLE);
  return (
    <form action={send} className="inline">
      <input type="hidden" name="bill" value={bill} />
      <button type="submit" className="link">
        View bill<span className="sr"> of {shopName}</span>
      </button>
      <Refusal state={state} />
    </form>
  );
}

/** Gives up the bills that are not paid. */
export function GiveUpBatch({ batch, count }: { readonly batch: string; readonly count: number }) {
  const [state, send, isPending] = useActionState(giveUpBatch, IDLE);
  return (
    <form action={send}>
      <input type="hidden" name="batch" value={batch} />
      <button type="submit" className="btn" disabled={isPending}>
        {count === 1 ? 'Cancel the bill that is not paid' : `Cancel the ${count} bills that are not paid`}
      </button>
      <Refusal state={state} />
    </form>
  );
}
