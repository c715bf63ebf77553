import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { may } from '@/contracts/permissions';
import { AccountRules } from '@/features/bank-accounts/account-rules';
import { LinkForm } from '@/features/bank-accounts/link-form';
import { ACCOUNTS_PATH, NEW_ACCOUNT_PATH } from '@/features/bank-accounts/paths';
import { requireActor, requireShop } from '@/server/auth/actor';
import { confirmPath, isFresh } from '@/server/auth/step-up';
import { sellerDatabase } from '@/server/db/seller';
import { readAccountRules } from '@/server/queries/bank-accounts';
import { PageHead } from '@/ui/page-head';
import { Section, SectionGrid } from '@/ui/section';
import { EmptyState } from '@/ui/states';

export const metadata: Metadata = { title: 'Link a bank account' };

const CRUMB = { href: ACCOUNTS_PATH, label: 'Bank accounts', here: 'Link an account' };

export default async function NewBankAccountPage() {
  const shop = await requireShop();
  if (!may(shop.role, 'manage-bank-accounts')) {
    return (
      <>
        <PageHead title="Link a bank account" crumb={CRUMB} />
        <EmptyState icon="lock" title="Only an owner can link a bank account">
          Ask an owner of the organisation to do it. They confirm with their password or code first.
        </EmptyState>
      </>
    );
  }
  // Asked here and not only when the form is sent: nobody types an account number twice.
  if (!isFresh(await requireActor())) redirect(confirmPath(NEW_ACCOUNT_PATH) as Route);
  const rules = await readAccountRules(sellerDatabase().pool, shop);
  return (
    <>
      <PageHead title="Link a bank account" crumb={CRUMB} />
      <SectionGrid>
        <Section
          title="Account"
          say="The name on the account must be the registered name, letter by letter. Extra spaces do not count."
          columns={7}
        >
          <LinkForm rules={rules} />
        </Section>
        <Section title="What an account must be" columns={5}>
          <AccountRules rules={rules} />
        </Section>
      </SectionGrid>
    </>
  );
}
