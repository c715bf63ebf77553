'use client';

import { useActionState } from 'react';
import { fieldsOf, IDLE, messageOf } from '@/contracts/action';
import { type FileOutcome, LARGEST_BANK_FILE } from '@/contracts/matching';
import { Button } from '@/ui/button';
import { FileField } from '@/ui/file-field';
import { Note } from '@/ui/note';
import { TextField } from '@/ui/text-field';
import { importReturns, importStatement } from './ops-actions';

const FILE = {
  name: 'file',
  largest: {
    bytes: LARGEST_BANK_FILE,
    problem: 'This file is larger than 8 MB. Export a shorter time, or use the command line.',
  },
  required: true,
};

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
        {...FILE}
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
        {...FILE}
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
