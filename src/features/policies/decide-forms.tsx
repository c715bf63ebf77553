'use client';

import { useActionState } from 'react';
import type { ActionState } from '@/contracts/action';
import { fieldsOf, IDLE, messageOf } from '@/contracts/action';
import type { PolicyVersionDto } from '@/contracts/policies';
import { Button } from '@/ui/button';
import { Field } from '@/ui/filters';
import { askDryRun, confirmVersion, withdrawVersion } from './ops-actions';

type Version = Pick<PolicyVersionDto, 'marketplace' | 'version' | 'effectiveFrom'>;

interface Props {
  readonly version: Version;
  readonly formKey: string;
}

function Hidden({ version, formKey, name }: Props & { readonly name: string }) {
  return (
    <>
      <input type="hidden" name="idempotency-key" value={`${name}-${formKey}`} />
      <input type="hidden" name="marketplace" value={version.marketplace} />
      <input type="hidden" name="version" value={version.version} />
    </>
  );
}

function Refusal({ state }: { readonly state: ActionState<null> }) {
  const message = fieldsOf(state)['version'] ?? messageOf(state);
  return message === null ? null : (
    <p className="summary" role="alert">
      {message}
    </p>
  );
}

/** The second person's word. */
export function ConfirmForm({ version, formKey }: Props) {
  const [state, send, isPending] = useActionState(confirmVersion, IDLE);
  return (
    <form action={send} className="form" aria-busy={isPending}>
      <Hidden version={version} formKey={formKey} name="confirm" />
      <Refusal state={state} />
      <div className="acts">
        <Button type="submit" kind="primary" disabled={isPending}>
          Confirm version {version.version}
        </Button>
      </div>
      <small>
        It takes effect on {version.effectiveFrom}, and every seller of the marketplace is told now and then.
      </small>
    </form>
  );
}

/** Takes a version back before its day. */
export function WithdrawForm({ version, formKey }: Props) {
  const [state, send, isPending] = useActionState(withdrawVersion, IDLE);
  const error = fieldsOf(state)['reason'];
  return (
    <form action={send} className="form" aria-busy={isPending}>
      <Hidden version={version} formKey={formKey} name="withdraw" />
      <Refusal state={state} />
      <Field label="Reason, for the record" {...(error === undefined ? {} : { error })}>
        <input name="reason" required minLength={3} maxLength={300} />
      </Field>
      <div className="acts">
        <Button type="submit" disabled={isPending}>
          Withdraw version {version.version}
        </Button>
      </div>
    </form>
  );
}

/** Asks for a dry run over other days. */
export function DryRunForm({ version, formKey, closedThrough }: Props & { readonly closedThrough: string | null }) {
  const [state, send, isPending] = useActionState(askDryRun, IDLE);
  const fields = fieldsOf(state);
  const errorOf = (key: string) => (fields[key] === undefined ? {} : { error: fields[key] });
  return (
    <form action={send} className="form" aria-busy={isPending}>
      <Hidden version={version} formKey={formKey} name="dry" />
      <Refusal state={state} />
      <div className="numbers">
        <Field label="Over">
          <select name="kind" defaultValue={closedThrough === null ? 'ahead' : 'look-back'}>
            <option value="look-back">closed days, as if it had been in effect</option>
            <option value="ahead">days ahead, from {version.effectiveFrom} on</option>
          </select>
        </Field>
        <Field label="From" hint="For closed days." {...errorOf('from')}>
          <input type="date" name="from" defaultValue={closedThrough ?? version.effectiveFrom} />
        </Field>
        <Field label="Through" {...errorOf('through')}>
          <input type="date" name="through" required />
        </Field>
      </div>
      <div className="acts">
        <Button type="submit" disabled={isPending}>
          Try it out over these days
        </Button>
      </div>
    </form>
  );
}
