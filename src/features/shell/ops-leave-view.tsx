'use client';

import { useActionState } from 'react';
import { IDLE, messageOf } from '@/contracts/action';
import { Button } from '@/ui/button';
import { leaveSellersView } from './ops-view-actions';

interface OpsLeaveViewProps {
  readonly seller: string;
  /** UTC, "10:42". */
  readonly until: string;
  readonly purpose: string;
}

/** Says whose pages these are, and leaves them. */
export function OpsLeaveView({ seller, until, purpose }: OpsLeaveViewProps) {
  const [state, send, isPending] = useActionState(leaveSellersView, IDLE);
  return (
    <section className="view-bar" aria-label="Seller’s view">
      <p>
        <b className="b">You see what {seller} sees.</b> Read only. Your look is on record: {purpose}. Open until{' '}
        {until} UTC.
        {messageOf(state) === null ? null : <span role="alert"> {messageOf(state)}</span>}
      </p>
      <form action={send} aria-busy={isPending}>
        <Button type="submit" size="sm" icon="out" disabled={isPending}>
          Leave
        </Button>
      </form>
    </section>
  );
}
