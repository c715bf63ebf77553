'use client';

import { useActionState } from 'react';
import { IDLE } from '@/contracts/action';
import type { AccountRulesDto } from '@/contracts/bank-accounts';
import { Button, LinkButton } from '@/ui/button';
import { TextField } from '@/ui/text-field';
import { linkAccount } from './actions';
import { KIND_LABEL, TYPE_LABEL, TYPE_REASON } from './labels';
import { NameMatch } from './name-match';
import { ACCOUNTS_PATH } from './paths';
import { fieldError, Problem } from './problem';

interface Chosen {
  readonly rules: AccountRulesDto;
  readonly typed: Readonly<Record<string, string>> | undefined;
  readonly errorAt: (field: string) => string | undefined;
}

function Types({ rules, typed, errorAt }: Chosen) {
  const error = errorAt('accountType');
  const chosen = typed?.accountType ?? rules.requiredType;
  return (
    <fieldset className="f">
      <legend>Account type</legend>
      <div className="radios">
        {(['corporate', 'personal'] as const).map((type) => (
          <label key={type}>
            <input className="check" type="radio" name="accountType" value={type} defaultChecked={chosen === type} />
            {TYPE_LABEL[type]}
          </label>
        ))}
      </div>
      <small className={error === undefined ? undefined : 'err'}>{error ?? TYPE_REASON[rules.registrationType]}</small>
    </fieldset>
  );
}

function Kinds({ typed }: Pick<Chosen, 'typed'>) {
  const chosen = typed?.accountKind ?? 'checking';
  return (
    <fieldset className="f">
      <legend>Checking or savings</legend>
      <div className="radios">
        {(['checking', 'savings'] as const).map((kind) => (
          <label key={kind}>
            <input className="check" type="radio" name="accountKind" value={kind} defaultChecked={chosen === kind} />
            {KIND_LABEL[kind]}
          </label>
        ))}
      </div>
      <small>As your bank calls it: a payout sent to the other kind may come back.</small>
    </fieldset>
  );
}

const KEPT = 'Kept encrypted; afterwards you see the last 4';

function Numbers({ rules, typed, errorAt }: Chosen) {
  // A number is not sent back to the page: after a refusal it is typed again.
  const help = typed === undefined ? KEPT : 'Enter it again: it was not kept';
  if (rules.scheme === 'iban')
    return (
      <TextField
        autoComplete="off"
        spellCheck={false}
        required
        name="accountNumber"
        label="IBAN"
        error={errorAt('accountNumber')}
        hint={help}
        maxLength={80}
      />
    );
  return (
    <div className="two wide">
      <TextField
        autoComplete="off"
        spellCheck={false}
        required
        name="routingNumber"
        label="Routing number"
        error={errorAt('routingNumber')}
        hint="9 digits"
        value={typed?.routingNumber ?? ''}
        inputMode="numeric"
        maxLength={40}
      />
      <TextField
        autoComplete="off"
        spellCheck={false}
        required
        name="accountNumber"
        label="Account number"
        error={errorAt('accountNumber')}
        hint={help}
        inputMode="numeric"
        maxLength={80}
      />
    </div>
  );
}

/** Links a bank account. A plain form: it works without JavaScript, and says all that is wrong at once, each at its field. */
export function LinkForm({ rules }: { readonly rules: AccountRulesDto }) {
  const [state, send, isPending] = useActionState(linkAccount, IDLE);
  const typed = state.status === 'refused' ? state.typed : undefined;
  const errorAt = (field: string) => fieldError(state, field);
  const isMismatch = errorAt('holderName') !== undefined;
  return (
    <form action={send} className="form" aria-busy={isPending}>
      {isMismatch ? (
        <NameMatch
          registered={rules.registeredName}
          entered={typed?.holderName ?? ''}
          enteredLabel="Account holder, as you entered it"
          consequence="The account was not linked. Nothing has changed."
        />
      ) : (
        <Problem state={state} />
      )}
      <TextField
        autoComplete="off"
        spellCheck={false}
        required
        name="holderName"
        label="Account holder"
        error={isMismatch ? `Enter it exactly as registered: ${rules.registeredName}` : undefined}
        hint={`As the bank has it. It must be the registered name: ${rules.registeredName}`}
        value={typed?.holderName ?? ''}
        maxLength={200}
      />
      <Types rules={rules} typed={typed} errorAt={errorAt} />
      {rules.scheme === 'us' ? <Kinds typed={typed} /> : null}
      <Numbers rules={rules} typed={typed} errorAt={errorAt} />
      <div className="f">
        <label className="flex items-center gap-2 font-normal">
          <input
            className="check"
            type="checkbox"
            name="becomesPrimary"
            defaultChecked={typed === undefined || typed.becomesPrimary === 'on'}
          />
          Make it the primary account once it is verified
        </label>
      </div>
      <div className="acts">
        <Button type="submit" kind="primary" disabled={isPending}>
          Link account
        </Button>
        <LinkButton href={ACCOUNTS_PATH} kind="quiet">
          Cancel
        </LinkButton>
      </div>
    </form>
  );
}
