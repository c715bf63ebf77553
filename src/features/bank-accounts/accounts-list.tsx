import type { BankAccountDto, BankAccountsDto } from '@/contracts/bank-accounts';
import { may } from '@/contracts/permissions';
import type { ShopContext } from '@/contracts/shell';
import { sellerDatabase } from '@/server/db/seller';
import { readBankAccounts } from '@/server/queries/bank-accounts';
import { Door, LinkButton } from '@/ui/button';
import { Section, SectionGrid } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { DataTable } from '@/ui/table';
import { AccountCells } from './account-cells';
import { AccountRules } from './account-rules';
import { BlockedNote, InTransitNote } from './in-transit-note';
import { ownersText } from './labels';
import { accountHref, NEW_ACCOUNT_PATH } from './paths';

interface RowProps {
  readonly account: BankAccountDto;
  readonly dto: BankAccountsDto;
  readonly year: string;
  readonly mayManage: boolean;
}

function RowAction({ account, mayManage }: RowProps) {
  const href = accountHref(account.account);
  if (mayManage && account.standing === 'to-enter')
    return (
      <LinkButton href={href} size="sm" kind="primary">
        Enter amounts
      </LinkButton>
    );
  return (
    <LinkButton href={href} size="sm">
      Open<span className="sr"> account ending {account.last4}</span>
    </LinkButton>
  );
}

function AccountRow(props: RowProps) {
  const { account, dto, year } = props;
  return (
    <tr>
      <AccountCells account={account} dto={dto} year={year}>
        <Door href={accountHref(account.account)}>Account ending {account.last4}</Door>
      </AccountCells>
      <td className="r">
        <RowAction {...props} />
      </td>
    </tr>
  );
}

function Accounts({ dto, shop }: { readonly dto: BankAccountsDto; readonly shop: ShopContext }) {
  const mayManage = may(shop.role, 'manage-bank-accounts');
  if (dto.accounts.length === 0) {
    return (
      <EmptyState
        icon="bank"
        title="No bank account yet"
        action={
          mayManage ? (
            <LinkButton href={NEW_ACCOUNT_PATH} kind="primary">
              Link an account
            </LinkButton>
          ) : undefined
        }
      >
        Payouts begin once {mayManage ? 'you have' : `${ownersText(dto.owners)} has`} linked and verified one.
      </EmptyState>
    );
  }
  const columns = [
    { key: 'account', label: 'Account' },
    { key: 'state', label: 'State' },
    { key: 'open', label: 'Actions', isHidden: true, align: 'right' as const },
  ];
  return (
    <DataTable caption="Bank accounts" columns={columns} layout="stack plain">
      {dto.accounts.map((account) => (
        <AccountRow
          key={account.account}
          account={account}
          dto={dto}
          year={shop.today.slice(0, 4)}
          mayManage={mayManage}
        />
      ))}
    </DataTable>
  );
}

/** The shop's bank accounts, what is on its way to which, and what an account must be. */
export async function AccountsList({ shop }: { readonly shop: ShopContext }) {
  const dto = await readBankAccounts(sellerDatabase().pool, shop);
  const who = may(shop.role, 'manage-bank-accounts')
    ? 'Only an owner can link, change or remove an account, and confirms who they are first.'
    : `Only ${ownersText(dto.owners)} can link, change or remove an account.`;
  return (
    <>
      <BlockedNote dto={dto} shop={shop} />
      <InTransitNote dto={dto} shop={shop} />
      <SectionGrid>
        <Section title="Accounts" say={who} columns={7}>
          <Accounts dto={dto} shop={shop} />
        </Section>
        <Section title="What an account must be" columns={5}>
          <AccountRules rules={dto} />
        </Section>
      </SectionGrid>
    </>
  );
}

/** As high as three accounts. */
export function AccountsListSkeleton() {
  return <Skeleton lines={3} rowHeight={72} label="Loading the bank accounts" />;
}
