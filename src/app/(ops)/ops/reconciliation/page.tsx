import type { Metadata } from 'next';
import { may, ROLES } from '@/contracts/permissions';
import { reconciliationSearchSchema } from '@/contracts/reconciliation';
import { firstOfEach, type GivenParams } from '@/contracts/search-params';
import { dayOf } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';
import { OpsReconciliation, OpsReconciliationSkeleton } from '@/features/ops-reconciliation/ops-days';
import { requireActor } from '@/server/auth/actor';
import { machineTime, readClock } from '@/server/clock';
import { systemDatabase } from '@/server/db/site';
import { env } from '@/server/env';
import { ErrorIsland } from '@/ui/error-island';
import { PageHead } from '@/ui/page-head';
import { NoPermission } from '@/ui/states';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Reconciliation' };

interface Props {
  readonly searchParams: Promise<GivenParams>;
}

export default async function OpsReconciliationPage({ searchParams }: Props) {
  const actor = await requireActor();
  const { before } = reconciliationSearchSchema.parse(firstOfEach(await searchParams));
  if (!may(actor.role, 'see-proofs')) {
    return (
      <>
        <PageHead title="Reconciliation" />
        <NoPermission what="reconciliations" role={ROLES[actor.role].name} owner="an ops lead" needs="ops viewer" />
      </>
    );
  }
  const now = await readClock(systemDatabase().pool, env().mode === 'demo');
  return (
    <>
      <PageHead title="Reconciliation" />
      <ErrorIsland what="The reconciliation">
        <Streamed fallback={<OpsReconciliationSkeleton />}>
          <OpsReconciliation
            actor={actor}
            before={before === undefined ? undefined : plainDate(before)}
            today={{ provider: dayOf(machineTime(), 'UTC'), bank: dayOf(now, 'UTC') }}
          />
        </Streamed>
      </ErrorIsland>
    </>
  );
}
