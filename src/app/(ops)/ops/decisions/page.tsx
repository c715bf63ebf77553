import type { Metadata } from 'next';
import { decisionListSchema } from '@/contracts/decisions';
import { may, ROLES } from '@/contracts/permissions';
import { firstOfEach, type GivenParams } from '@/contracts/search-params';
import { OpsDecisionQueue, OpsDecisionQueueSkeleton, ProposeButton } from '@/features/ops-decisions/ops-queue';
import { requireActor } from '@/server/auth/actor';
import { ErrorIsland } from '@/ui/error-island';
import { PageHead } from '@/ui/page-head';
import { NoPermission } from '@/ui/states';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Decisions' };

interface Props {
  readonly searchParams: Promise<GivenParams>;
}

export default async function OpsDecisionsPage({ searchParams }: Props) {
  const actor = await requireActor();
  const filter = decisionListSchema.parse(firstOfEach(await searchParams));
  if (!may(actor.role, 'see-every-shop')) {
    return (
      <>
        <PageHead title="Decisions" />
        <NoPermission what="decisions" role={ROLES[actor.role].name} owner="an ops lead" needs="ops viewer" />
      </>
    );
  }
  return (
    <>
      <PageHead title="Decisions" actions={<ProposeButton actor={actor} />} />
      <ErrorIsland what="The list of decisions">
        <Streamed fallback={<OpsDecisionQueueSkeleton />}>
          <OpsDecisionQueue actor={actor} filter={filter} />
        </Streamed>
      </ErrorIsland>
    </>
  );
}
