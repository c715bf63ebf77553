import type { Metadata } from 'next';
import { may } from '@/contracts/permissions';
import { OpsWaiting, OpsWaitingSkeleton } from '@/features/ops-waiting/ops-waiting';
import { OpsNoPermission } from '@/features/shell/ops-no-permission';
import { requireActor } from '@/server/auth/actor';
import { ErrorIsland } from '@/ui/error-island';
import { SearchForm } from '@/ui/filters';
import { PageHead } from '@/ui/page-head';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'What waits' };

export default async function OpsPage() {
  const actor = await requireActor();
  if (!may(actor.role, 'see-every-shop'))
    return <OpsNoPermission title="What waits" what="what waits" role={actor.role} />;
  return (
    <>
      <PageHead title="What waits" />
      <search className="filters" aria-label="Find a statement">
        <SearchForm
          action="/ops/statements"
          name="q"
          value=""
          placeholder="Find by order, bill, payout reference or shop"
          keep={{}}
        />
      </search>
      <ErrorIsland what="What waits">
        <Streamed fallback={<OpsWaitingSkeleton />}>
          <OpsWaiting actor={actor} />
        </Streamed>
      </ErrorIsland>
    </>
  );
}
