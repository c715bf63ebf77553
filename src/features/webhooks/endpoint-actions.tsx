'use client';

import { useActionState } from 'react';
import { IDLE, messageOf } from '@/contracts/action';
import { Button } from '@/ui/button';
import { Note } from '@/ui/note';
import { changeEndpointStatus, replayDelivery, rotateSecret, sendTestEvent } from './actions';
import { Secret } from './secret';

/** Sends an event that tells nothing. */
export function TestEvent({ endpoint }: { readonly endpoint: string }) {
  const [state, send, isPending] = useActionState(sendTestEvent, IDLE);
  const message = messageOf(state);
  return (
    <form action={send} className="form try" aria-busy={isPending}>
      <input type="hidden" name="endpoint" value={endpoint} />
      <Button type="submit" disabled={isPending}>
        Send a test event
      </Button>
      {message === null ? null : <Note tone="owed">{message}</Note>}
      {state.status === 'done' ? <Note tone="done">It is on its way; see the log.</Note> : null}
    </form>
  );
}

/** Sends an event of the log once more. */
export function Replay({
  endpoint,
  delivery,
  event,
}: {
  readonly endpoint: string;
  readonly delivery: string;
  readonly event: string;
}) {
  const [state, send, isPending] = useActionState(replayDelivery, IDLE);
  const message = messageOf(state);
  return (
    <form action={send} aria-busy={isPending}>
      <input type="hidden" name="endpoint" value={endpoint} />
      <input type="hidden" name="delivery" value={delivery} />
      <Button type="submit" size="sm" disabled={isPending}>
        Send again<span className="sr"> {event}</span>
      </Button>
      {message === null ? null : <small role="alert">{message}</small>}
    </form>
  );
}

/** A new secret, switching on and off, and removing. */
export function Manage({ endpoint, isOn }: { readonly endpoint: string; readonly isOn: boolean }) {
  const [rotated, rotate, isRotating] = useActionState(rotateSecret, IDLE);
  const [changed, change, isChanging] = useActionState(changeEndpointStatus, IDLE);
  const message = messageOf(rotated) ?? messageOf(changed);
  return (
    <div className="form">
      {message === null ? null : <Note tone="owed">{message}</Note>}
      {rotated.status === 'done' ? <Secret secret={rotated.value.secret} /> : null}
      <form action={rotate} aria-busy={isRotating}>
        <input type="hidden" name="endpoint" value={endpoint} />
        <Button type="submit" disabled={isRotating}>
          Make a new secret
        </Button>
        <p className="sm muted">The one that you have signs too for 24 hours.</p>
      </form>
      <form action={change} aria-busy={isChanging} className="acts">
        <input type="hidden" name="endpoint" value={endpoint} />
        <Button type="submit" name="status" value={isOn ? 'disabled' : 'active'} disabled={isChanging}>
          {isOn ? 'Switch off' : 'Switch on'}
        </Button>
        <Button type="submit" kind="quiet" name="status" value="removed" disabled={isChanging}>
          Remove for good
        </Button>
      </form>
    </div>
  );
}
