import type { Metadata } from 'next';
import { may, ROLES } from '@/contracts/permissions';
import type { GivenParams } from '@/contracts/search-params';
import { CheckSeveral } from '@/features/shops/checklist/check-several';
import { chosenShops, namedShops } from '@/features/shops/chosen';
import { requireActor, requireShop } from '@/server/auth/actor';
import { asOfText } from '@/ui/day-text';
import { ErrorIsland } from '@/ui/error-island';
import { PageHead } from '@/ui/page-head';
import { NoPermission, Skeleton } from '@/ui/states';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Mark checked' };

interface Props {
  readonly searchParams: Promise<GivenParams>;
}

export default async function CheckShopsPage({ searchParams }: Props) {
  const actor = await requireActor();
  const shop = await requireShop();
  const head = (
    <PageHead
      title="Mark checked"
      crumb={{ href: '/shops', label: 'Shops', here: 'Mark checked' }}
      asOf={asOfText(shop)}
    />
  );
  if (!may(actor.role, 'check-shops')) {
    return (
      <>
        {head}
        <NoPermission what="this" role={ROLES[actor.role].name} owner="an owner of the organisation" needs="support" />
      </>
    );
  }
  return (
    <>
      {head}
      <ErrorIsland what="What is left to check">
        <Streamed fallback={<Skeleton lines={8} label="Loading what is left to check" />}>
          <CheckSeveral shops={chosenShops(actor, namedShops(await searchParams))} />
        </Streamed>
      </ErrorIsland>
    </>
  );
}
