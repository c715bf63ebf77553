'use client';

import { type ReactNode, useActionState } from 'react';
import { fieldsOf, IDLE, messageOf } from '@/contracts/action';
import { Button, LinkButton } from '@/ui/button';
import { CopyValue } from '@/ui/copy-value';
import { Note } from '@/ui/note';
import { CodeField } from '@/ui/text-field';
import { turnTwoFactorOn } from './actions';
import { RecoveryCodes } from './recovery-codes';

interface SetUpProps {
  /** The secret in groups of four, for who cannot scan; null where none waits for a first code. */
  readonly secret: string | null;
  /** The picture of it, drawn by the server. */
  readonly picture: ReactNode;
}

/** What an authenticator needs, its first code, and then the recovery codes. Works without JavaScript. */
export function SetUp({ secret, picture }: SetUpProps) {
  const [state, send, isPending] = useActionState(turnTwoFactorOn, IDLE);
  if (state.status === 'done') {
    return (
      <div className="setup">
        <p className="sm">Two-factor is on. From now on signing in asks for a code too.</p>
        <RecoveryCodes codes={state.value.recoveryCodes} />
        <LinkButton href="/account/security">I have kept them</LinkButton>
      </div>
    );
  }
  if (secret === null) {
    return (
      <div className="setup">
        <p className="sm">Nothing waits to be set up: two-factor is on, or was not begun.</p>
        <LinkButton href="/account/security">Back to security</LinkButton>
      </div>
    );
  }
  const message = messageOf(state);
  return (
    <form action={send} className="form setup" aria-busy={isPending} noValidate>
      <ol>
        <li>
          <b>Scan this with your authenticator</b>
          {picture}
          <span>
            Or type the key: <CopyValue value={secret} name="Key" />
          </span>
        </li>
        <li>
          <b>Enter the code that it shows</b>
          {message === null ? null : <Note tone="owed">{message}</Note>}
          <CodeField error={fieldsOf(state)['code']} />
        </li>
      </ol>
      <Button type="submit" kind="primary" disabled={isPending}>
        Turn two-factor on
      </Button>
    </form>
  );
}
