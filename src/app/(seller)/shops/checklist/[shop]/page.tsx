import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { checklistSearchSchema } from '@/contracts/checklist';
import { firstOfEach, type GivenParams } from '@/contracts/search-params';
import { Checklist, ChecklistSkeleton } from '@/features/shops/checklist/checklist';
import { CheckHistory, CheckHistorySkeleton } from '@/features/shops/checklist/history';
import { requireActor, requireShop } from '@/server/auth/actor';
import { asOfText } from '@/ui/day-text';
import { ErrorIsland } from '@/ui/error-island';
import { PageHead } from '@/ui/page-head';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Daily checklist' };

interface Props {
  readonly params: Promise<{ readonly shop: string }>;
  readonly searchParams: Promise<GivenParams>;
}

export default async function ChecklistPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { now, zone } = await requireShop();
  const named = decodeURIComponent((await params).shop);
  const shop = actor.shops.find(({ externalId }) => externalId === named);
  if (shop === undefined) notFound();
  const asked = checklistSearchSchema.parse(firstOfEach(await searchParams));
  return (
    <>
      <PageHead
        title="Daily checklist"
        crumb={{ href: '/shops', label: 'Shops', here: shop.name }}
        asOf={asOfText({ now, zone })}
      >
        <p className="muted">{shop.name}</p>
      </PageHead>
      <ErrorIsland what="The checklist">
        <Streamed fallback={<ChecklistSkeleton />}>
          <Checklist actor={actor} shop={shop} />
        </Streamed>
      </ErrorIsland>
      <div className="mt-9">
        <ErrorIsland what="The history of checks">
          <Streamed fallback={<CheckHistorySkeleton />}>
            <CheckHistory shop={shop} asked={asked} />
          </Streamed>
        </ErrorIsland>
      </div>
    </>
  );
}
