import type { Metadata } from 'next';
import { overviewSearchSchema } from '@/contracts/overview';
import { may } from '@/contracts/permissions';
import type { GivenParams } from '@/contracts/search-params';
import { Overview } from '@/features/overview/overview';
import { NoMoney } from '@/features/shell/no-money';
import { requireShop } from '@/server/auth/actor';

export const metadata: Metadata = { title: 'Overview' };

interface OverviewPageProps {
  readonly searchParams: Promise<GivenParams>;
}

export default async function OverviewPage({ searchParams }: OverviewPageProps) {
  const shop = await requireShop();
  if (!may(shop.role, 'see-money')) return <NoMoney title="Overview" what="the shop’s money" />;
  const { trend } = overviewSearchSchema.parse(await searchParams);
  return <Overview shop={shop} span={trend} />;
}
