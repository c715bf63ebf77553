'use client';

import { useActionState } from 'react';
import { fieldsOf, IDLE, messageOf, typedOf } from '@/contracts/action';
import { APPEAL_FILE_FIELDS, APPEAL_FILE_TYPES, LARGEST_APPEAL_FILE, LONGEST_APPEAL } from '@/contracts/appeals';
import { Button } from '@/ui/button';
import { FileField } from '@/ui/file-field';
import { WordsField } from '@/ui/words-field';
import { sendAppeal } from './actions';

const ACCEPTED = Object.keys(APPEAL_FILE_TYPES).join(',');
const LARGEST = {
  bytes: LARGEST_APPEAL_FILE,
  problem: `This file is larger than ${LARGEST_APPEAL_FILE / 1024 / 1024} MB. Send a smaller scan or picture.`,
};

/** The words and files of an appeal. A plain form: it works without JavaScript. */
export function AppealForm({ formKey, measureCount }: { readonly formKey: string; readonly measureCount: number }) {
  const [state, send, isPending] = useActionState(sendAppeal, IDLE);
  const fields = fieldsOf(state);
  const message = messageOf(state);
  return (
    <form action={send} className="form" aria-busy={isPending}>
      <input type="hidden" name="idempotency-key" value={`appeal-${formKey}`} />
      {message === null ? null : (
        <p className="summary" role="alert">
          {message}
        </p>
      )}
      <WordsField
        name="words"
        label="What happened, and what you have changed"
        hint={`The marketplace’s staff read it, and answer with a reason. If it is granted, ${measureCount === 1 ? 'the measure ends' : 'all measures end'} at once.`}
        error={fields['words']}
        typed={typedOf(state, 'words')}
        rows={5}
        longest={LONGEST_APPEAL}
      />
      <fieldset className="f">
        <legend>Papers or pictures, if you have any</legend>
        {APPEAL_FILE_FIELDS.map((name, index) => (
          <FileField
            key={name}
            name={name}
            label={`File ${index + 1}`}
            isLabelHidden
            accept={ACCEPTED}
            largest={LARGEST}
            error={fields[name]}
          />
        ))}
        <small>PDF, PNG or JPEG, at most 2 MB each. Choose them again after a refusal.</small>
      </fieldset>
      <div className="acts">
        <Button type="submit" kind="primary" disabled={isPending}>
          Send appeal
        </Button>
      </div>
    </form>
  );
}
