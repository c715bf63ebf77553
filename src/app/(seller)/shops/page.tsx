import type { Metadata } from 'next';
import { portfolioSearchSchema } from '@/contracts/portfolio';
import { firstOfEach, type GivenParams, leftOutParams } from '@/contracts/search-params';
import { Portfolio, PortfolioSkeleton } from '@/features/shops/portfolio';
import { exportHref } from '@/features/shops/search';
import { requireActor, requireShop } from '@/server/auth/actor';
import { LinkButton } from '@/ui/button';
import { asOfText } from '@/ui/day-text';
import { ErrorIsland } from '@/ui/error-island';
import { LeftOut } from '@/ui/left-out';
import { PageHead } from '@/ui/page-head';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Shops' };

interface Props {
  readonly searchParams: Promise<GivenParams>;
}

export default async function ShopsPage({ searchParams }: Props) {
  const actor = await requireActor();
  const shop = await requireShop();
  const given = firstOfEach(await searchParams);
  const asked = portfolioSearchSchema.parse(given);
  const justChecked = /^\d{1,6}$/.test(given.checked ?? '') ? Number(given.checked) : null;
  return (
    <>
      <PageHead
        title="Shops"
        asOf={asOfText(shop)}
        actions={
          <LinkButton href={exportHref(asked)} icon="download" download>
            Export
          </LinkButton>
        }
      />
      <LeftOut params={leftOutParams(portfolioSearchSchema, given)} />
      <ErrorIsland what="The list of shops">
        <Streamed fallback={<PortfolioSkeleton />}>
          <Portfolio actor={actor} asked={asked} justChecked={justChecked} />
        </Streamed>
      </ErrorIsland>
    </>
  );
}
