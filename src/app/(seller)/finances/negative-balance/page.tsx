import type { Metadata } from 'next';
import { payRequestSchema } from '@/contracts/negative-balance';
import { may } from '@/contracts/permissions';
import type { GivenParams } from '@/contracts/search-params';
import { NegativeBalance, NegativeBalanceSkeleton } from '@/features/negative-balance/negative-balance';
import { NoMoney } from '@/features/shell/no-money';
import { requireShop } from '@/server/auth/actor';
import { ErrorIsland } from '@/ui/error-island';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Negative balance' };

interface Props {
  readonly searchParams: Promise<GivenParams>;
}

export default async function NegativeBalancePage({ searchParams }: Props) {
  const shop = await requireShop();
  if (!may(shop.role, 'see-money')) return <NoMoney title="Negative balance" what="the balance" />;
  const request = payRequestSchema.parse(await searchParams);
  return (
    <ErrorIsland what="Your negative balance">
      <Streamed fallback={<NegativeBalanceSkeleton shop={shop} />}>
        <NegativeBalance shop={shop} request={request} />
      </Streamed>
    </ErrorIsland>
  );
}
