'use client';

import { useActionState } from 'react';
import { type ActionState, fieldsOf, IDLE, messageOf } from '@/contracts/action';
import { Button, LinkButton } from '@/ui/button';
import { Note } from '@/ui/note';
import { PasswordField } from '@/ui/text-field';
import { beginTwoFactor, renewRecoveryCodes, turnTwoFactorOff } from './actions';
import { RecoveryCodes } from './recovery-codes';

interface PasswordAskedProps {
  readonly label: string;
  readonly say: string;
  readonly button: string;
  readonly state: ActionState<unknown>;
  readonly send: (form: FormData) => void;
  readonly isPending: boolean;
}

/** One thing to do that asks for the password. */
function PasswordAsked({ label, say, button, state, send, isPending }: PasswordAskedProps) {
  const message = messageOf(state);
  return (
    <form action={send} className="form" aria-busy={isPending} noValidate>
      <p className="sm muted">{say}</p>
      {message === null ? null : <Note tone="owed">{message}</Note>}
      <PasswordField name="password" label={label} error={fieldsOf(state)['password']} />
      <Button type="submit" disabled={isPending}>
        {button}
      </Button>
    </form>
  );
}

/** Turns two-factor on: the next page shows what the authenticator needs. */
export function TwoFactorOff({ isBegun }: { readonly isBegun: boolean }) {
  const [state, send, isPending] = useActionState(beginTwoFactor, IDLE);
  return (
    <>
      <PasswordAsked
        label="Your password"
        say="Besides your password, signing in then asks for a code that changes every 30 seconds. Any authenticator app makes it."
        button={isBegun ? 'Begin again' : 'Set up two-factor'}
        state={state}
        send={send}
        isPending={isPending}
      />
      {isBegun ? <LinkButton href="/account/security/two-factor">Go on with what was begun</LinkButton> : null}
    </>
  );
}

/** What there is to do while two-factor is on: new recovery codes, and turning it off. */
export function TwoFactorOn({ codesLeft }: { readonly codesLeft: number }) {
  const [renewed, renew, isRenewing] = useActionState(renewRecoveryCodes, IDLE);
  const [stopped, stop, isStopping] = useActionState(turnTwoFactorOff, IDLE);
  return (
    <>
      {renewed.status === 'done' ? (
        <RecoveryCodes codes={renewed.value.recoveryCodes} />
      ) : (
        <PasswordAsked
          label="Your password, for new recovery codes"
          say={`${codesLeft === 1 ? '1 recovery code is' : `${codesLeft} recovery codes are`} left. New ones replace them.`}
          button="Make new recovery codes"
          state={renewed}
          send={renew}
          isPending={isRenewing}
        />
      )}
      <PasswordAsked
        label="Your password, to turn it off"
        say="Without two-factor your password alone signs you in."
        button="Turn two-factor off"
        state={stopped}
        send={stop}
        isPending={isStopping}
      />
    </>
  );
}
