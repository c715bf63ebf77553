import type { BankAccountDto } from '@/contracts/bank-accounts';
import { amountText } from '@/ui/amount-text';
import { LinkButton, TextLink } from '@/ui/button';
import { dayText } from '@/ui/day-text';
import { CheckList, type Condition } from '@/ui/lists';
import { EmptyState } from '@/ui/states';
import { AmountsForm } from './amounts-form';
import { NEW_ACCOUNT_PATH, simulatedBankHref } from './paths';

interface VerificationProps {
  readonly account: BankAccountDto;
  readonly year: string;
  readonly currency: string;
  readonly mayManage: boolean;
  readonly isDemo: boolean;
}

type Deposits = NonNullable<BankAccountDto['deposits']>;

/** What happened so far, with dates. */
function stepsOf({ account, year, currency }: VerificationProps, deposits: Deposits): readonly Condition[] {
  const day = (value: string) => dayText(value, { year });
  const hasArrived = account.standing !== 'on-their-way';
  const limit = amountText('1.00', { currency });
  return [
    { key: 'name', state: 'ok', text: `${day(account.linkedOn ?? deposits.sentOn)}: the name matched` },
    {
      key: 'sent',
      state: 'ok',
      text: `${day(deposits.sentOn)}: two deposits sent, each below ${limit}, from Evenkeel Settlements`,
    },
    hasArrived
      ? {
          key: 'arrived',
          state: 'wait',
          text: `Since ${day(deposits.arrivesOn)}: they are on your account. Enter both, in any order, until ${day(deposits.expiresOn)}.`,
        }
      : {
          key: 'arrives',
          state: 'wait',
          text: `By ${day(deposits.arrivesOn)}: they are on your account. Then enter both here, until ${day(deposits.expiresOn)}.`,
        },
  ];
}

const OVER = {
  expired: {
    title: 'The time to enter the amounts is over',
    what: 'Two new deposits are sent when you link the account again.',
  },
  'attempts-used': {
    title: 'The amounts were entered wrongly three times',
    what: 'Look them up on your bank statement, then link the account again: two new deposits are sent.',
  },
} as const;

/** What proves that an account is the seller's: what happened, then the two amounts. */
export function Verification(props: VerificationProps) {
  const { account, currency, mayManage, isDemo } = props;
  const { standing, deposits } = account;
  if (standing === 'expired' || standing === 'attempts-used') {
    return (
      <EmptyState
        icon="void"
        title={OVER[standing].title}
        action={mayManage ? <LinkButton href={NEW_ACCOUNT_PATH}>Link an account</LinkButton> : undefined}
      >
        {OVER[standing].what}
      </EmptyState>
    );
  }
  if (deposits === null) return null;
  return (
    <div className="form">
      <CheckList conditions={stepsOf(props, deposits)} />
      {standing === 'to-enter' && mayManage ? (
        <AmountsForm
          account={account.account}
          last4={account.last4}
          currencySign={amountText('0.00', { currency }).replace('0.00', '')}
          attemptsLeft={deposits.attemptsLeft}
        />
      ) : null}
      {isDemo && mayManage ? (
        <p className="sm muted">
          In the demo, the <TextLink href={simulatedBankHref(account.account)}>simulated bank’s statement</TextLink>{' '}
          shows what arrived on this account.
        </p>
      ) : null}
    </div>
  );
}
