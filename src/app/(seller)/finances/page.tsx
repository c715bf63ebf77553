import type { Metadata } from 'next';
import { overviewSearchSchema } from '@/contracts/overview';
import type { GivenParams } from '@/contracts/search-params';
import { maySeeMoney } from '@/contracts/shell';
import { Overview } from '@/features/overview/overview';
import { NoMoney } from '@/features/shell/no-money';
import { requireShop } from '@/server/auth/actor';

export const metadata: Metadata = { title: 'Overview' };

interface OverviewPageProps {
  readonly searchParams: Promise<GivenParams>;
}

export default async function OverviewPage({ searchParams }: OverviewPageProps) {
  const shop = await requireShop();
  if (!maySeeMoney(shop.role)) return <NoMoney title="Overview" what="the shop’s money" />;
  const { trend } = overviewSearchSchema.parse(await searchParams);
  return <Overview shop={shop} span={trend} />;
}
