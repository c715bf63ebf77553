'use client';

import { useActionState } from 'react';
import { fieldsOf, IDLE, messageOf, typedOf } from '@/contracts/action';
import { MOST_NOTE_LETTERS } from '@/contracts/ops-shop';
import { Button } from '@/ui/button';
import { Note } from '@/ui/note';
import { WordsField } from '@/ui/words-field';
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
  return (
    <form action={send} className="form open-view" aria-busy={isPending}>
      {message === null ? null : <Note tone="owed">{message}</Note>}
      <input type="hidden" name="shop" value={shop} />
      <input type="hidden" name="statement" value={statementNo ?? ''} />
      <input type="hidden" name="idempotency-key" value={formKey} />
      <WordsField
        name="words"
        label="New note"
        hint="For colleagues: the seller does not see it. A note stays as it is written."
        error={fieldsOf(state).words}
        typed={typedOf(state, 'words')}
        rows={3}
        longest={MOST_NOTE_LETTERS}
      />
      <Button type="submit" kind="primary" disabled={isPending}>
        Write note
      </Button>
    </form>
  );
}
