'use client';

import { useActionState } from 'react';
import { fieldsOf, IDLE, messageOf } from '@/contracts/action';
import { PASSWORD_LENGTH } from '@/contracts/security';
import { Button } from '@/ui/button';
import { Note } from '@/ui/note';
import { PasswordField } from '@/ui/text-field';
import { setOwnPassword } from './actions';

/** Sets another password. Works without JavaScript. */
export function PasswordChange() {
  const [state, send, isPending] = useActionState(setOwnPassword, IDLE);
  const message = messageOf(state);
  const fields = fieldsOf(state);
  return (
    <form action={send} className="form" aria-busy={isPending} noValidate>
      {state.status === 'done' ? (
        <Note tone="done">Your password is another now. Every other browser was signed out.</Note>
      ) : null}
      {message === null ? null : <Note tone="owed">{message}</Note>}
      <PasswordField name="current" label="Present password" error={fields['current']} />
      <PasswordField
        name="password"
        label="New password"
        hint={`${PASSWORD_LENGTH.min} characters or more; a few words are good. Nothing else is asked of it.`}
        error={fields['password']}
        isNew
      />
      <Button type="submit" disabled={isPending}>
        Change the password
      </Button>
    </form>
  );
}
