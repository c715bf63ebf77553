'use client';

import { useActionState } from 'react';
import { IDLE } from '@/contracts/action';
import type { SavedCardDto } from '@/contracts/cards';
import { Icon, type IconName } from '@/ui/icon';
import { pay } from './actions';
import { cardNote } from './card-words';

interface PayFormProps {
  readonly bill: string;
  /** Made for this rendering of the form: sent twice, it pays once. */
  readonly formKey: string;
  /** Decimal string: what the payer sees and confirms. */
  readonly asks: string;
  /** "$37.40" */
  readonly amount: string;
  readonly cards: readonly SavedCardDto[];
  /** What is chosen at first: a card's id, or the name of another way. */
  readonly chosen: string;
  readonly isForCards: boolean;
  readonly transferDays: number;
  /** Whether so much by card asks the payer first who they are. */
  readonly asksProof: boolean;
}

interface Method {
  readonly value: string;
  readonly icon: IconName;
  readonly title: string;
  readonly note: string;
  readonly aside: string;
  readonly isDisabled?: boolean;
}

function methodsOf({ cards, amount, isForCards, transferDays }: PayFormProps): readonly Method[] {
  const byCard: readonly Method[] = [
    ...cards.map((card) => ({
      value: card.id,
      icon: 'card' as const,
      title: `Card ending ${card.last4}`,
      note: cardNote(card),
      aside: card.expiry === 'expired' ? 'cannot pay' : 'at once',
      isDisabled: card.expiry === 'expired',
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
  const { bill, formKey, asks, amount, chosen, asksProof } = props;
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
      <input type="hidden" name="asks" value={asks} />
      <fieldset className="opts">
        <legend className="sr">Method</legend>
        {methodsOf(props).map(({ value, icon, title, note, aside, isDisabled = false }) => (
          <label className={isDisabled ? 'opt off' : 'opt'} key={value}>
            <input
              className="check"
              type="radio"
              name="method"
              value={value}
              defaultChecked={value === chosen}
              disabled={isDisabled}
              required
            />
            <span>
              <Icon name={icon} className="lead" />
              {title}
            </span>
            <span className="aside">{aside}</span>
            <small>{note}</small>
          </label>
        ))}
      </fieldset>
      <button type="submit" className="btn primary lg mt-4" disabled={isPending}>
        <Icon name="lock" />
        <span className="by-card">{isPending ? 'Paying' : `Pay ${amount}`}</span>
        <span className="by-new-card">Add a card</span>
        <span className="by-transfer">Show what to send</span>
      </button>
      <p className="xs faint mt-2.5">
        <span className="by-card">
          {asksProof ? 'So large a payment asks for your password or a one-time code first. ' : ''}Your bank may ask you
          to confirm on its own page; you come back here. One payment per bill: pressing twice does not pay twice.
        </span>
        <span className="by-new-card">Nothing is charged yet: you come back here with the card, and then pay.</span>
        <span className="by-transfer">Nothing is charged now. The next page says where to send it.</span>
      </p>
    </form>
  );
}
