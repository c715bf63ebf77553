import type { PortfolioTotalDto } from '@/contracts/portfolio';
import { Amount } from '@/ui/amount';
import { isZero } from '@/ui/amount-text';
import { counted } from '@/ui/counted';

function Total({ total, isOne }: { readonly total: PortfolioTotalDto; readonly isOne: boolean }) {
  const { currency, shopCount, owingCount, owed, available, inTransit, reserved, onHold } = total;
  const figures = [
    {
      term: owingCount === 0 ? 'You owe' : `You owe, in ${counted(owingCount, 'shop')}`,
      value: isZero(owed) ? owed : `-${owed}`,
    },
    { term: `Available, in ${counted(shopCount - owingCount, 'shop')}`, value: available },
    { term: 'In transit', value: inTransit },
    { term: 'Reserved', value: reserved },
    { term: 'On hold', value: onHold },
  ];
  return (
    <>
      {isOne ? null : (
        <h2 className="cap">
          {currency}, {counted(shopCount, 'shop')}
        </h2>
      )}
      <dl className="stats">
        {figures.map(({ term, value }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>
              <Amount value={value} currency={currency} {...(value.startsWith('-') ? { tone: 'owed' as const } : {})} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** What all shops come to, currency by currency: two currencies are never added up. */
export function Totals({ totals }: { readonly totals: readonly PortfolioTotalDto[] }) {
  return totals.map((total) => <Total key={total.currency} total={total} isOne={totals.length === 1} />);
}
