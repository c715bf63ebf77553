'use client';

import { useActionState } from 'react';
import { fieldsOf, IDLE, messageOf } from '@/contracts/action';
import { Button } from '@/ui/button';
import { Note } from '@/ui/note';
import { TextField } from '@/ui/text-field';
import { openSellersView } from './ops-actions';

/** Asks what for, and opens the seller's pages. */
export function OpsSellerViewForm({ shop, statement }: { readonly shop: string; readonly statement: number | null }) {
  const [state, send, isPending] = useActionState(openSellersView, IDLE);
  const message = messageOf(state);
  return (
    <form action={send} className="form open-view" aria-busy={isPending}>
      {message === null ? null : <Note tone="owed">{message}</Note>}
      <input type="hidden" name="shop" value={shop} />
      <input type="hidden" name="statement" value={statement ?? ''} />
      <TextField
        name="purpose"
        label="What for"
        hint="Such as a ticket: the seller reads it."
        error={fieldsOf(state).purpose}
        maxLength={200}
        autoComplete="off"
        required
      />
      <Button type="submit" icon="user" disabled={isPending}>
        Open the seller’s view
      </Button>
    </form>
  );
}
