import type { Metadata } from 'next';
import { appealQueueSchema } from '@/contracts/appeals';
import { may, ROLES } from '@/contracts/permissions';
import { firstOfEach, type GivenParams } from '@/contracts/search-params';
import { OpsAppealQueue, OpsAppealQueueSkeleton } from '@/features/appeals/ops-queue';
import { requireActor } from '@/server/auth/actor';
import { ErrorIsland } from '@/ui/error-island';
import { PageHead } from '@/ui/page-head';
import { NoPermission } from '@/ui/states';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Appeals' };

interface Props {
  readonly searchParams: Promise<GivenParams>;
}

export default async function OpsAppealsPage({ searchParams }: Props) {
  const actor = await requireActor();
  const search = appealQueueSchema.parse(firstOfEach(await searchParams));
  if (!may(actor.role, 'see-appeals')) {
    return (
      <>
        <PageHead title="Appeals" />
        <NoPermission what="appeals" role={ROLES[actor.role].name} owner="an ops lead" needs="ops viewer" />
      </>
    );
  }
  return (
    <>
      <PageHead title="Appeals" />
      <ErrorIsland what="The list of appeals">
        <Streamed fallback={<OpsAppealQueueSkeleton />}>
          <OpsAppealQueue actor={actor} search={search} />
        </Streamed>
      </ErrorIsland>
    </>
  );
}
