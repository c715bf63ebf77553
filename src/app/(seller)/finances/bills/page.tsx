import type { Metadata } from 'next';
import { billsSearchSchema } from '@/contracts/bills';
import { may } from '@/contracts/permissions';
import { firstOfEach, type GivenParams } from '@/contracts/search-params';
import { BillsList, BillsListSkeleton } from '@/features/bills/bills-list';
import { billsHref } from '@/features/bills/search';
import { UnderWay, UnderWaySkeleton } from '@/features/bills/under-way';
import { NoMoney } from '@/features/shell/no-money';
import { requireShop } from '@/server/auth/actor';
import { asOfText } from '@/ui/day-text';
import { ErrorIsland } from '@/ui/error-island';
import { PageHead } from '@/ui/page-head';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Bills' };

interface Props {
  readonly searchParams: Promise<GivenParams>;
}

export default async function BillsPage({ searchParams }: Props) {
  const shop = await requireShop();
  if (!may(shop.role, 'see-money')) return <NoMoney title="Bills" what="bills" />;
  const asked = billsSearchSchema.parse(firstOfEach(await searchParams));
  return (
    <>
      <PageHead title="Bills" asOf={asOfText(shop)} />
      <ErrorIsland what="The bills under way">
        <Streamed fallback={<UnderWaySkeleton />}>
          <UnderWay shop={shop} />
        </Streamed>
      </ErrorIsland>
      <ErrorIsland what="The list of bills">
        <Streamed key={billsHref(asked, { before: asked.before })} fallback={<BillsListSkeleton />}>
          <BillsList shop={shop} asked={asked} />
        </Streamed>
      </ErrorIsland>
    </>
  );
}
