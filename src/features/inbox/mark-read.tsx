'use client';

import { useActionState } from 'react';
import { IDLE, messageOf } from '@/contracts/action';
import { Button } from '@/ui/button';
import { markRead } from './actions';

/** Marks one notice read, or all of them. Works without JavaScript. */
export function MarkRead({ notice, title }: { readonly notice?: string; readonly title?: string }) {
  const [state, send, isPending] = useActionState(markRead, IDLE);
  const message = messageOf(state);
  return (
    <form action={send} className="mark" aria-busy={isPending}>
      {notice === undefined ? null : <input type="hidden" name="notice" value={notice} />}
      <Button type="submit" size="sm" kind={notice === undefined ? 'default' : 'quiet'} disabled={isPending}>
        {notice === undefined ? 'Mark all read' : 'Mark read'}
        {title === undefined ? null : <span className="sr">: {title}</span>}
      </Button>
      {message === null ? null : <small role="alert">{message}</small>}
    </form>
  );
}
