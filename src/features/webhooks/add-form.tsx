'use client';

import { useActionState } from 'react';
import { fieldsOf, IDLE, messageOf } from '@/contracts/action';
import { NOTICE_GROUPS } from '@/contracts/notices';
import type { NoticeGroup } from '@/contracts/notices/define';
import { Button, LinkButton } from '@/ui/button';
import { Note } from '@/ui/note';
import { TextField } from '@/ui/text-field';
import { addEndpoint } from './actions';
import { endpointHref } from './paths';
import { Secret } from './secret';

/** Adds an endpoint and shows its secret, once. Works without JavaScript. */
export function AddForm() {
  const [state, send, isPending] = useActionState(addEndpoint, IDLE);
  if (state.status === 'done') {
    return (
      <div className="form">
        <Secret secret={state.value.secret} />
        <LinkButton href={endpointHref(state.value.endpoint)} kind="primary">
          I have kept it
        </LinkButton>
      </div>
    );
  }
  const message = messageOf(state);
  return (
    <form action={send} className="form" aria-busy={isPending}>
      {message === null ? null : <Note tone="owed">{message}</Note>}
      <TextField
        name="url"
        label="Address of your server"
        type="url"
        maxLength={500}
        keeps
        hint="Such as https://example.com/evenkeel. It is sent a POST for each event."
        error={fieldsOf(state)['url']}
      />
      <fieldset className="f">
        <legend>What about</legend>
        <div className="checks">
          {(Object.keys(NOTICE_GROUPS) as NoticeGroup[]).map((group) => (
            <label key={group}>
              <input className="check" type="checkbox" name={`group-${group}`} />
              {NOTICE_GROUPS[group]}
            </label>
          ))}
        </div>
        <small>None ticked: everything, also kinds that come later.</small>
      </fieldset>
      <Button type="submit" kind="primary" disabled={isPending}>
        Add the webhook
      </Button>
    </form>
  );
}
