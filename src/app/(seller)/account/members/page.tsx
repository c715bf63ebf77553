import type { Metadata } from 'next';
import { may, ROLES } from '@/contracts/permissions';
import { Members, MembersSkeleton } from '@/features/members/members';
import { membersSearchSchema } from '@/features/members/search';
import { requireActor } from '@/server/auth/actor';
import { ErrorIsland } from '@/ui/error-island';
import { PageHead } from '@/ui/page-head';
import { EmptyState, NoPermission } from '@/ui/states';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Members' };

interface Props {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function MembersPage({ searchParams }: Props) {
  const actor = await requireActor();
  const { person, role, seller } = actor;
  if (!may(role, 'manage-members')) {
    return (
      <>
        <PageHead title="Members" />
        <NoPermission what="the members" role={ROLES[role].name} owner="an owner of the organisation" needs="admin" />
      </>
    );
  }
  if (seller === null) {
    return (
      <>
        <PageHead title="Members" />
        <EmptyState icon="user" title="This shop has no organisation yet">
          Its members appear here once the marketplace has assigned it to one.
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <PageHead title="Members" />
      <ErrorIsland what="The list of members">
        <Streamed fallback={<MembersSkeleton />}>
          <Members actor={actor} by={{ person, role, seller }} asked={membersSearchSchema.parse(await searchParams)} />
        </Streamed>
      </ErrorIsland>
    </>
  );
}
