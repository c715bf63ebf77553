import type { Metadata } from 'next';
import { payoutsSearchSchema } from '@/contracts/payouts';
import { may } from '@/contracts/permissions';
import { firstOfEach, type GivenParams, leftOutParams } from '@/contracts/search-params';
import { InTransit, InTransitSkeleton } from '@/features/payouts/in-transit';
import { NextPayout, NextPayoutSkeleton } from '@/features/payouts/next-payout';
import { PayoutsList, PayoutsListSkeleton } from '@/features/payouts/payouts-list';
import { payoutsExportHref } from '@/features/payouts/search';
import { NoMoney } from '@/features/shell/no-money';
import { requireShop } from '@/server/auth/actor';
import { LinkButton } from '@/ui/button';
import { asOfText } from '@/ui/day-text';
import { ErrorIsland } from '@/ui/error-island';
import { LeftOut } from '@/ui/left-out';
import { PageHead } from '@/ui/page-head';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Payouts' };

interface Props {
  readonly searchParams: Promise<GivenParams>;
}

export default async function PayoutsPage({ searchParams }: Props) {
  const shop = await requireShop();
  if (!may(shop.role, 'see-money')) return <NoMoney title="Payouts" what="payouts" />;
  const given = firstOfEach(await searchParams);
  const asked = payoutsSearchSchema.parse(given);
  return (
    <>
      <PageHead
        title="Payouts"
        asOf={asOfText(shop)}
        actions={
          <LinkButton href={payoutsExportHref(asked)} icon="download" download>
            Export
          </LinkButton>
        }
      >
        <Streamed fallback={<InTransitSkeleton />}>
          <InTransit shop={shop} />
        </Streamed>
      </PageHead>
      <LeftOut params={leftOutParams(payoutsSearchSchema, given)} />
      <ErrorIsland what="The next payout">
        <Streamed fallback={<NextPayoutSkeleton />}>
          <NextPayout shop={shop} />
        </Streamed>
      </ErrorIsland>
      <div className="mt-9">
        <ErrorIsland what="The list of payouts">
          <Streamed fallback={<PayoutsListSkeleton />}>
            <PayoutsList shop={shop} asked={asked} />
          </Streamed>
        </ErrorIsland>
      </div>
    </>
  );
}
