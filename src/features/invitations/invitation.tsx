import type { OpenInvitationDto } from '@/contracts/members';
import { ROLES } from '@/contracts/permissions';
import type { Actor } from '@/contracts/shell';
import { TextLink } from '@/ui/button';
import { Day } from '@/ui/day';
import { KeyValues } from '@/ui/lists';
import { Note } from '@/ui/note';
import { JoinForm } from './join-form';

interface InvitationProps {
  readonly token: string;
  readonly invitation: OpenInvitationDto;
  /** Who is signed in here, or null. */
  readonly actor: Actor | null;
}

/** What follows from accepting, for those who have signed in before. */
function afterwards({ invitation, actor }: Pick<InvitationProps, 'invitation' | 'actor'>): string | null {
  if (!invitation.hasUser) return null;
  if (actor?.email === invitation.email) return `You are signed in as ${actor.email} and go on as the new member.`;
  return `${invitation.email} signs in here already: sign in with it afterwards.`;
}

/** Who invites, to what, as what, and the way in. */
export function Invitation({ token, invitation, actor }: InvitationProps) {
  const { seller, role, email, invitedBy, expiresAt, shops, hasUser } = invitation;
  const { name, means } = ROLES[role];
  const next = afterwards({ invitation, actor });
  return (
    <div className="form">
      <p className="muted">
        {invitedBy} invites you to {seller}.
      </p>
      <KeyValues
        pairs={[
          { term: 'For', value: email },
          { term: 'Role', value: `${name}: ${means}` },
          { term: 'Shops', value: shops === null ? 'every shop' : shops.join(', ') },
          { term: 'Good until', value: <Day value={expiresAt.slice(0, 10)} style="long" /> },
        ]}
      />
      {next === null ? null : <Note>{next}</Note>}
      <JoinForm token={token} seller={seller} hasUser={hasUser} />
    </div>
  );
}

/** What stands there where the invitation is good no more. */
export function InvitationClosed() {
  return (
    <div className="form">
      <Note tone="owed">
        This invitation was accepted or withdrawn, or has run out. Ask whoever sent it for another one.
      </Note>
      <p className="ways">
        <TextLink href="/sign-in">Sign in</TextLink>
      </p>
    </div>
  );
}
