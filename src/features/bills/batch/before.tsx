import './batch.css';
import { randomUUID } from 'node:crypto';
import type { PayableGroupDto } from '@/contracts/bill-batch';
import type { SavedCardsDto } from '@/contracts/cards';
import { Amount } from '@/ui/amount';
import { amountText } from '@/ui/amount-text';
import { LinkButton } from '@/ui/button';
import { counted } from '@/ui/counted';
import { Sentences, SumTable } from '@/ui/lists';
import { Section } from '@/ui/section';
import { EmptyState } from '@/ui/states';
import { AmountHead } from '../cashier/amount-head';
import { PayShopsForm } from './pay-form';

/** A shop that was chosen and has nothing to pay. */
export interface LeftOut {
  readonly shop: string;
  readonly shopName: string;
  readonly why: string;
}

interface BeforeProps {
  readonly groups: readonly PayableGroupDto[];
  readonly leftOut: readonly LeftOut[];
  readonly cards: SavedCardsDto;
}

/** The first card that can pay. */
export function firstCard({ cards }: SavedCardsDto): string {
  return cards.find(({ expiry }) => expiry !== 'expired')?.id ?? 'new-card';
}

function Group({ group, cards }: { readonly group: PayableGroupDto; readonly cards: SavedCardsDto }) {
  const { currency, shops, total } = group;
  const amount = amountText(total, { currency });
  return (
    <>
      <AmountHead
        label={`Pay the negative balance of ${counted(shops.length, 'shop')}`}
        value={total}
        currency={currency}
      />
      <div className="till-grid">
        <Section
          title="Pay with"
          say={
            cards.isAvailable
              ? 'One card for all. By bank transfer each shop is paid alone, from its own page.'
              : 'The card provider does not answer, so saved cards are not shown. Try again in a minute.'
          }
        >
          <PayShopsForm
            batch={null}
            formKey={randomUUID()}
            currency={currency}
            asks={total}
            amount={amount}
            count={shops.length}
            cards={cards.cards}
            chosen={firstCard(cards)}
          >
            {shops.map(({ shop }) => (
              <input key={shop} type="hidden" name={`shop:${shop}`} value="yes" />
            ))}
          </PayShopsForm>
        </Section>
        <Section title="One bill for each shop" say="Each bill clears all that its shop owes, oldest debt first.">
          <SumTable
            caption={`Bills, in ${currency}`}
            rows={shops.map(({ shop, shopName, owed, billable }) => ({
              key: shop,
              label: shopName,
              ...(owed === billable
                ? {}
                : { note: `of the ${amountText(owed)} owed; bills under way ask for the rest` }),
              amount: <Amount value={billable} />,
            }))}
            total={{ label: 'To pay', amount: <Amount value={total} currency={currency} /> }}
          />
        </Section>
      </div>
    </>
  );
}

/** What the chosen shops owe, and one confirmation for all of it; of two currencies one after the other. */
export function BeforePaying({ groups, leftOut, cards }: BeforeProps) {
  if (groups.length === 0) {
    return (
      <EmptyState
        icon="done"
        title="Nothing to pay"
        action={<LinkButton href="/shops?view=owing">Shops that owe</LinkButton>}
      >
        None of these shops owes anything that no bill asks for yet.
      </EmptyState>
    );
  }
  return (
    <>
      {groups.length === 1 ? null : (
        <p className="sm muted mb-6">
          These shops have {groups.length} currencies. A payment has one: pay them one after the other.
        </p>
      )}
      <div className="batch-groups">
        {groups.map((group) => (
          <div key={group.currency}>
            <Group group={group} cards={cards} />
          </div>
        ))}
      </div>
      {leftOut.length === 0 ? null : (
        <Section title="Left out">
          <Sentences
            items={leftOut.map(({ shop, shopName, why }) => ({
              key: shop,
              icon: 'void',
              text: (
                <>
                  <b className="b">{shopName}</b>: {why}
                </>
              ),
            }))}
          />
        </Section>
      )}
    </>
  );
}
