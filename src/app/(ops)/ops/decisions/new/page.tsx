import type { Metadata } from 'next';
import { newDecisionSchema } from '@/contracts/decisions';
import { may, ROLES } from '@/contracts/permissions';
import { firstOfEach, type GivenParams } from '@/contracts/search-params';
import { NewDecisionHead, OpsNewDecision } from '@/features/ops-decisions/ops-propose';
import { OpsDecisionQueueSkeleton } from '@/features/ops-decisions/ops-queue';
import { requireActor } from '@/server/auth/actor';
import { ErrorIsland } from '@/ui/error-island';
import { NoPermission } from '@/ui/states';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Propose a decision' };

interface Props {
  readonly searchParams: Promise<GivenParams>;
}

export default async function OpsNewDecisionPage({ searchParams }: Props) {
  const actor = await requireActor();
  const given = firstOfEach(await searchParams);
  const { shop, kind } = newDecisionSchema.parse(given);
  if (!may(actor.role, 'propose-decisions')) {
    return (
      <>
        <NewDecisionHead />
        <NoPermission what="this form" role={ROLES[actor.role].name} owner="an ops lead" needs="ops agent" />
      </>
    );
  }
  return (
    <>
      <NewDecisionHead />
      <ErrorIsland what="The form">
        <Streamed fallback={<OpsDecisionQueueSkeleton />}>
          <OpsNewDecision actor={actor} shop={shop} kind={kind} given={given} />
        </Streamed>
      </ErrorIsland>
    </>
  );
}
