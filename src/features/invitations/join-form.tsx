'use client';

import { useActionState } from 'react';
import { fieldsOf, IDLE, messageOf } from '@/contracts/action';
import { PASSWORD_LENGTH } from '@/contracts/security';
import { Button } from '@/ui/button';
import { Note } from '@/ui/note';
import { PasswordField, TextField } from '@/ui/text-field';
import { joinSeller } from './actions';

interface JoinFormProps {
  readonly token: string;
  readonly seller: string;
  /** Whether somebody signs in with the invited address already: then there is nothing to choose. */
  readonly hasUser: boolean;
}

/** Accepts the invitation; somebody new says what to call them and chooses a password. Works without JavaScript. */
export function JoinForm({ token, seller, hasUser }: JoinFormProps) {
  const [state, send, isPending] = useActionState(joinSeller, IDLE);
  const fields = fieldsOf(state);
  const message = fields['token'] ?? messageOf(state);
  return (
    <form action={send} className="form" aria-busy={isPending} noValidate>
      {message === null ? null : <Note tone="owed">{message}</Note>}
      <input type="hidden" name="token" value={token} />
      {hasUser ? null : (
        <>
          <TextField name="name" label="Your name" autoComplete="name" maxLength={80} error={fields['name']} keeps />
          <PasswordField
            name="password"
            label="Password"
            hint={`${PASSWORD_LENGTH.min} characters or more; a few words are good. Nothing else is asked of it.`}
            error={fields['password']}
            isNew
          />
        </>
      )}
      <Button type="submit" kind="primary" size="lg" disabled={isPending}>
        Join {seller}
      </Button>
    </form>
  );
}
