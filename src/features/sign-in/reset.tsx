'use client';

import { useActionState } from 'react';
import { fieldsOf, IDLE, messageOf } from '@/contracts/action';
import { PASSWORD_LENGTH } from '@/contracts/security';
import { Button, TextLink } from '@/ui/button';
import { Note } from '@/ui/note';
import { PasswordField, TextField } from '@/ui/text-field';
import { askForReset, setPassword } from './actions';

/** Asks for the link to a new password. What it answers is the same for every address. */
export function ForgotForm({ isDemo }: { readonly isDemo: boolean }) {
  const [state, send, isPending] = useActionState(askForReset, IDLE);
  const message = messageOf(state);
  if (state.status === 'done') {
    return (
      <div className="form">
        <Note tone="done">
          If somebody signs in with {state.value.email}, a mail with a link is on its way there. It works once, for an
          hour.
        </Note>
        <p className="ways">
          {isDemo ? <TextLink href="/mailbox">Open the demo’s mailbox</TextLink> : null}
          <TextLink href="/sign-in">Back to sign in</TextLink>
        </p>
      </div>
    );
  }
  return (
    <form action={send} className="form" aria-busy={isPending} noValidate>
      <p className="sm muted">We mail you a link with which you set a new one.</p>
      {message === null ? null : <Note tone="owed">{message}</Note>}
      <TextField
        name="email"
        label="E-mail"
        type="email"
        autoComplete="username"
        error={fieldsOf(state)['email']}
        keeps
      />
      <Button type="submit" kind="primary" size="lg" disabled={isPending}>
        Send the link
      </Button>
      <p className="ways">
        <TextLink href="/sign-in">Back to sign in</TextLink>
      </p>
    </form>
  );
}

/** Sets the password that a mailed link is for. */
export function ResetForm({ token }: { readonly token: string }) {
  const [state, send, isPending] = useActionState(setPassword, IDLE);
  const message = messageOf(state);
  return (
    <form action={send} className="form" aria-busy={isPending} noValidate>
      {message === null ? null : <Note tone="owed">{message}</Note>}
      <input type="hidden" name="token" value={token} />
      <PasswordField
        name="password"
        label="New password"
        hint={`${PASSWORD_LENGTH.min} characters or more; a few words are good. Nothing else is asked of it.`}
        error={fieldsOf(state)['password']}
        isNew
      />
      <Button type="submit" kind="primary" size="lg" disabled={isPending}>
        Set the password
      </Button>
      <p className="sm muted">Every browser that is signed in with your old password is signed out.</p>
    </form>
  );
}

/** What stands there where the link is good no more. */
export function ResetClosed() {
  return (
    <div className="form">
      <Note tone="owed">This link was used, or has run out. A link works once, for an hour.</Note>
      <p className="ways">
        <TextLink href="/forgot-password">Ask for another link</TextLink>
        <TextLink href="/sign-in">Back to sign in</TextLink>
      </p>
    </div>
  );
}
