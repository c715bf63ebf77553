import type { Metadata } from 'next';

import { payRequestSchema } from '@/contracts/negative-balance';
import type { GivenParams } from '@/contracts/search-params';
import { maySeeMoney } from '@/contracts/shell';
import { NegativeBalance, NegativeBalanceSkeleton } from '@/features/negative-balance/negative-balance';
import { requireShop } from '@/server/auth/actor';
import { ErrorIsland } from '@/ui/error-island';
import { PageHead } from '@/ui/page-head';
import { NoPermission } from '@/ui/states';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Negative balance' };

const MONEY = { what: 'the balance', role: 'customer service', owner: 'an owner of the organisation' };

interface Props {
  readonly searchParams: Promise<GivenParams>;
}

export default async function NegativeBalancePage({ searchParams }: Props) {
  const shop = await requireShop();
  if (!maySeeMoney(shop.role)) {
    return (
      <>
        <PageHead title="Negative balance" />
        <NoPermission {...MONEY} />
      </>
    );
  }
  const request = payRequestSchema.parse(await searchParams);
  return (
    <ErrorIsland what="Your negative balance">
      <Streamed fallback={<NegativeBalanceSkeleton shop={shop} />}>
        <NegativeBalance shop={shop} request={request} />
      </Streamed>
    </ErrorIsland>
  );
}
