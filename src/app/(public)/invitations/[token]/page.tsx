import type { Metadata } from 'next';
import { invitationTokenSchema } from '@/contracts/members';
import { Invitation, InvitationClosed } from '@/features/invitations/invitation';
import { getActor } from '@/server/auth/actor';
import { machineTime } from '@/server/clock';
import { systemDatabase } from '@/server/db/site';
import { readOpenInvitation } from '@/server/queries/members';
import { Gate } from '@/ui/gate';

// The address holds what opens the door: it is told to nobody, not even to our own pages.
export const metadata: Metadata = { title: 'Invitation', referrer: 'strict-origin' };
export const dynamic = 'force-dynamic';

interface Props {
  readonly params: Promise<{ readonly token: string }>;
}

export default async function InvitationPage({ params }: Props) {
  const token = invitationTokenSchema.safeParse((await params).token);
  const invitation = token.success ? await readOpenInvitation(systemDatabase().pool, token.data, machineTime()) : null;
  return (
    <Gate title="Invitation">
      {token.success && invitation !== null ? (
        <Invitation token={token.data} invitation={invitation} actor={await getActor()} />
      ) : (
        <InvitationClosed />
      )}
    </Gate>
  );
}
