'use client';

import { useActionState } from 'react';
import { fieldsOf, IDLE, messageOf } from '@/contracts/action';
import { MOST_NOTE_LETTERS } from '@/contracts/ops-shop';
import { Button } from '@/ui/button';
import { Note } from '@/ui/note';
import { writeShopNote } from './ops-actions';

interface OpsNoteFormProps {
  readonly shop: string;
  readonly statementNo: number | null;
  /** Made for this rendering: sent twice, one note is written. */
  readonly formKey: string;
}

/** The form of a note. */
export function OpsNoteForm({ shop, statementNo, formKey }: OpsNoteFormProps) {
  const [state, send, isPending] = useActionState(writeShopNote, IDLE);
  const message = messageOf(state);
  const error = fieldsOf(state).words;
  const typed = state.status === 'refused' ? (state.typed?.words ?? '') : '';
  return (
    <form action={send} className="form open-view" aria-busy={isPending}>
      {message === null ? null : <Note tone="owed">{message}</Note>}
      <input type="hidden" name="shop" value={shop} />
      <input type="hidden" name="statement" value={statementNo ?? ''} />
      <input type="hidden" name="idempotency-key" value={formKey} />
      <div className="f">
        <label htmlFor="note-words">New note</label>
        <textarea
          className="area"
          key={typed}
          id="note-words"
          name="words"
          rows={3}
          maxLength={MOST_NOTE_LETTERS}
          defaultValue={typed}
          aria-describedby="note-hint"
          aria-invalid={error === undefined ? undefined : true}
          required
        />
        <small id="note-hint" className={error === undefined ? undefined : 'err'}>
          {error ?? 'For colleagues: the seller does not see it. A note stays as it is written.'}
        </small>
      </div>
      <Button type="submit" kind="primary" disabled={isPending}>
        Write note
      </Button>
    </form>
  );
}
