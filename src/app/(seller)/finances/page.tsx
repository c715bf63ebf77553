import type { Metadata } from 'next';
import { overviewSearchSchema } from '@/contracts/overview';
import type { GivenParams } from '@/contracts/search-params';
import { maySeeMoney } from '@/contracts/shell';
import { Overview } from '@/features/overview/overview';
import { requireShop } from '@/server/auth/actor';
import { PageHead } from '@/ui/page-head';
import { NoPermission } from '@/ui/states';

export const metadata: Metadata = { title: 'Overview' };

const MONEY = { what: 'the shop’s money', role: 'customer service', owner: 'an owner of the organisation' };

interface OverviewPageProps {
  readonly searchParams: Promise<GivenParams>;
}

export default async function OverviewPage({ searchParams }: OverviewPageProps) {
  const shop = await requireShop();
  if (!maySeeMoney(shop.role)) {
    return (
      <>
        <PageHead title="Overview" />
        <NoPermission {...MONEY} />
      </>
    );
  }
  const { trend } = overviewSearchSchema.parse(await searchParams);
  return <Overview shop={shop} span={trend} />;
}
