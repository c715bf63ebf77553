'use client';

import { useActionState, useId, useState } from 'react';
import { fieldsOf, IDLE, messageOf } from '@/contracts/action';
import { ALERT_WORDS, unitOf } from '@/contracts/alerts';
import type { AlertKind } from '@/domain/alert/rule';
import { Button, LinkButton } from '@/ui/button';
import { saveRule } from './actions';
import { ALERTS_PATH } from './paths';

const UNITS = {
  amount: { label: 'Amount', hint: 'In the shop’s currency, such as 50.00', inputMode: 'decimal' },
  days: { label: 'Days', hint: 'A whole number of days', inputMode: 'numeric' },
  share: { label: 'Per cent', hint: 'Such as 3 or 2.5', inputMode: 'decimal' },
  none: { label: '', hint: '', inputMode: 'decimal' },
} as const;

interface ThresholdProps {
  readonly kind: AlertKind;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

function Threshold({ kind, value, error, onChange }: ThresholdProps) {
  const id = useId();
  const { label, hint, inputMode } = UNITS[unitOf(kind)];
  if (label === '') return null;
  return (
    <div className="f">
      <label htmlFor={id}>{label}</label>
      <span className={error === undefined ? 'field' : 'field bad'}>
        <input
          id={id}
          name="threshold"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          inputMode={inputMode}
          autoComplete="off"
          required
          maxLength={40}
          className="r"
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={`${id}-note`}
        />
        {unitOf(kind) === 'share' ? <span className="faint">%</span> : null}
      </span>
      <small id={`${id}-note`} className={error === undefined ? undefined : 'err'} role={error && 'alert'}>
        {error ?? hint}
      </small>
    </div>
  );
}

interface RuleFormProps {
  /** Of a rule that is changed; null for a new one. */
  readonly rule: string | null;
  readonly kind: AlertKind;
  readonly threshold: string;
  readonly scope: string;
  readonly shops: readonly { readonly externalId: string; readonly name: string }[];
  /** Whether the member sees every shop of the organisation. */
  readonly mayAll: boolean;
}

/** A rule's threshold and shops; shown against the last 90 days, or saved. A plain form: it works without JavaScript. */
export function RuleForm({ rule, kind, threshold, scope, shops, mayAll }: RuleFormProps) {
  const [state, send, isPending] = useActionState(saveRule, IDLE);
  const typed = state.status === 'refused' ? state.typed : undefined;
  const [amount, setAmount] = useState(typed?.['threshold'] ?? threshold);
  const [of, setOf] = useState(typed?.['scope'] ?? scope);
  const fields = fieldsOf(state);
  const scopeId = useId();
  const message = messageOf(state) ?? fields['kind'] ?? fields['rule'] ?? null;
  return (
    <form action={send} className="form" aria-busy={isPending}>
      <input type="hidden" name="rule" value={rule ?? ''} />
      <input type="hidden" name="kind" value={kind} />
      <p className="sm muted">{ALERT_WORDS[kind].means}</p>
      <Threshold kind={kind} value={amount} error={fields['threshold']} onChange={setAmount} />
      <div className="f">
        <label htmlFor={scopeId}>Shop</label>
        <span className={fields['scope'] === undefined ? 'field' : 'field bad'}>
          <select id={scopeId} name="scope" value={of} onChange={(event) => setOf(event.target.value)}>
            {mayAll ? <option value="all">Every shop, also later ones</option> : null}
            {shops.map(({ externalId, name }) => (
              <option key={externalId} value={externalId}>
                {name}
              </option>
            ))}
          </select>
        </span>
        {fields['scope'] === undefined ? null : (
          <small className="err" role="alert">
            {fields['scope']}
          </small>
        )}
      </div>
      {message === null ? null : (
        <small className="err" role="alert">
          {message}
        </small>
      )}
      <div className="acts">
        <Button type="submit" kind="primary" name="intent" value="save" disabled={isPending}>
          {rule === null ? 'Save rule' : 'Save change'}
        </Button>
        <Button type="submit" name="intent" value="preview" disabled={isPending}>
          Show the last 90 days
        </Button>
        <LinkButton kind="quiet" href={ALERTS_PATH}>
          Cancel
        </LinkButton>
      </div>
    </form>
  );
}
