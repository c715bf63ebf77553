'use client';

import { useActionState } from 'react';
import { fieldsOf, IDLE, messageOf, typedOf } from '@/contracts/action';
import { Button, TextLink } from '@/ui/button';
import { Note } from '@/ui/note';
import { TextField } from '@/ui/text-field';
import { WordsField } from '@/ui/words-field';
import { explainItem, reconcileAgain } from './ops-actions';

const SIDE_NAME = { provider: 'Card provider', bank: 'Bank' } as const;
const STATUS_WORDS = {
  failed: 'did not answer to the end; it is asked again within the hour',
  'no-statement': 'no statement of this day was imported',
} as const;

/** Has a day compared again: the one that is shown, or one that is typed. */
export function ReconcileForm({ day, formKey }: { readonly day: string | null; readonly formKey: string }) {
  const [state, send, isPending] = useActionState(reconcileAgain, IDLE);
  const fields = fieldsOf(state);
  const message = messageOf(state) ?? (day === null ? null : (fields['day'] ?? null));
  return (
    <form action={send} className="form" aria-busy={isPending}>
      <input type="hidden" name="idempotency-key" value={`reconcile-${formKey}`} />
      {message === null ? null : <Note tone="owed">{message}</Note>}
      {state.status === 'done' ? (
        <Note tone="done">
          {state.value.sides
            .map(({ side, status, differences }) => {
              const said =
                status === 'done' ? (differences === 0 ? 'zero' : `${differences} differing`) : STATUS_WORDS[status];
              return `${SIDE_NAME[side]}: ${said}.`;
            })
            .join(' ')}{' '}
          {day === null ? <TextLink href={`/ops/reconciliation/${state.value.day}`}>What it compared</TextLink> : null}
        </Note>
      ) : null}
      {day === null ? (
        <TextField name="day" type="date" label="Day, in UTC" required error={fields['day']} />
      ) : (
        <input type="hidden" name="day" value={day} />
      )}
      <div className="acts">
        <Button type="submit" icon="refresh" disabled={isPending}>
          {isPending ? 'Comparing…' : day === null ? 'Reconcile this day' : 'Reconcile again'}
        </Button>
      </div>
    </form>
  );
}

/** Explains a difference. */
export function ExplainForm({ item, formKey }: { readonly item: string; readonly formKey: string }) {
  const [state, send, isPending] = useActionState(explainItem, IDLE);
  const fields = fieldsOf(state);
  const message = messageOf(state);
  return (
    <form action={send} className="form" aria-busy={isPending}>
      <input type="hidden" name="idempotency-key" value={`explain-${formKey}`} />
      <input type="hidden" name="key" value={item} />
      {message === null ? null : <Note tone="owed">{message}</Note>}
      <WordsField
        name="note"
        label="What explains it"
        hint="It stays a difference, explained, until the books catch up."
        error={fields['note'] ?? fields['key']}
        typed={typedOf(state, 'note')}
        rows={2}
        longest={500}
      />
      <div className="acts">
        <Button type="submit" size="sm" disabled={isPending}>
          Explain
        </Button>
      </div>
    </form>
  );
}
