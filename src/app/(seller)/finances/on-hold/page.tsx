import type { Metadata } from 'next';
import { onHoldSearchSchema } from '@/contracts/on-hold';
import { may } from '@/contracts/permissions';
import { firstOfEach, type GivenParams } from '@/contracts/search-params';
import { OnHoldDays, OnHoldDaysSkeleton } from '@/features/on-hold/days';
import { OnHoldFigure, OnHoldFigureSkeleton } from '@/features/on-hold/figure';
import { OnHoldList, OnHoldListSkeleton } from '@/features/on-hold/on-hold-list';
import { ON_HOLD_PATH, onHoldExportHref } from '@/features/on-hold/search';
import { Undelivered, UndeliveredSkeleton } from '@/features/on-hold/undelivered';
import { NoMoney } from '@/features/shell/no-money';
import { requireShop } from '@/server/auth/actor';
import { sellerDatabase } from '@/server/db/seller';
import { LinkButton } from '@/ui/button';
import { asOfText } from '@/ui/day-text';
import { ErrorIsland } from '@/ui/error-island';
import { PageHead } from '@/ui/page-head';
import { SectionGrid } from '@/ui/section';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'On hold' };

interface Props {
  readonly searchParams: Promise<GivenParams>;
}

export default async function OnHoldPage({ searchParams }: Props) {
  const shop = await requireShop();
  if (!may(shop.role, 'see-money')) return <NoMoney title="On hold" what="orders on hold" />;
  const asked = onHoldSearchSchema.parse(firstOfEach(await searchParams));
  const place = { shop, database: sellerDatabase(), path: ON_HOLD_PATH };
  return (
    <>
      <PageHead
        title="On hold"
        asOf={asOfText(shop)}
        actions={
          <LinkButton href={onHoldExportHref(asked)} icon="download" download>
            Export
          </LinkButton>
        }
      >
        <ErrorIsland what="What is on hold">
          <Streamed fallback={<OnHoldFigureSkeleton />}>
            <OnHoldFigure {...place} />
          </Streamed>
        </ErrorIsland>
      </PageHead>
      <SectionGrid>
        <ErrorIsland what="The list of orders on hold">
          <Streamed fallback={<OnHoldListSkeleton />}>
            <OnHoldList {...place} asked={asked} />
          </Streamed>
        </ErrorIsland>
        <ErrorIsland what="When it settles">
          <Streamed fallback={<OnHoldDaysSkeleton />}>
            <OnHoldDays {...place} />
          </Streamed>
        </ErrorIsland>
      </SectionGrid>
      <div className="mt-9">
        <ErrorIsland what="The list of orders not delivered yet">
          <Streamed fallback={<UndeliveredSkeleton />}>
            <Undelivered {...place} asked={asked} />
          </Streamed>
        </ErrorIsland>
      </div>
    </>
  );
}
