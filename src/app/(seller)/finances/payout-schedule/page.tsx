import type { Metadata } from 'next';
import { may } from '@/contracts/permissions';
import { Schedule, ScheduleSkeleton } from '@/features/payouts/schedule/schedule';
import { requireShop } from '@/server/auth/actor';
import { ErrorIsland } from '@/ui/error-island';
import { PageHead } from '@/ui/page-head';
import { NoPermission } from '@/ui/states';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Payout schedule' };

const MONEY = { what: 'the payout schedule', role: 'support', owner: 'an owner of the organisation' };

export default async function PayoutSchedulePage() {
  const shop = await requireShop();
  return (
    <>
      <PageHead title="Payout schedule" />
      {may(shop.role, 'see-money') ? (
        <ErrorIsland what="The payout schedule">
          <Streamed fallback={<ScheduleSkeleton />}>
            <Schedule shop={shop} />
          </Streamed>
        </ErrorIsland>
      ) : (
        <NoPermission {...MONEY} />
      )}
    </>
  );
}
