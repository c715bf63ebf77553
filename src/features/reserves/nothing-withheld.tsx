import type { ExampleDto, NothingWithheldDto } from '@/contracts/reserves';
import type { ShopContext } from '@/contracts/shell';
import { Amount } from '@/ui/amount';
import { Door } from '@/ui/button';
import { counted } from '@/ui/counted';
import { dayText } from '@/ui/day-text';
import { type SumRow, SumTable } from '@/ui/lists';
import { Section } from '@/ui/section';
import { EmptyState } from '@/ui/states';
import { orderHref } from './search';
import { nothingText, withheldText } from './words';

function rowsOf(example: ExampleDto, nothing: NothingWithheldDto, year: string): readonly SumRow[] {
  const [withheld, note] = withheldText(example, nothing);
  const settles = example.isSettled ? 'Settled' : 'Settles';
  const hold: SumRow = {
    key: 'hold',
    label: `A hold would end, ${counted(nothing.periodDays, 'day')} later`,
    amount: dayText(example.holdEndsOn, { year }),
  };
  return [
    { key: 'delivered', label: 'Delivered', amount: dayText(example.deliveredOn, { year }) },
    ...(nothing.reason === 'settles-after-hold' ? [hold] : []),
    {
      key: 'settles',
      label: nothing.reason === 'settles-after-hold' ? `${settles}, ${nothing.settlementDays} days later` : settles,
      amount: dayText(example.settlesOn, { year }),
    },
    {
      key: 'settlement',
      label: example.isSettled ? 'Settlement' : 'Settlement so far',
      amount: <Amount value={example.settlement} />,
    },
    {
      key: 'withheld',
      label: withheld,
      ...(note === '' ? {} : { note }),
      amount: <Amount value={example.withheld} />,
    },
  ];
}

function Example({
  example,
  nothing,
  shop,
}: {
  readonly example: ExampleDto;
  readonly nothing: NothingWithheldDto;
  readonly shop: ShopContext;
}) {
  const { order, statement } = example;
  return (
    <Section
      title={`For example, order ${order}`}
      columns={6}
      aside={statement === null ? null : <Door href={orderHref(order, statement)}>Its lines</Door>}
    >
      <SumTable
        caption={`Why nothing is withheld from order ${order}, in ${shop.currency}`}
        rows={rowsOf(example, nothing, shop.today.slice(0, 4))}
        total={{ label: 'Payable', amount: <Amount value={example.payable} currency={shop.currency} /> }}
      />
    </Section>
  );
}

const TITLE = {
  exempt: 'Nothing is withheld from your orders',
  'rate-zero': 'Nothing is withheld from your orders',
  'settles-after-hold': 'Nothing is withheld from your orders',
  'nothing-settled': 'Nothing is in reserve yet',
  'all-back': 'Nothing is in reserve now',
} as const satisfies Record<NothingWithheldDto['reason'], string>;

/** That nothing is in reserve, why, and one real order as a worked sum. */
export function NothingWithheld({
  nothing,
  shop,
}: {
  readonly nothing: NothingWithheldDto;
  readonly shop: ShopContext;
}) {
  return (
    <>
      <div className="c6">
        <EmptyState icon="reserve" title={TITLE[nothing.reason]}>
          {nothingText(nothing)}
        </EmptyState>
      </div>
      {nothing.example === null ? null : <Example example={nothing.example} nothing={nothing} shop={shop} />}
    </>
  );
}
