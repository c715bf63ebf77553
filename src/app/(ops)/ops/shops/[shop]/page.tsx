import type { Metadata } from 'next';
import { OpsShopHead } from '@/features/ops-shop/ops-head';
import { OpsSellerView } from '@/features/ops-shop/ops-seller-view';
import { OpsSummary } from '@/features/ops-shop/ops-summary';
import { OpsNextPayout } from '@/features/payouts/ops-next-payout';
import { asOfText } from '@/ui/day-text';
import { ErrorIsland } from '@/ui/error-island';
import { Skeleton } from '@/ui/states';
import { Streamed } from '@/ui/streamed';
import { openShop } from './open-shop';

export const metadata: Metadata = { title: 'Shop' };

interface Props {
  readonly params: Promise<{ readonly shop: string }>;
}

export default async function OpsShopPage({ params }: Props) {
  const { actor, shop, of, database } = await openShop(params, 'summary');
  return (
    <>
      <OpsShopHead shop={of} tab="summary" asOf={asOfText(shop)} />
      <ErrorIsland what="The summary">
        <Streamed fallback={<Skeleton lines={14} label="Loading the shop" />}>
          <OpsSummary
            shop={shop}
            of={of}
            database={database}
            nextPayout={<OpsNextPayout shop={shop} database={database} />}
            sellerView={<OpsSellerView actor={actor} shop={of} />}
          />
        </Streamed>
      </ErrorIsland>
    </>
  );
}
