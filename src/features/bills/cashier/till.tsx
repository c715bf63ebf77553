import type { BillDetailDto } from '@/contracts/bills';
import type { SavedCardsDto } from '@/contracts/cards';
import type { BillPreviewDto } from '@/contracts/cashier';
import type { ShopContext } from '@/contracts/shell';
import { amountText, isZero } from '@/ui/amount-text';
import { Banner } from '@/ui/banner';
import { dayText } from '@/ui/day-text';
import { Sentences } from '@/ui/lists';
import { Section } from '@/ui/section';
import { failureWords, mayTryAgain } from '../failure-words';
import { AmountHead } from './amount-head';
import { BillAside } from './bill-aside';
import { PayForm } from './pay-form';
import { SavedCards } from './saved-cards';

/** What brought the payer back here, from the address. */
export type TillProblem = 'amount-changed' | 'no-card' | 'no-answer';

interface TillProps {
  readonly bill: BillDetailDto;
  readonly preview: BillPreviewDto;
  readonly cards: SavedCardsDto;
  readonly shop: ShopContext;
  readonly problem: TillProblem | null;
  /** A card that was just added. */
  readonly card: string | null;
  readonly formKey: string;
  readonly clearingMinutes: number;
  readonly transferDays: number;
  readonly asksProof: boolean;
}

function Problem({ bill, shop, problem }: Pick<TillProps, 'bill' | 'shop' | 'problem'>) {
  if (problem === 'amount-changed') {
    const amount = amountText(bill.amount, { currency: shop.currency });
    return (
      <Banner tone="note" icon="split" title={`The amount is now ${amount}`}>
        Sales or another payment have covered part of it since. Nothing has been charged; pay to confirm the new amount.
      </Banner>
    );
  }
  if (problem === 'no-card') {
    return (
      <Banner tone="note" icon="card" title="No card was added">
        The page of the payment provider was left before a card was saved. Add it again, or pay another way.
      </Banner>
    );
  }
  if (problem === 'no-answer') {
    return (
      <Banner tone="held" icon="clock" title="The payment provider does not answer">
        Whether the card was saved is not known yet. Open this page again in a minute, or pay by bank transfer.
      </Banner>
    );
  }
  if (bill.status !== 'failed') return null;
  const { what, cure } = failureWords(bill.failureCode);
  return (
    <Banner tone="owed" icon="stop" title={what}>
      {cure}
    </Banner>
  );
}

/** @example clearingText(240) === "Within 4 hours" */
function clearingText(minutes: number): string {
  if (minutes === 0) return 'As soon as it is paid';
  if (minutes < 120) return `Within ${minutes} minutes`;
  return `Within ${Math.round(minutes / 60)} hours`;
}

function WhatHappensNext({ preview, shop, clearingMinutes }: Pick<TillProps, 'preview' | 'shop' | 'clearingMinutes'>) {
  const year = shop.today.slice(0, 4);
  const paidOff = preview.effects.filter(({ owedAfter }) => isZero(owedAfter));
  const days = preview.effects.map(({ statement }) => dayText(statement.day, { year })).join(', ');
  const one = preview.effects.length === 1;
  const becomes =
    paidOff.length === preview.effects.length ? `, which become${one ? 's' : ''} Paid` : '; what is left stays pending';
  const money = (value: string) => amountText(value, { currency: shop.currency });
  return (
    <Section title="What happens next">
      <Sentences
        items={[
          {
            key: 'clears',
            icon: 'moving',
            text: `${clearingText(clearingMinutes)} the payment is cleared and set against statement${one ? '' : 's'} ${days}${becomes}.`,
          },
          {
            key: 'balance',
            icon: 'check',
            text: isZero(preview.stillOwed)
              ? isZero(preview.excess)
                ? 'Then you owe nothing. No payout is made for statements that are paid this way.'
                : `Then you owe nothing. Sales or another payment have covered ${money(preview.excess)} of it meanwhile: a card is charged that much less, once you have confirmed it; of a transfer it becomes your credit.`
              : `Then you still owe ${money(preview.stillOwed)}.`,
          },
        ]}
      />
    </Section>
  );
}

/** What is chosen at first: a card that was just added, else the first that can pay and has not just failed. */
function chosenOf({ bill, cards, card, preview }: TillProps): string {
  if (!preview.isForCards || bill.method === 'bank-transfer') return 'bank-transfer';
  const failed = bill.status === 'failed' && !mayTryAgain(bill.failureCode) ? bill.card?.last4 : undefined;
  const usable = cards.cards.filter(
    ({ id, expiry, last4 }) => expiry !== 'expired' && (last4 !== failed || id === card),
  );
  return (usable.find(({ id }) => id === card) ?? usable[0])?.id ?? 'new-card';
}

/** The cashier: how much, how, and what it does. */
export function Till(props: TillProps) {
  const { bill, preview, cards, shop, problem, formKey, clearingMinutes, transferDays, asksProof } = props;
  const amount = amountText(bill.amount, { currency: shop.currency });
  return (
    <>
      <Problem bill={bill} shop={shop} problem={problem} />
      <AmountHead label="Pay your negative balance" value={bill.amount} currency={shop.currency} />
      <div className="till-grid">
        <Section
          title="Pay with"
          say={
            cards.isAvailable
              ? undefined
              : 'The card provider does not answer, so saved cards are not shown. Try again in a minute.'
          }
        >
          <PayForm
            bill={bill.id}
            formKey={formKey}
            asks={bill.amount}
            amount={amount}
            cards={cards.cards}
            chosen={chosenOf(props)}
            isForCards={preview.isForCards}
            transferDays={transferDays}
            asksProof={asksProof}
          />
          <SavedCards cards={cards.cards} />
        </Section>
        <div className="till-col">
          <BillAside bill={bill} preview={preview} shop={shop} />
          <WhatHappensNext preview={preview} shop={shop} clearingMinutes={clearingMinutes} />
        </div>
      </div>
    </>
  );
}
