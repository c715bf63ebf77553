import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { may } from '@/contracts/permissions';
import { AccountDetail, AccountHead } from '@/features/bank-accounts/account-detail';
import { accountIn } from '@/features/bank-accounts/paths';
import { requireShop } from '@/server/auth/actor';
import { sellerDatabase } from '@/server/db/seller';
import { env } from '@/server/env';
import { readBankAccounts } from '@/server/queries/bank-accounts';
import { ErrorIsland } from '@/ui/error-island';
import { PageHead } from '@/ui/page-head';
import { NoPermission } from '@/ui/states';

export const metadata: Metadata = { title: 'Bank account' };

const MONEY = { what: 'bank accounts', role: 'support', owner: 'an owner of the organisation' };

interface Props {
  readonly params: Promise<{ readonly account: string }>;
}

export default async function BankAccountPage({ params }: Props) {
  const shop = await requireShop();
  if (!may(shop.role, 'see-money')) {
    return (
      <>
        <PageHead title="Bank account" />
        <NoPermission {...MONEY} />
      </>
    );
  }
  const asked = accountIn((await params).account);
  const dto = await readBankAccounts(sellerDatabase().pool, shop);
  const account = dto.accounts.find((one) => one.account === asked);
  if (account === undefined) notFound();
  return (
    <>
      <AccountHead account={account} />
      <ErrorIsland what="The bank account">
        <AccountDetail account={account} dto={dto} shop={shop} isDemo={env().mode === 'demo'} />
      </ErrorIsland>
    </>
  );
}
