import type { NegativeBalanceDto } from '@/contracts/negative-balance';
import type { ShopContext } from '@/contracts/shell';
import { Amount } from '@/ui/amount';
import { Day } from '@/ui/day';
import { Section } from '@/ui/section';
import { type ColumnHead, DataTable } from '@/ui/table';
import { aboveZeroText, choiceText } from './words';

const COLUMNS: readonly ColumnHead[] = [
  { key: 'choice', label: 'Choice' },
  { key: 'pay', label: 'You pay now', align: 'right' },
  { key: 'owe', label: 'You still owe', align: 'right' },
  { key: 'zero', label: 'Above zero' },
  { key: 'payout', label: 'Next payout', align: 'right' },
  { key: 'on', label: 'On' },
];

/** What each choice does, by the engine run forward on what is known. */
export function Choices({ dto, shop }: { readonly dto: NegativeBalanceDto; readonly shop: ShopContext }) {
  const year = shop.today.slice(0, 4);
  const isPartBilled = dto.limits !== null && dto.limits.most !== dto.owed;
  return (
    <Section
      title="What each choice does"
      say="Computed by the engine that closes your days, with the sales and releases that are known today."
    >
      <DataTable caption={`What each choice does, in ${shop.currency}`} columns={COLUMNS} layout="stack plain">
        {dto.choices.map((choice) => (
          <tr key={choice.key} aria-selected={choice.isChosen}>
            <td className="b full">{choiceText(choice, isPartBilled)}</td>
            <td className="r" data-l="you pay now">
              <Amount value={choice.outcome.pays} />
            </td>
            <td className="r" data-l="you still owe">
              <Amount value={choice.outcome.stillOwes} />
            </td>
            <td className="nw" data-l="above zero">
              {aboveZeroText(choice.outcome, year)}
            </td>
            <td className="r" data-l="next payout">
              {choice.outcome.payout === null ? (
                <span className="faint">not known yet</span>
              ) : (
                <Amount value={choice.outcome.payout.amount} />
              )}
            </td>
            <td className="nw" data-l="paid out on">
              {choice.outcome.payout === null ? null : (
                <Day value={choice.outcome.payout.on} year={year} style="short" />
              )}
            </td>
          </tr>
        ))}
      </DataTable>
    </Section>
  );
}
