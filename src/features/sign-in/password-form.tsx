'use client';

import { useActionState } from 'react';
import { fieldsOf, IDLE, messageOf } from '@/contracts/action';
import { Button, TextLink } from '@/ui/button';
import { Note } from '@/ui/note';
import { PasswordField, TextField } from '@/ui/text-field';
import { signIn } from './actions';

/** E-mail address and password. Works without JavaScript. */
export function PasswordForm() {
  const [state, send, isPending] = useActionState(signIn, IDLE);
  const message = messageOf(state);
  return (
    <form action={send} className="form" aria-busy={isPending} noValidate>
      {message === null ? null : <Note tone="owed">{message}</Note>}
      <noscript>
        <input type="hidden" name="scripts" value="off" />
      </noscript>
      <TextField
        name="email"
        label="E-mail"
        type="email"
        autoComplete="username"
        error={fieldsOf(state)['email']}
        keeps
      />
      <PasswordField name="password" label="Password" error={fieldsOf(state)['password']} />
      <Button type="submit" kind="primary" size="lg" disabled={isPending}>
        Sign in
      </Button>
      <p className="sm">
        <TextLink href="/forgot-password">Forgot the password</TextLink>
      </p>
    </form>
  );
}
