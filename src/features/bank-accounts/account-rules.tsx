import type { AccountRulesDto } from '@/contracts/bank-accounts';
import { Sentences } from '@/ui/lists';
import { TYPE_REASON } from './labels';

/** What an account of the shop must be, and how it is verified. */
export function AccountRules({ rules }: { readonly rules: AccountRulesDto }) {
  return (
    <Sentences
      items={[
        {
          key: 'name',
          icon: 'user-check',
          text: (
            <>
              Held in the registered name, letter by letter: <b className="b">{rules.registeredName}</b>. Extra spaces
              do not count.
            </>
          ),
        },
        { key: 'type', icon: 'bank', text: TYPE_REASON[rules.registrationType] },
        {
          key: 'proof',
          icon: 'key',
          text: 'Verified by two deposits below 1.00, which arrive on the next business day. You tell us both amounts: 3 attempts, 10 days.',
        },
        {
          key: 'primary',
          icon: 'payouts',
          text: 'Payouts go to the primary account. A payout on its way keeps the account that it started with.',
        },
        { key: 'secret', icon: 'lock', text: 'Account numbers are kept encrypted; you see the last four.' },
      ]}
    />
  );
}
