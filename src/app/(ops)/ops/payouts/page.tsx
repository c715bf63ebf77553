import type { Metadata } from 'next';
import { opsPayoutsSearchSchema } from '@/contracts/ops-payouts';
import { may } from '@/contracts/permissions';
import { firstOfEach, type GivenParams, leftOutParams, withParams } from '@/contracts/search-params';
import { OpsPayoutsSkeleton } from '@/features/payouts/ops-list';
import { OpsPayouts } from '@/features/payouts/ops-payouts';
import { OpsNoPermission } from '@/features/shell/ops-no-permission';
import { OpsViews } from '@/features/shops/ops-views';
import { requireActor } from '@/server/auth/actor';
import { ErrorIsland } from '@/ui/error-island';
import { LeftOut } from '@/ui/left-out';
import { PageHead } from '@/ui/page-head';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Payouts' };

interface Props {
  readonly searchParams: Promise<GivenParams>;
}

export default async function OpsPayoutsPage({ searchParams }: Props) {
  const actor = await requireActor();
  if (!may(actor.role, 'see-every-shop'))
    return <OpsNoPermission title="Payouts" what="the payouts of every shop" role={actor.role} />;
  const given = firstOfEach(await searchParams);
  const asked = opsPayoutsSearchSchema.parse(given);
  return (
    <>
      <PageHead title="Payouts">
        <p className="muted sm">Of every shop, those that went wrong first. Each look is put on record.</p>
      </PageHead>
      <LeftOut params={leftOutParams(opsPayoutsSearchSchema, given)} />
      <ErrorIsland what="The list of payouts">
        <Streamed key={withParams('', asked)} fallback={<OpsPayoutsSkeleton />}>
          <OpsPayouts actor={actor} asked={asked} views={<OpsViews actor={actor} list="payouts" asked={asked} />} />
        </Streamed>
      </ErrorIsland>
    </>
  );
}
