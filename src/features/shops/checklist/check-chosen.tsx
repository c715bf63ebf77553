'use client';

import { useActionState } from 'react';
import { IDLE } from '@/contracts/action';
import { MOST_NOTE } from '@/contracts/checklist';
import { Button, LinkButton } from '@/ui/button';
import { counted } from '@/ui/counted';
import { Field } from '@/ui/filters';
import { checkChosen } from '../actions';
import { SHOPS_PATH } from '../search';

/** States that all that is left of the chosen shops' checklists has been looked at, with one note for all. */
export function CheckChosenForm({ shops, formKey }: { readonly shops: readonly string[]; readonly formKey: string }) {
  const [state, send, isPending] = useActionState(checkChosen, IDLE);
  return (
    <form action={send} className="form" aria-busy={isPending}>
      {state.status === 'refused' ? (
        <p className="summary" role="alert">
          {state.message}
        </p>
      ) : null}
      <input type="hidden" name="idempotency-key" value={formKey} />
      {shops.map((shop) => (
        <input key={shop} type="hidden" name={`shop:${shop}`} value="yes" />
      ))}
      <Field id="note" label="Note, for all of them" hint="Optional. It stands in the history of each shop.">
        <input id="note" name="note" maxLength={MOST_NOTE} autoComplete="off" />
      </Field>
      <div className="acts">
        <Button type="submit" kind="primary" disabled={isPending}>
          {`Mark ${counted(shops.length, 'shop')} checked`}
        </Button>
        <LinkButton href={SHOPS_PATH}>Back to shops</LinkButton>
      </div>
    </form>
  );
}
