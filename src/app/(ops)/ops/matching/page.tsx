import type { Metadata } from 'next';
import { matchingSearchSchema } from '@/contracts/matching';
import { may, ROLES } from '@/contracts/permissions';
import { firstOfEach, type GivenParams } from '@/contracts/search-params';
import { OpsFacts } from '@/features/ops-matching/ops-facts';
import { OpsReturns } from '@/features/ops-matching/ops-returns';
import { MatchingTabs } from '@/features/ops-matching/ops-tabs';
import { OpsMatchingSkeleton, OpsTransfers } from '@/features/ops-matching/ops-transfers';
import { requireActor } from '@/server/auth/actor';
import { ErrorIsland } from '@/ui/error-island';
import { PageHead } from '@/ui/page-head';
import { NoPermission } from '@/ui/states';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Matching' };

const TAB = { transfers: OpsTransfers, facts: OpsFacts, returns: OpsReturns } as const;

interface Props {
  readonly searchParams: Promise<GivenParams>;
}

export default async function OpsMatchingPage({ searchParams }: Props) {
  const actor = await requireActor();
  const search = matchingSearchSchema.parse(firstOfEach(await searchParams));
  if (!may(actor.role, 'see-every-shop')) {
    return (
      <>
        <PageHead title="Matching" />
        <NoPermission
          what="what waits to be matched"
          role={ROLES[actor.role].name}
          owner="an ops lead"
          needs="ops viewer"
        />
      </>
    );
  }
  const Tab = TAB[search.tab];
  return (
    <>
      <PageHead title="Matching" />
      <div className="match-tabs">
        <MatchingTabs tab={search.tab} />
      </div>
      <ErrorIsland what="What waits to be matched">
        <Streamed fallback={<OpsMatchingSkeleton />}>
          <Tab actor={actor} search={search} />
        </Streamed>
      </ErrorIsland>
    </>
  );
}
