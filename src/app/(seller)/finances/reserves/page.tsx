import type { Metadata } from 'next';
import { may } from '@/contracts/permissions';
import { reservesSearchSchema } from '@/contracts/reserves';
import { firstOfEach, type GivenParams, leftOutParams } from '@/contracts/search-params';
import { ReleaseCalendar, ReleaseCalendarSkeleton } from '@/features/reserves/calendar';
import { Evaluation, EvaluationSkeleton } from '@/features/reserves/evaluation';
import { InReserve, InReserveSkeleton } from '@/features/reserves/head';
import { ReserveOverview, ReserveOverviewSkeleton } from '@/features/reserves/overview';
import { ReserveRecord, ReserveRecordSkeleton } from '@/features/reserves/record';
import { reservesExportHref } from '@/features/reserves/search';
import { NoMoney } from '@/features/shell/no-money';
import { requireShop } from '@/server/auth/actor';
import { LinkButton } from '@/ui/button';
import { asOfText } from '@/ui/day-text';
import { ErrorIsland } from '@/ui/error-island';
import { LeftOut } from '@/ui/left-out';
import { PageHead } from '@/ui/page-head';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Reserves' };

interface Props {
  readonly searchParams: Promise<GivenParams>;
}

export default async function ReservesPage({ searchParams }: Props) {
  const shop = await requireShop();
  if (!may(shop.role, 'see-money')) return <NoMoney title="Reserves" what="the reserve" />;
  const given = firstOfEach(await searchParams);
  const asked = reservesSearchSchema.parse(given);
  return (
    <>
      <PageHead
        title="Reserves"
        asOf={asOfText(shop)}
        actions={
          <LinkButton href={reservesExportHref(asked)} icon="download" download>
            Export
          </LinkButton>
        }
      >
        <Streamed fallback={<InReserveSkeleton />}>
          <InReserve shop={shop} />
        </Streamed>
      </PageHead>
      <LeftOut params={leftOutParams(reservesSearchSchema, given)} />
      <ErrorIsland what="When the reserve comes back">
        <Streamed fallback={<ReserveOverviewSkeleton />}>
          <ReserveOverview shop={shop} />
        </Streamed>
      </ErrorIsland>
      <ErrorIsland what="The release calendar">
        <Streamed fallback={<ReleaseCalendarSkeleton />}>
          <ReleaseCalendar shop={shop} />
        </Streamed>
      </ErrorIsland>
      <div className="mt-9">
        <ErrorIsland what="The next evaluation">
          <Streamed fallback={<EvaluationSkeleton />}>
            <Evaluation shop={shop} />
          </Streamed>
        </ErrorIsland>
      </div>
      <ErrorIsland what="The record per order">
        <Streamed fallback={<ReserveRecordSkeleton />}>
          <ReserveRecord shop={shop} asked={asked} />
        </Streamed>
      </ErrorIsland>
    </>
  );
}
