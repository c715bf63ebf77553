'use client';

import { useActionState } from 'react';
import { fieldsOf, IDLE, messageOf } from '@/contracts/action';
import { Button, TextLink } from '@/ui/button';
import { Note } from '@/ui/note';
import { Section } from '@/ui/section';
import { CodeField, TextField } from '@/ui/text-field';
import { sendCode, sendRecoveryCode } from './actions';

function CodeForm() {
  const [state, send, isPending] = useActionState(sendCode, IDLE);
  const message = messageOf(state);
  return (
    <form action={send} className="form" aria-busy={isPending} noValidate>
      {message === null ? null : <Note tone="owed">{message}</Note>}
      <CodeField error={fieldsOf(state)['code']} />
      <Button type="submit" kind="primary" size="lg" disabled={isPending}>
        Continue
      </Button>
    </form>
  );
}

function RecoveryForm() {
  const [state, send, isPending] = useActionState(sendRecoveryCode, IDLE);
  const message = messageOf(state);
  return (
    <form action={send} className="form" aria-busy={isPending} noValidate>
      {message === null ? null : <Note tone="owed">{message}</Note>}
      <TextField
        name="code"
        label="Recovery code"
        hint="It works once. You were given ten when you turned two-factor on."
        autoComplete="off"
        maxLength={16}
        error={fieldsOf(state)['code']}
        keeps
      />
      <Button type="submit" kind="primary" size="lg" disabled={isPending}>
        Continue
      </Button>
    </form>
  );
}

/** The second step of a sign-in, where two-factor is on: a code of the authenticator, or a recovery code. */
export function SecondStep({ email, way }: { readonly email: string; readonly way: 'code' | 'recovery-code' }) {
  const isCode = way === 'code';
  return (
    <Section
      title={isCode ? 'Code from your authenticator' : 'Recovery code'}
      aside={<span className="xs faint">step 2 of 2</span>}
      say={isCode ? `For ${email}. The code changes every 30 seconds.` : `For ${email}.`}
    >
      {isCode ? <CodeForm /> : <RecoveryForm />}
      <p className="ways">
        {isCode ? (
          <TextLink href="/sign-in/two-factor?with=recovery-code">Use a recovery code</TextLink>
        ) : (
          <TextLink href="/sign-in/two-factor">Use the authenticator</TextLink>
        )}
        <TextLink href="/sign-in">Start again</TextLink>
      </p>
    </Section>
  );
}
