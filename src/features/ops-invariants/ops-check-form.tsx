'use client';

import { useActionState } from 'react';
import { IDLE } from '@/contracts/action';
import { Button } from '@/ui/button';
import { checkBooks } from './ops-actions';

/** "Check now". */
export function CheckForm({ isUnderWay }: { readonly isUnderWay: boolean }) {
  const [state, send, isPending] = useActionState(checkBooks, IDLE);
  return (
    <form action={send} className="acts" aria-busy={isPending}>
      <Button type="submit" kind="primary" icon="refresh" disabled={isPending || isUnderWay}>
        Check now
      </Button>
      {state.status === 'refused' ? (
        <small className="err" role="alert">
          {state.message}
        </small>
      ) : null}
    </form>
  );
}
