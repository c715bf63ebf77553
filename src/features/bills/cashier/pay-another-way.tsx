'use client';

import { useActionState } from 'react';
import { IDLE } from '@/contracts/action';
import { Button } from '@/ui/button';
import { Refusal } from '../refusal';
import { payAnotherWay } from './actions';

/** Gives up what waits at the bank's page: a plain form. */
export function PayAnotherWay({ bill }: { readonly bill: string }) {
  const [state, send, isPending] = useActionState(payAnotherWay, IDLE);
  return (
    <form action={send}>
      <input type="hidden" name="bill" value={bill} />
      <Button type="submit" disabled={isPending}>
        Pay another way
      </Button>
      <Refusal state={state} />
    </form>
  );
}
