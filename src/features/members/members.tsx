import './members.css';
import { randomUUID } from 'node:crypto';
import type { InvitationDto, MemberDto, MembersDto } from '@/contracts/members';
import type { Actor } from '@/contracts/shell';
import { confirmPath, isFresh } from '@/server/auth/step-up';
import { machineTime } from '@/server/clock';
import type { Manager } from '@/server/commands/members/member-rules';
import { sellerDatabase } from '@/server/db/seller';
import { readMembers } from '@/server/queries/members';
import { Banner } from '@/ui/banner';
import { LinkButton } from '@/ui/button';
import { Day } from '@/ui/day';
import { Section, SectionGrid } from '@/ui/section';
import { Skeleton } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { DataTable } from '@/ui/table';
import { ChangeForm } from './change-form';
import { InviteForm } from './invite-form';
import { InvitationActions } from './open-invitations';
import { RoleTable } from './role-table';
import { changeHref, MEMBERS_PATH, type MembersSearch, SAID } from './search';
import { accessText, roleTitle } from './words';

function Member({ member, maySend }: { readonly member: MemberDto; readonly maySend: boolean }) {
  return (
    <tr>
      <td className="full">
        <b className="b">{member.name}</b>
        {member.isSelf ? <span className="faint"> (you)</span> : null}
        <span className="sub">{member.email}</span>
      </td>
      <td>
        {roleTitle(member.role)}
        <span className="sub">{accessText(member.access)}</span>
      </td>
      <td className="nw hide">
        <Day value={member.joinedAt.slice(0, 10)} style="short" />
      </td>
      <td className="r last">
        {member.mayChange && maySend ? (
          <LinkButton href={changeHref(member.no)} size="sm">
            Change<span className="sr"> {member.name}</span>
          </LinkButton>
        ) : null}
      </td>
    </tr>
  );
}

function Invitation({
  invitation,
  maySend,
  formKey,
}: {
  readonly invitation: InvitationDto;
  readonly maySend: boolean;
  readonly formKey: string;
}) {
  const { id, email, role, access, invitedBy, expiresAt, isExpired, mayChange } = invitation;
  const look = isExpired
    ? ({ word: 'Expired', icon: 'void', tone: 'idle' } as const)
    : ({ word: 'Sent', icon: 'moving', tone: 'moving' } as const);
  return (
    <tr>
      <td className="full">
        <b className="b">{email}</b>
        <span className="sub">
          {roleTitle(role)}, {accessText(access).toLowerCase() === 'every shop' ? 'every shop' : accessText(access)}; by{' '}
          {invitedBy}
        </span>
      </td>
      <td className="nw">
        <StatusChip look={look} />
        <span className="sub">
          {isExpired ? 'since ' : 'good until '}
          <Day value={expiresAt.slice(0, 10)} style="short" />
        </span>
      </td>
      <td className="r last">
        {mayChange && maySend ? (
          <InvitationActions invitation={id} email={email} formKey={`${formKey}-${id.slice(-6)}`} />
        ) : null}
      </td>
    </tr>
  );
}

function People({ dto, maySend }: { readonly dto: MembersDto; readonly maySend: boolean }) {
  return (
    <Section
      title={`Members of ${dto.seller}`}
      say="Each sees and does what the role allows, in the shops that are named."
    >
      <DataTable
        caption={`Members of ${dto.seller}`}
        layout="stack l-pair"
        columns={[
          { key: 'who', label: 'Person' },
          { key: 'role', label: 'Role' },
          { key: 'since', label: 'Since' },
          { key: 'actions', label: 'Actions', align: 'right', isHidden: true },
        ]}
      >
        {dto.members.map((member) => (
          <Member key={member.no} member={member} maySend={maySend} />
        ))}
      </DataTable>
    </Section>
  );
}

function Invitations({
  dto,
  maySend,
  formKey,
}: {
  readonly dto: MembersDto;
  readonly maySend: boolean;
  readonly formKey: string;
}) {
  if (dto.invitations.length === 0) return null;
  return (
    <Section title="Open invitations" say="Nobody is a member before they have accepted.">
      <DataTable
        caption="Open invitations"
        layout="stack l-pair"
        columns={[
          { key: 'who', label: 'Address' },
          { key: 'state', label: 'State' },
          { key: 'actions', label: 'Actions', align: 'right', isHidden: true },
        ]}
      >
        {dto.invitations.map((invitation) => (
          <Invitation key={invitation.id} invitation={invitation} maySend={maySend} formKey={formKey} />
        ))}
      </DataTable>
    </Section>
  );
}

/** Beside the list: the member who is being changed, else a new one. */
function Rights({
  dto,
  asked,
  formKey,
}: {
  readonly dto: MembersDto;
  readonly asked: MembersSearch;
  readonly formKey: string;
}) {
  const member = dto.members.find(({ no, mayChange }) => no === asked.change && mayChange);
  const given = { grants: dto.grants, shops: dto.shops, formKey };
  if (member !== undefined) {
    return (
      <Section title={`Change ${member.name}`} say={member.email} columns={5}>
        <ChangeForm key={formKey} member={member} {...given} />
      </Section>
    );
  }
  return (
    <Section title="Invite somebody" say="Give the least that their work needs." columns={5}>
      <InviteForm key={formKey} {...given} />
    </Section>
  );
}

function Said({ asked, isProved }: { readonly asked: MembersSearch; readonly isProved: boolean }) {
  if (asked.said !== undefined) return <Banner tone="note" icon="done" title={SAID[asked.said]} />;
  if (isProved) return null;
  return (
    <Banner
      tone="note"
      icon="lock"
      title="To change anything here, confirm that it is you"
      actions={<LinkButton href={confirmPath(MEMBERS_PATH)}>Confirm</LinkButton>}
    >
      Inviting, changing and removing people asks for your password or a code, once in five minutes.
    </Banner>
  );
}

/** The members of the actor's seller, who is invited, and what each role may do. */
export async function Members({
  actor,
  by,
  asked,
}: {
  readonly actor: Actor;
  readonly by: Manager;
  readonly asked: MembersSearch;
}) {
  const dto = await readMembers(sellerDatabase().pool, by, machineTime());
  const formKey = randomUUID();
  const isProved = isFresh(actor);
  return (
    <>
      <Said asked={asked} isProved={isProved} />
      <SectionGrid>
        <div className={isProved ? 'c7' : 'c12'}>
          <People dto={dto} maySend={isProved} />
          <Invitations dto={dto} maySend={isProved} formKey={formKey} />
        </div>
        {isProved ? <Rights dto={dto} asked={asked} formKey={formKey} /> : null}
        <Section
          title="What each role may do"
          say="This table is the one that every page and every button asks."
          columns={12}
        >
          <RoleTable />
        </Section>
      </SectionGrid>
    </>
  );
}

/** As high as a few members. */
export function MembersSkeleton() {
  return (
    <Section title="Members">
      <Skeleton lines={6} rowHeight={52} label="Loading members" />
    </Section>
  );
}
