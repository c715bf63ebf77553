'use client';

import { type ReactNode, useActionState } from 'react';
import { IDLE } from '@/contracts/action';
import type { SavedCardDto } from '@/contracts/cards';
import { Icon } from '@/ui/icon';
import { cardNote } from '../cashier/card-words';
import { payShops } from './actions';

interface PayShopsFormProps {
  /** Null before there is a batch; then the shops' own fields are among the children. */
  readonly batch: string | null;
  /** Made for this rendering of the form: sent twice, it pays once. */
  readonly formKey: string;
  readonly currency: string;
  /** Decimal string: what the payer sees and confirms. */
  readonly asks: string;
  /** "$312.63" */
  readonly amount: string;
  readonly count: number;
  readonly cards: readonly SavedCardDto[];
  /** What is chosen at first: a card's id, or "new-card". */
  readonly chosen: string;
  readonly children?: ReactNode;
}

/** One confirmation for the bills of several shops. A plain form: it names a card and shops, and no amount that is believed. */
export function PayShopsForm(props: PayShopsFormProps) {
  const { batch, formKey, currency, asks, amount, count, cards, chosen, children } = props;
  const [state, send, isPending] = useActionState(payShops, IDLE);
  return (
    <form action={send} className="till-pay" aria-busy={isPending}>
      {state.status === 'refused' ? (
        <p className="summary" role="alert">
          {state.fields.method ?? state.message}
        </p>
      ) : null}
      {batch === null ? null : <input type="hidden" name="batch" value={batch} />}
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="asks" value={asks} />
      <input type="hidden" name="currency" value={currency} />
      {children}
      <fieldset className="opts">
        <legend className="sr">Card</legend>
        {cards.map((card) => {
          const isExpired = card.expiry === 'expired';
          return (
            <label className={isExpired ? 'opt off' : 'opt'} key={card.id}>
              <input
                className="check"
                type="radio"
                name="method"
                value={card.id}
                defaultChecked={card.id === chosen}
                disabled={isExpired}
                required
              />
              <span>
                <Icon name="card" className="lead" />
                Card ending {card.last4}
              </span>
              <span className="aside">{isExpired ? 'cannot pay' : 'at once'}</span>
              <small>{cardNote(card)}</small>
            </label>
          );
        })}
        <label className="opt">
          <input
            className="check"
            type="radio"
            name="method"
            value="new-card"
            defaultChecked={chosen === 'new-card'}
            required
          />
          <span>
            <Icon name="plus" className="lead" />
            Add a card
          </span>
          <span className="aside">at once</span>
          <small>Opens the payment provider’s page. We never see the number.</small>
        </label>
      </fieldset>
      <button type="submit" className="btn primary lg mt-4" disabled={isPending}>
        <Icon name="lock" />
        <span className="by-card">{isPending ? 'Paying' : `Pay ${amount}`}</span>
        <span className="by-new-card">Add a card</span>
      </button>
      <p className="xs faint mt-2.5">
        <span className="by-card">
          {count === 1
            ? 'One charge to this card. '
            : `${count} charges to this card, one for each shop: what becomes of one changes nothing for the others. `}
          Your bank may ask you to confirm; then you are led there for one after another.
        </span>
        <span className="by-new-card">Nothing is charged yet: you come back here with the card, and then pay.</span>
      </p>
    </form>
  );
}
