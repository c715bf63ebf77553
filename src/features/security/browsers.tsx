'use client';

import { useActionState } from 'react';
import { IDLE, messageOf } from '@/contracts/action';
import { browserText } from '@/contracts/browser';
import type { OwnSessionDto } from '@/contracts/security';
import { Button } from '@/ui/button';
import { Note } from '@/ui/note';
import { StatusChip } from '@/ui/status-chip';
import { signOutBrowser, signOutOthers } from './actions';
import { momentText } from './words';

/** The browsers in which the user is signed in, and ways to sign them out. What is signed out is out at once. */
export function Browsers({ sessions }: { readonly sessions: readonly OwnSessionDto[] }) {
  const [one, endOne, isEndingOne] = useActionState(signOutBrowser, IDLE);
  const [others, endOthers, isEndingOthers] = useActionState(signOutOthers, IDLE);
  const message = messageOf(one) ?? messageOf(others);
  return (
    <>
      {message === null ? null : <Note tone="owed">{message}</Note>}
      <form action={endOne} aria-busy={isEndingOne}>
        <ul className="browsers">
          {sessions.map((session) => (
            <li key={session.id}>
              <span>
                <b>{browserText(session.userAgent)}</b>
                <small>
                  {session.address === '' ? '' : `${session.address} · `}signed in {momentText(session.startedAt)}
                </small>
              </span>
              {session.isThis ? (
                <StatusChip look={{ word: 'This browser', icon: 'check', tone: 'done' }} />
              ) : (
                <Button type="submit" size="sm" name="session" value={session.id} disabled={isEndingOne}>
                  Sign out
                </Button>
              )}
            </li>
          ))}
        </ul>
      </form>
      {sessions.length < 2 ? null : (
        <form action={endOthers} className="form" style={{ marginTop: 16 }} aria-busy={isEndingOthers}>
          <Button type="submit" disabled={isEndingOthers}>
            Sign out all but this one
          </Button>
        </form>
      )}
    </>
  );
}
