import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { may } from '@/contracts/permissions';
import { accountIn } from '@/features/bank-accounts/paths';
import { SimulatedBank } from '@/features/bank-accounts/simulated-bank';
import { requireShop } from '@/server/auth/actor';
import { sellerDatabase } from '@/server/db/seller';
import { env } from '@/server/env';
import { readSimulatedBank } from '@/server/queries/bank-accounts';

export const metadata: Metadata = { title: 'Simulated bank' };

interface Props {
  readonly params: Promise<{ readonly account: string }>;
}

/** The demo's stand-in for the seller's own bank; elsewhere there is none, since it tells the amounts that prove an account. */
export default async function SimulatedBankPage({ params }: Props) {
  const shop = await requireShop();
  if (env().mode !== 'demo' || !may(shop.role, 'manage-bank-accounts')) notFound();
  const account = accountIn((await params).account);
  const statement = account === null ? null : await readSimulatedBank(sellerDatabase().pool, shop, account);
  if (account === null || statement === null) notFound();
  return <SimulatedBank account={account} {...statement} shop={shop} />;
}
