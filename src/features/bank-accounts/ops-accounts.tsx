import type { AccountPayoutDto, BankAccountDto, BankAccountsDto } from '@/contracts/bank-accounts';
import { opsShopPath } from '@/contracts/ops-lists';
import { withParams } from '@/contracts/search-params';
import type { ShopContext } from '@/contracts/shell';
import type { Database } from '@/server/db/database';
import { readBankAccounts } from '@/server/queries/bank-accounts';
import { Amount } from '@/ui/amount';
import { Door } from '@/ui/button';
import { Day } from '@/ui/day';
import { dayText } from '@/ui/day-text';
import { Sentences } from '@/ui/lists';
import { Section } from '@/ui/section';
import { EmptyState } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { DataTable } from '@/ui/table';
import { AccountCells } from './account-cells';
import { PAYOUT_LOOK } from './labels';

interface OpsAccountsProps {
  readonly shop: ShopContext;
  readonly database: Database;
}

interface Shown extends Pick<OpsAccountsProps, 'shop'> {
  readonly dto: BankAccountsDto;
}

function NewestPayout({ payout, shop }: { readonly payout: AccountPayoutDto | undefined } & Pick<Shown, 'shop'>) {
  if (payout === undefined) return <span className="faint">none yet</span>;
  const href = withParams(opsShopPath(shop.externalId, 'payouts'), { open: payout.no.toString() });
  return (
    <>
      <Door href={href}>
        <Day value={payout.initiatedOn} year={shop.today.slice(0, 4)} />
      </Door>{' '}
      <StatusChip look={PAYOUT_LOOK[payout.status]} />
    </>
  );
}

function AccountRow({ account, dto, shop }: Shown & { readonly account: BankAccountDto }) {
  const year = shop.today.slice(0, 4);
  const [newest] = account.payouts;
  return (
    <tr>
      <AccountCells account={account} dto={dto} year={year}>
        Ending {account.last4}
      </AccountCells>
      <td>
        <NewestPayout payout={newest} shop={shop} />
      </td>
      <td className="r last">{newest === undefined ? null : <Amount value={newest.amount} />}</td>
    </tr>
  );
}

/** Why no payout reaches the seller, where that is so: one came back (R7.5), or the primary account is in another name (R7.4). */
function Hindrances({ dto, shop }: Shown) {
  const primary = dto.accounts.find(({ isPrimary }) => isPrimary);
  const next = dayText(dto.nextPayoutOn, { year: shop.today.slice(0, 4) });
  const isMisnamed = primary !== undefined && !primary.isNamedRight;
  const items = [
    ...(dto.isBlocked
      ? [
          {
            key: 'blocked',
            text: `The last payout came back. The seller confirms the account or makes another one primary; until then nothing is sent, on ${next} at the earliest.`,
          },
        ]
      : []),
    ...(isMisnamed
      ? [
          {
            key: 'name',
            text: `The primary account is held by “${primary.holderName}”, the shop is registered as “${dto.registeredName}”: banks refuse such payouts.`,
          },
        ]
      : []),
  ];
  if (items.length === 0) return null;
  return (
    <div className="mb-4">
      <Sentences items={items.map((item) => ({ ...item, icon: 'stop', tone: 'no' }))} />
    </div>
  );
}

/** A shop's bank accounts, of each number the last four; only its seller changes them (R7.4). */
export async function OpsAccounts({ shop, database }: OpsAccountsProps) {
  const dto = await readBankAccounts(database.pool, shop);
  return (
    <Section
      title="Bank accounts"
      say={`Payouts go to the primary one. It must be held by ${dto.registeredName}; only the seller links and changes accounts.`}
    >
      <Hindrances dto={dto} shop={shop} />
      {dto.accounts.length === 0 ? (
        <EmptyState icon="bank" title="No bank account yet">
          Payouts begin once the seller has linked and verified one.
        </EmptyState>
      ) : (
        <DataTable
          caption={`Bank accounts, the primary one first, amounts in ${shop.currency}`}
          layout="stack l-pair plain"
          columns={[
            { key: 'account', label: 'Account' },
            { key: 'state', label: 'State' },
            { key: 'newest', label: 'Newest payout' },
            { key: 'amount', label: shop.currency, align: 'right' },
          ]}
        >
          {dto.accounts.map((account) => (
            <AccountRow key={account.account} account={account} dto={dto} shop={shop} />
          ))}
        </DataTable>
      )}
    </Section>
  );
}
