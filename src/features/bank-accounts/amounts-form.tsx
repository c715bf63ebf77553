'use client';

import { useActionState } from 'react';
import { IDLE } from '@/contracts/action';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/text-field';
import { enterAmounts } from './actions';
import { fieldError, Problem } from './problem';

interface AmountsFormProps {
  readonly account: string;
  readonly last4: string;
  readonly currencySign: string;
  readonly attemptsLeft: number;
}

/** The two small amounts, in any order. */
export function AmountsForm({ account, last4, currencySign, attemptsLeft }: AmountsFormProps) {
  const [state, send, isPending] = useActionState(enterAmounts, IDLE);
  const field = (name: string, label: string) => (
    <TextField
      autoComplete="off"
      spellCheck={false}
      required
      name={name}
      label={label}
      error={fieldError(state, name)}
      sign={currencySign}
      placeholder="0.00"
      inputMode="decimal"
      isAmount
      maxLength={20}
    />
  );
  return (
    <form action={send} className="form" aria-busy={isPending}>
      <Problem state={state} />
      <input type="hidden" name="account" value={account} />
      <div className="two">
        {field('first', 'First amount')}
        {field('second', 'Second amount')}
      </div>
      <small>
        {attemptsLeft} attempt{attemptsLeft === 1 ? '' : 's'} left. The deposits are yours to keep. After 3 wrong
        entries the account has to be linked again.
      </small>
      <div className="acts">
        <Button type="submit" kind="primary" disabled={isPending}>
          Verify account ending {last4}
        </Button>
      </div>
    </form>
  );
}
