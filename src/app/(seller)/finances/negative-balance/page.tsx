import type { Metadata } from 'next';

import { payRequestSchema } from '@/contracts/negative-balance';
import { may } from '@/contracts/permissions';
import { NegativeBalance, NegativeBalanceSkeleton } from '@/features/negative-balance/negative-balance';
import { requireShop } from '@/server/auth/actor';
import { ErrorIsland } from '@/ui/error-island';
import { PageHead } from '@/ui/page-head';
import { NoPermission } from '@/ui/states';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Negative balance' };

const MONEY = { what: 'the balance', role: 'support', owner: 'an owner of the organisation' };

interface Props {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function NegativeBalancePage({ searchParams }: Props) {
  const shop = await requireShop();
  if (!may(shop.role, 'see-money')) {
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
