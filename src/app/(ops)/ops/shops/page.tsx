import type { Metadata } from 'next';
import { opsShopsSearchSchema } from '@/contracts/ops-shops';
import { may } from '@/contracts/permissions';
import { firstOfEach, type GivenParams, leftOutParams } from '@/contracts/search-params';
import { OpsNoPermission } from '@/features/shell/ops-no-permission';
import { OpsShopsList, OpsShopsListSkeleton } from '@/features/shops/ops-list';
import { opsShopsExportHref, opsShopsHref } from '@/features/shops/ops-search';
import { OpsViews } from '@/features/shops/ops-views';
import { requireActor } from '@/server/auth/actor';
import { LinkButton } from '@/ui/button';
import { ErrorIsland } from '@/ui/error-island';
import { LeftOut } from '@/ui/left-out';
import { PageHead } from '@/ui/page-head';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Shops' };

interface Props {
  readonly searchParams: Promise<GivenParams>;
}

export default async function OpsShopsPage({ searchParams }: Props) {
  const actor = await requireActor();
  if (!may(actor.role, 'see-every-shop'))
    return <OpsNoPermission title="Shops" what="the shops of every seller" role={actor.role} />;
  const given = firstOfEach(await searchParams);
  const asked = opsShopsSearchSchema.parse(given);
  return (
    <>
      <PageHead
        title="Shops"
        actions={
          <LinkButton href={opsShopsExportHref(asked)} icon="download" download>
            Export
          </LinkButton>
        }
      >
        <p className="muted sm">Of every seller. Each look is put on record.</p>
      </PageHead>
      <LeftOut params={leftOutParams(opsShopsSearchSchema, given)} />
      <ErrorIsland what="The list of shops">
        <Streamed key={opsShopsHref(asked, { after: asked.after })} fallback={<OpsShopsListSkeleton />}>
          <OpsShopsList actor={actor} asked={asked} views={<OpsViews actor={actor} list="shops" asked={asked} />} />
        </Streamed>
      </ErrorIsland>
    </>
  );
}
