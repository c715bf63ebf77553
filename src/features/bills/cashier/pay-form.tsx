'use client';

import { useActionState } from 'react';
import { IDLE } from '@/contracts/action';
import type { SavedCardDto } from '@/contracts/cards';
import { Icon, type IconName } from '@/ui/icon';
import { pay } from './actions';

interface PayFormProps {
  readonly bill: string;
  /** Made for this rendering of the form: sent twice, it pays once. */
  readonly formKey: string;
  /** "$37.40" */
  readonly amount: string;
  readonly cards: readonly SavedCardDto[];
  /** What is chosen at first: a card's id, or the name of another way. */
  readonly chosen: string;
  readonly isForCards: boolean;
  readonly transferDays: number;
}

interface Method {
  readonly value: string;
  readonly icon: IconName;
  readonly title: string;
  readonly note: string;
  readonly aside: string;
}

const EXPIRY_NOTE = { valid: '', 'expires-soon': ', soon', expired: ', has expired' } as const;

/** @example "Visa, expires 08/28" */
function noteOf({ brand, expMonth, expYear, expiry, isDefault }: SavedCardDto): string {
  const month = `${expMonth}`.padStart(2, '0');
  const name = brand.charAt(0).toUpperCase() + brand.slice(1);
  return `${name}, expires ${month}/${expYear % 100}${EXPIRY_NOTE[expiry]}.${isDefault ? ' Offered first.' : ''}`;
}

function methodsOf({ cards, amount, isForCards, transferDays }: PayFormProps): readonly Method[] {
  const byCard: readonly Method[] = [
    ...cards.map((card) => ({
      value: card.id,
      icon: 'card' as const,
      title: `Card ending ${card.last4}`,
      note: noteOf(card),
      aside: 'at once',
    })),
    {
      value: 'new-card',
      icon: 'plus',
      title: 'Add a card',
      note: 'Opens the payment provider’s page. We never see the number.',
      aside: 'at once',
    },
  ];
  const transfer: Method = {
    value: 'bank-transfer',
    icon: 'bank',
    title: 'Bank transfer',
    note: `Send exactly ${amount} with the reference that you get next. The bill then stays open for ${transferDays} days.`,
    aside: '1 to 3 business days',
  };
  return isForCards ? [...byCard, transfer] : [transfer];
}

/** How to pay, and the button. A plain form: what it sends names a way to pay, never an amount. */
export function PayForm(props: PayFormProps) {
  const { bill, formKey, amount, chosen } = props;
  const [state, send, isPending] = useActionState(pay, IDLE);
  return (
    <form action={send} className="till-pay" aria-busy={isPending}>
      {state.status === 'refused' ? (
        <p className="summary" role="alert">
          {state.fields.method ?? state.message}
        </p>
      ) : null}
      <input type="hidden" name="bill" value={bill} />
      <input type="hidden" name="key" value={formKey} />
      <fieldset className="opts">
        <legend className="sr">Method</legend>
        {methodsOf(props).map(({ value, icon, title, note, aside }) => (
          <label className="opt" key={value}>
            <input
              className="check"
              type="radio"
              name="method"
              value={value}
              defaultChecked={value === chosen}
              required
            />
            <span>
              <Icon name={icon} className="lead" />
              {title}
              <small>{note}</small>
            </span>
            <span className="aside">{aside}</span>
          </label>
        ))}
      </fieldset>
      <button type="submit" className="btn primary lg mt-4" disabled={isPending}>
        <Icon name="lock" />
        {isPending ? 'Paying' : `Pay ${amount}`}
      </button>
      <p className="xs faint mt-2.5">
        Your bank may ask you to confirm on its own page; you come back here. One payment per bill: pressing twice does
        not pay twice.
      </p>
    </form>
  );
}
