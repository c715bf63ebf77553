import type { Metadata } from 'next';
import { ActivityRecord, ActivitySkeleton } from '@/features/activity/activity';
import { requireShop } from '@/server/auth/actor';
import { asOfText } from '@/ui/day-text';
import { ErrorIsland } from '@/ui/error-island';
import { PageHead } from '@/ui/page-head';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Activity' };

const CRUMB = { href: '/health', label: 'Account health', here: 'Activity' };

export default async function ActivityPage() {
  const shop = await requireShop();
  return (
    <>
      <PageHead title="Activity" crumb={CRUMB} asOf={asOfText(shop)} />
      <ErrorIsland what="The activity">
        <Streamed fallback={<ActivitySkeleton />}>
          <ActivityRecord shop={shop} />
        </Streamed>
      </ErrorIsland>
    </>
  );
}
