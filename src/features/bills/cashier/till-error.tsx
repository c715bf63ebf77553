'use client';

import { Button, LinkButton } from '@/ui/button';
import { EmptyState } from '@/ui/states';
import { BILLS_PATH } from '../search';

interface TillErrorProps {
  readonly reference: string;
  readonly retry: () => void;
}

/** The cashier did not load: what that means for a payment, and where to see what became of it. */
export function TillError({ reference, retry }: TillErrorProps) {
  return (
    <>
      <h1 className="mb-6">Something went wrong</h1>
      <EmptyState
        icon="alert"
        title="The cashier did not load"
        action={
          <div className="acts">
            <Button onClick={retry}>Try again</Button>
            <LinkButton href={BILLS_PATH}>View your bills</LinkButton>
          </div>
        }
      >
        If you have just paid, do not worry: a bill is charged once at most, and your bills say what became of it.
        Reference <span className="id">{reference}</span>.
      </EmptyState>
    </>
  );
}
