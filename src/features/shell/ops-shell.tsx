import './shell.css';
import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { requireActor } from '@/server/auth/actor';
import { OpsFrame } from './ops-frame';

/** The frame of the pages of the marketplace's own people. Members of sellers are sent to their own. */
export async function OpsShell({ children }: { readonly children: ReactNode }) {
  const actor = await requireActor();
  if (actor.kind !== 'ops') redirect('/finances');
  return (
    <OpsFrame person={actor.person.name} role={actor.role}>
      {children}
    </OpsFrame>
  );
}
