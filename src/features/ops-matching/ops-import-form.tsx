'use client';

import { type ChangeEvent, useActionState, useId, useState } from 'react';
import { fieldsOf, IDLE, messageOf } from '@/contracts/action';
import { type FileOutcome, LARGEST_BANK_FILE } from '@/contracts/matching';
import { Button } from '@/ui/button';
import { Note } from '@/ui/note';
import { TextField } from '@/ui/text-field';
import { importReturns, importStatement } from './ops-actions';

const TOO_LARGE = 'This file is larger than 8 MB. Export a shorter time, or use the command line.';

/** What a file came to: said in sentences, or a line for each thing to mend. */
function Outcome({ outcome }: { readonly outcome: FileOutcome }) {
  if (outcome.kind === 'stored') {
    return (
      <Note tone="done">
        <b>{outcome.name}</b> {outcome.says.join(' ')}
      </Note>
    );
  }
  return (
    <Note tone="owed">
      <b>Nothing of {outcome.name} was stored.</b> Mend this and send it again:
      <span className="match-refusals">
        {outcome.refusals.map(({ line, field, reason }) => (
          <span key={`${line} ${field} ${reason}`}>
            {line === null || line === 0 ? '' : `Line ${line}, `}
            {field} {reason}
          </span>
        ))}
        {outcome.more === 0 ? null : <span>and {outcome.more} more</span>}
      </span>
    </Note>
  );
}

interface FileFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly accept: string;
  readonly error: string | undefined;
}

/** A chooser for one file. What is too large is not even sent: the browser says so at once. */
function FileField({ label, hint, accept, error }: FileFieldProps) {
  const id = useId();
  const [isTooLarge, setTooLarge] = useState(false);
  const check = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const tooLarge = (target.files?.[0]?.size ?? 0) > LARGEST_BANK_FILE;
    target.setCustomValidity(tooLarge ? TOO_LARGE : '');
    setTooLarge(tooLarge);
  };
  const problem = isTooLarge ? TOO_LARGE : error;
  return (
    <div className="f match-file">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="file"
        name="file"
        accept={accept}
        required
        onChange={check}
        aria-invalid={problem === undefined ? undefined : true}
        aria-describedby={`${id}-note`}
      />
      <small id={`${id}-note`} className={problem === undefined ? undefined : 'err'}>
        {problem ?? hint}
      </small>
    </div>
  );
}

/** Imports a bank statement. */
export function StatementFileForm() {
  const [state, send, isPending] = useActionState(importStatement, IDLE);
  const fields = fieldsOf(state);
  const message = messageOf(state);
  return (
    <form action={send} className="form" aria-busy={isPending}>
      {state.status === 'done' ? <Outcome outcome={state.value} /> : null}
      {message === null ? null : <Note tone="owed">{message}</Note>}
      <FileField
        label="Statement file"
        hint="camt.053, MT940, OFX or CSV, at most 8 MB. The same file again changes nothing."
        accept=".xml,.sta,.mt940,.940,.txt,.ofx,.qfx,.csv"
        error={fields['file']}
      />
      <TextField
        name="currency"
        label="Currency, for a CSV file that does not tell it"
        placeholder="USD"
        maxLength={3}
        autoComplete="off"
        error={fields['currency']}
      />
      <div className="acts">
        <Button type="submit" disabled={isPending}>
          Import statement
        </Button>
      </div>
    </form>
  );
}

/** Imports what a bank sent back. */
export function ReturnsFileForm() {
  const [state, send, isPending] = useActionState(importReturns, IDLE);
  const fields = fieldsOf(state);
  const message = messageOf(state);
  return (
    <form action={send} className="form" aria-busy={isPending}>
      {state.status === 'done' ? <Outcome outcome={state.value} /> : null}
      {message === null ? null : <Note tone="owed">{message}</Note>}
      <FileField
        label="Return file"
        hint="NACHA, or CSV with the columns reference, code and amount, at most 8 MB."
        accept=".ach,.txt,.csv"
        error={fields['file']}
      />
      <div className="acts">
        <Button type="submit" disabled={isPending}>
          Import returns
        </Button>
      </div>
    </form>
  );
}
