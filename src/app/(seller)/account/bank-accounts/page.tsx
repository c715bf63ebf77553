import type { Metadata } from 'next';
import { may } from '@/contracts/permissions';
import { AccountsList, AccountsListSkeleton } from '@/features/bank-accounts/accounts-list';
import { NEW_ACCOUNT_PATH } from '@/features/bank-accounts/paths';
import { requireShop } from '@/server/auth/actor';
import { LinkButton } from '@/ui/button';
import { ErrorIsland } from '@/ui/error-island';
import { PageHead } from '@/ui/page-head';
import { NoPermission } from '@/ui/states';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Bank accounts' };

const MONEY = { what: 'bank accounts', role: 'support', owner: 'an owner of the organisation' };

export default async function BankAccountsPage() {
  const shop = await requireShop();
  if (!may(shop.role, 'see-money')) {
    return (
      <>
        <PageHead title="Bank accounts" />
        <NoPermission {...MONEY} />
      </>
    );
  }
  const link = (
    <LinkButton href={NEW_ACCOUNT_PATH} kind="primary" icon="plus">
      Link an account
    </LinkButton>
  );
  return (
    <>
      <PageHead title="Bank accounts" actions={may(shop.role, 'manage-bank-accounts') ? link : undefined} />
      <ErrorIsland what="The list of bank accounts">
        <Streamed fallback={<AccountsListSkeleton />}>
          <AccountsList shop={shop} />
        </Streamed>
      </ErrorIsland>
    </>
  );
}
