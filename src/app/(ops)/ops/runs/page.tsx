import type { Metadata } from 'next';
import { closeRunSearchSchema } from '@/contracts/close-runs';
import { may, ROLES } from '@/contracts/permissions';
import { firstOfEach, type GivenParams } from '@/contracts/search-params';
import { OpsCloses, OpsClosesSkeleton } from '@/features/ops-runs/ops-closes';
import { OpsJobs, OpsJobsSkeleton } from '@/features/ops-runs/ops-jobs';
import { requireActor } from '@/server/auth/actor';
import { readClock } from '@/server/clock';
import { lastDayOver } from '@/server/commands/close-runs/last-day-over';
import { systemDatabase } from '@/server/db/site';
import { env } from '@/server/env';
import { ErrorIsland } from '@/ui/error-island';
import { Segmented } from '@/ui/filters';
import { PageHead } from '@/ui/page-head';
import { NoPermission } from '@/ui/states';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Runs and jobs' };

interface Props {
  readonly searchParams: Promise<GivenParams>;
}

export default async function OpsRunsPage({ searchParams }: Props) {
  const actor = await requireActor();
  if (!may(actor.role, 'see-runs')) {
    return (
      <>
        <PageHead title="Runs and jobs" />
        <NoPermission what="runs" role={ROLES[actor.role].name} owner="an ops lead" needs="ops viewer" />
      </>
    );
  }
  const { tab, all, before, state, task, after } = closeRunSearchSchema.parse(firstOfEach(await searchParams));
  const now = await readClock(systemDatabase().pool, env().mode === 'demo');
  return (
    <>
      <PageHead title="Runs and jobs">
        <Segmented
          label="What to show"
          segments={[
            { key: 'closes', label: 'Closes', href: '/ops/runs', isCurrent: tab === 'closes' },
            { key: 'jobs', label: 'Jobs', href: '/ops/runs?tab=jobs', isCurrent: tab === 'jobs' },
          ]}
        />
      </PageHead>
      {tab === 'jobs' ? (
        <ErrorIsland what="The queue of jobs">
          <Streamed fallback={<OpsJobsSkeleton />}>
            <OpsJobs actor={actor} state={state} task={task} after={after} />
          </Streamed>
        </ErrorIsland>
      ) : (
        <ErrorIsland what="The list of runs">
          <Streamed fallback={<OpsClosesSkeleton />}>
            <OpsCloses
              actor={actor}
              now={now}
              lastOver={lastDayOver(now)}
              before={before}
              withMoments={all === 'yes'}
            />
          </Streamed>
        </ErrorIsland>
      )}
    </>
  );
}
