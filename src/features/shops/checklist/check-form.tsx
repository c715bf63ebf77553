'use client';

import { useActionState } from 'react';
import { IDLE } from '@/contracts/action';
import { MOST_NOTE } from '@/contracts/checklist';
import type { CheckItem } from '@/domain/checklist/checklist';
import { Button } from '@/ui/button';
import { checkRow } from '../actions';

interface CheckFormProps {
  readonly shop: string;
  readonly item: CheckItem | 'open';
  readonly deed: 'checked' | 'reopened';
  /** What the row is called, for screen readers. */
  readonly name: string;
  readonly label: string;
}

/** Checks a row with a note, or opens it again. */
export function CheckForm({ shop, item, deed, name, label }: CheckFormProps) {
  const [state, send, isPending] = useActionState(checkRow, IDLE);
  return (
    <form action={send} className="tick" aria-busy={isPending}>
      <input type="hidden" name="shop" value={shop} />
      <input type="hidden" name="item" value={item} />
      <input type="hidden" name="deed" value={deed} />
      {deed === 'reopened' ? null : (
        <span className="field">
          <input
            name="note"
            maxLength={MOST_NOTE}
            placeholder="Note"
            aria-label={`Note on ${name}`}
            autoComplete="off"
          />
        </span>
      )}
      <Button type="submit" size="sm" kind={deed === 'reopened' ? 'quiet' : 'default'} disabled={isPending}>
        {label}
        <span className="sr">: {name}</span>
      </Button>
      {state.status === 'refused' ? (
        <small className="err" role="alert">
          {state.message}
        </small>
      ) : null}
    </form>
  );
}
