import type { Metadata } from 'next';
import { closeRunSchema } from '@/contracts/close-runs';
import { may, ROLES } from '@/contracts/permissions';
import { NoSuchRun, OpsRun, OpsRunSkeleton } from '@/features/ops-runs/ops-run';
import { requireActor } from '@/server/auth/actor';
import { opsDatabase } from '@/server/db/ops';
import { readCloseRun } from '@/server/queries/ops/close-runs';
import { dayText } from '@/ui/day-text';
import { ErrorIsland } from '@/ui/error-island';
import { PageHead } from '@/ui/page-head';
import { NoPermission } from '@/ui/states';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Close run' };

interface Props {
  readonly params: Promise<{ readonly run: string }>;
}

export default async function OpsRunPage({ params }: Props) {
  const actor = await requireActor();
  if (!may(actor.role, 'see-runs')) {
    return (
      <>
        <PageHead title="Close run" />
        <NoPermission what="runs" role={ROLES[actor.role].name} owner="an ops lead" needs="ops viewer" />
      </>
    );
  }
  const { run: id } = await params;
  const given = closeRunSchema.safeParse({ run: id });
  const { pool } = opsDatabase({ person: actor.person.key, purpose: `close run ${id.slice(0, 20)}` });
  const run = given.success ? await readCloseRun(pool, given.data.run) : null;
  if (run === null) {
    return (
      <>
        <PageHead title="Close run" />
        <NoSuchRun id={id} />
      </>
    );
  }
  return (
    <>
      <PageHead
        title={`Close through ${dayText(run.through, { year: '' })}`}
        crumb={{ href: '/ops/runs', label: 'Runs and jobs', here: `Run ${run.id}` }}
      />
      <ErrorIsland what="The run">
        <Streamed fallback={<OpsRunSkeleton />}>
          <OpsRun actor={actor} run={run} />
        </Streamed>
      </ErrorIsland>
    </>
  );
}
