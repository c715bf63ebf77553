'use client';

import { useActionState } from 'react';
import { fieldsOf, IDLE, messageOf } from '@/contracts/action';
import { Button, TextLink } from '@/ui/button';
import { Note } from '@/ui/note';
import { CodeField, PasswordField } from '@/ui/text-field';
import { confirm } from './actions';

interface ConfirmProps {
  readonly back: string;
  readonly email: string;
  /** Whether a code of the authenticator is asked for, or the password. */
  readonly isCode: boolean;
  /** The demo's password; null elsewhere. */
  readonly demoPassword: string | null;
}

/** Asks again for the password, or for a code where two-factor is on, and goes back. Works without JavaScript. */
export function Confirm({ back, email, isCode, demoPassword }: ConfirmProps) {
  const [state, send, isPending] = useActionState(confirm, IDLE);
  const message = messageOf(state);
  const error = fieldsOf(state)['proof'];
  return (
    <form action={send} className="form" aria-busy={isPending} noValidate>
      <p className="sm muted">
        You are signed in as {email}. What you are about to do asks for{' '}
        {isCode ? 'a code of your authenticator' : 'your password'} again, once in five minutes.
      </p>
      {message === null ? null : <Note tone="owed">{message}</Note>}
      {demoPassword === null || isCode ? null : (
        <Note>
          In the demo everybody’s password is <span className="id">{demoPassword}</span>, unless it was changed.
        </Note>
      )}
      <input type="hidden" name="back" value={back} />
      {isCode ? (
        <CodeField name="proof" error={error} />
      ) : (
        <PasswordField name="proof" label="Password" error={error} />
      )}
      <Button type="submit" kind="primary" size="lg" disabled={isPending}>
        Confirm
      </Button>
      <p className="ways">
        <TextLink href={back}>Back, without it</TextLink>
      </p>
    </form>
  );
}
