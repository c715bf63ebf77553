'use client';

import { useActionState } from 'react';
import { IDLE, messageOf } from '@/contracts/action';
import { ROLES } from '@/contracts/permissions';
import type { MembershipDto } from '@/contracts/security';
import { Button } from '@/ui/button';
import { Note } from '@/ui/note';
import { StatusChip } from '@/ui/status-chip';
import { workFor } from './actions';

/** Those for whom the user works, and a way to each. */
export function Memberships({ memberships }: { readonly memberships: readonly MembershipDto[] }) {
  const [state, send, isPending] = useActionState(workFor, IDLE);
  const message = messageOf(state);
  return (
    <form action={send} aria-busy={isPending}>
      {message === null ? null : <Note tone="owed">{message}</Note>}
      <ul className="browsers">
        {memberships.map(({ personKey, name, role, isPresent }) => (
          <li key={personKey}>
            <span>
              <b>{name}</b>
              <small>{ROLES[role].name}</small>
            </span>
            {isPresent ? (
              <StatusChip look={{ word: 'Now', icon: 'check', tone: 'done' }} />
            ) : (
              <Button type="submit" size="sm" name="person" value={personKey} disabled={isPending}>
                Switch<span className="sr"> to {name}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </form>
  );
}
