import type { BankAccountDto, BankAccountsDto } from '@/contracts/bank-accounts';
import { may } from '@/contracts/permissions';
import type { ShopContext } from '@/contracts/shell';
import { Amount } from '@/ui/amount';
import { Door } from '@/ui/button';
import { Day } from '@/ui/day';
import { dayText } from '@/ui/day-text';
import { KeyValues, type Pair } from '@/ui/lists';
import { PageHead } from '@/ui/page-head';
import { Section, SectionGrid } from '@/ui/section';
import { EmptyState } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { ChooseAccount, RemoveAccount } from './account-actions';
import { InTransitNote } from './in-transit-note';
import { accountLook, KIND_LABEL, ownersText, PAYOUT_LOOK, TYPE_LABEL } from './labels';
import { NameMatch } from './name-match';
import { ACCOUNTS_PATH } from './paths';
import { Verification } from './verification';

interface DetailProps {
  readonly account: BankAccountDto;
  readonly dto: BankAccountsDto;
  readonly shop: ShopContext;
  readonly isDemo: boolean;
}

/** Which account it is, and where it stands. */
export function AccountHead({ account }: Pick<DetailProps, 'account'>) {
  const title = `Account ending ${account.last4}`;
  return (
    <PageHead title={title} crumb={{ href: ACCOUNTS_PATH, label: 'Bank accounts', here: title }}>
      <p className="mt-2">
        <StatusChip look={accountLook(account)} loud />
      </p>
    </PageHead>
  );
}

function factsOf({ account, shop }: DetailProps): readonly Pair[] {
  const year = shop.today.slice(0, 4);
  const on = (term: string, day: string | null): readonly Pair[] =>
    day === null ? [] : [{ term, value: <Day value={day} year={year} /> }];
  return [
    { term: 'Account holder', value: account.holderName },
    { term: 'Number', value: `ending ${account.last4}` },
    ...(account.routingNumber === null
      ? []
      : [{ term: 'Routing number', value: <span className="id">{account.routingNumber}</span> }]),
    ...(account.accountType === null ? [] : [{ term: 'Type', value: TYPE_LABEL[account.accountType] }]),
    ...(account.accountKind === null ? [] : [{ term: 'Booked as', value: KIND_LABEL[account.accountKind] }]),
    ...on('Linked', account.linkedOn),
    ...on('Verified', account.verifiedOn),
    ...on('Removed', account.removedOn),
  ];
}

function Payouts({ account, shop }: DetailProps) {
  if (account.payouts.length === 0) {
    return (
      <EmptyState icon="payouts" title="No payout went to this account yet">
        {account.isPrimary ? 'The next one does.' : 'Payouts go to the primary account.'}
      </EmptyState>
    );
  }
  return (
    <div className="wrap bleed">
      <table className="tbl plain">
        <caption className="sr">Newest payouts to this account, in {shop.currency}</caption>
        <thead>
          <tr>
            <th scope="col">Started</th>
            <th scope="col">What came of it</th>
            <th scope="col" className="r">
              {shop.currency}
            </th>
          </tr>
        </thead>
        <tbody>
          {account.payouts.map((payout) => (
            <tr key={payout.no}>
              <td className="nw">
                <Door href={`/finances/payouts?open=${payout.no}#payout-${payout.no}`}>
                  <Day value={payout.initiatedOn} year={shop.today.slice(0, 4)} />
                </Door>
              </td>
              <td>
                <StatusChip look={PAYOUT_LOOK[payout.status]} />
              </td>
              <td className="r">
                <Amount value={payout.amount} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What removing it does, before it is done. */
function removalText({ account }: DetailProps): string {
  if (!account.isPrimary) return 'It receives no payouts now, so they go on as before.';
  return 'Payouts go to this account: they stop until another one is verified. One on its way still arrives here.';
}

/** The one main thing to do with an account, if there is one. */
function Choice({ account, dto, shop }: DetailProps) {
  const next = dayText(dto.nextPayoutOn, { year: shop.today.slice(0, 4) });
  if (account.standing !== 'verified' || !account.isNamedRight) return null;
  if (!account.isPrimary) {
    return (
      <>
        <p className="sm muted">
          Later payouts then go to this account, the next on {next} at the earliest.
          {dto.isBlocked ? ' What came back is sent again with it.' : ''} A payout on its way keeps its account.
        </p>
        <ChooseAccount account={account.account} button="Make it the primary account" />
      </>
    );
  }
  if (!dto.isBlocked) return <p className="sm muted">Your payouts go to this account, the next on {next}.</p>;
  return (
    <>
      <p className="sm muted">
        The last payout came back. If the account is right as it is, confirm it: the money is sent again on {next} at
        the earliest.
      </p>
      <ChooseAccount account={account.account} button={`Confirm account ending ${account.last4}`} />
    </>
  );
}

function ToDo(props: DetailProps) {
  const { account, dto, shop } = props;
  if (!may(shop.role, 'manage-bank-accounts'))
    return <p className="sm muted">Only {ownersText(dto.owners)} can change it.</p>;
  return (
    <div className="form">
      <Choice {...props} />
      <div>
        <RemoveAccount account={account.account} last4={account.last4} consequence={removalText(props)} />
      </div>
    </div>
  );
}

function Mismatch({ account, dto }: DetailProps) {
  return (
    <div className="mb-6">
      <NameMatch
        registered={dto.registeredName}
        entered={account.holderName}
        enteredLabel="Account holder, as the bank has it"
        consequence="Banks refuse payouts to this account. Make another one primary, or link one in the registered name."
      />
    </div>
  );
}

/** One account: its proof or its payouts, what it is, and what to do with it. */
export function AccountDetail(props: DetailProps) {
  const { account, dto, shop, isDemo } = props;
  const isKnown = account.standing === 'verified' || account.standing === 'removed';
  const own = dto.inTransit.filter((payout) => payout.account === account.account);
  return (
    <>
      {account.isPrimary ? <InTransitNote dto={{ ...dto, inTransit: own }} shop={shop} /> : null}
      {account.standing === 'verified' && !account.isNamedRight ? <Mismatch {...props} /> : null}
      <SectionGrid>
        {isKnown ? (
          <Section title="Payouts to it" say="The newest five." columns={7}>
            <Payouts {...props} />
          </Section>
        ) : (
          <Section title="Verify it" say="It shows that the account is yours." columns={7}>
            <Verification
              account={account}
              year={shop.today.slice(0, 4)}
              currency={shop.currency}
              mayManage={may(shop.role, 'manage-bank-accounts')}
              isDemo={isDemo}
            />
          </Section>
        )}
        <Section title="Account" columns={5}>
          <KeyValues pairs={factsOf(props)} />
          {account.standing === 'removed' ? null : (
            <div className="mt-5">
              <ToDo {...props} />
            </div>
          )}
        </Section>
      </SectionGrid>
    </>
  );
}
