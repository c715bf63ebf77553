import type { Metadata } from 'next';
import { may, ROLES } from '@/contracts/permissions';
import { VersionList, VersionListSkeleton } from '@/features/policies/ops-version-list';
import { requireActor } from '@/server/auth/actor';
import { readClock } from '@/server/clock';
import { systemDatabase } from '@/server/db/site';
import { env } from '@/server/env';
import { ErrorIsland } from '@/ui/error-island';
import { PageHead } from '@/ui/page-head';
import { NoPermission } from '@/ui/states';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Policies' };

export default async function OpsPoliciesPage() {
  const actor = await requireActor();
  if (!may(actor.role, 'see-policy-versions')) {
    return (
      <>
        <PageHead title="Policies" />
        <NoPermission what="the policies" role={ROLES[actor.role].name} owner="an ops lead" needs="ops viewer" />
      </>
    );
  }
  const now = await readClock(systemDatabase().pool, env().mode === 'demo');
  return (
    <>
      <PageHead title="Policies" />
      <ErrorIsland what="The list of versions">
        <Streamed fallback={<VersionListSkeleton />}>
          <VersionList actor={actor} now={now} />
        </Streamed>
      </ErrorIsland>
    </>
  );
}
