import './overview.css';
import type { WaterfallDto } from '@/contracts/overview';
import type { ShopContext } from '@/contracts/shell';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { sellerDatabase } from '@/server/db/seller';
import { readWaterfall } from '@/server/queries/waterfall';
import { Amount } from '@/ui/amount';
import { isNegative } from '@/ui/amount-text';
import { Door, TextLink } from '@/ui/button';
import { dayText } from '@/ui/day-text';
import { Section } from '@/ui/section';
import { EmptyState } from '@/ui/states';
import { Waterfall, type WaterfallStep } from '@/ui/waterfall';
import { WATERFALL_WORDS, waterfallText } from './words';

const RESERVE = new Set(['reserve-withheld', 'reserve-released', 'reserve-used']);

function hrefOf(row: WaterfallDto['rows'][number]['row'], { from, to }: WaterfallDto): string {
  if (row === 'payouts' || row === 'payouts-back') return '/finances/payouts';
  return RESERVE.has(row) ? '/finances/reserves' : `/finances/statements?from=${from}&to=${to}`;
}

function stepsOf(dto: WaterfallDto, currency: string, year: string): readonly WaterfallStep[] {
  let before = dto.opening;
  const moved = dto.rows.map(({ row, amount, running }): WaterfallStep => {
    const from = before;
    before = running;
    return {
      key: row,
      label: <Door href={hrefOf(row, dto)}>{WATERFALL_WORDS[row]}</Door>,
      from,
      to: running,
      kind: isNegative(amount) ? 'out' : 'in',
      amount: <Amount value={amount} sign="always" />,
      running: <Amount value={running} />,
    };
  });
  const owes = isNegative(dto.closing);
  return [
    {
      key: 'opening',
      label: <span className="muted">Available before {dayText(dto.from, { year, style: 'short' })}</span>,
      from: '0',
      to: dto.opening,
      kind: 'start',
      amount: <Amount value={dto.opening} />,
      running: <Amount value={dto.opening} />,
    },
    ...moved,
    {
      key: 'closing',
      label: owes ? 'You owe' : 'Available now',
      from: '0',
      to: dto.closing,
      kind: owes ? 'end' : 'in',
      amount: <Amount value={dto.closing} currency={currency} tone={owes ? 'owed' : 'plain'} />,
    },
  ];
}

/** Where the money of the month went: from what was available before it to what is available now. */
export async function MoneyWent({
  shop,
  closedThrough,
}: {
  readonly shop: ShopContext;
  readonly closedThrough: PlainDate;
}) {
  const dto = await readWaterfall(sellerDatabase().pool, shop.id, closedThrough);
  const year = shop.today.slice(0, 4);
  if (dto === null) {
    return (
      <Section title="Where the money went" columns={6}>
        <EmptyState icon="statements" title="Nothing moved this month">
          Once an order settles, its sales, fees and reserve are shown here.
        </EmptyState>
      </Section>
    );
  }
  return (
    <Section
      title="Where the money went"
      columns={6}
      say={waterfallText(dto, { currency: shop.currency, year })}
      aside={<TextLink href={`/finances/statements?from=${dto.from}&to=${dto.to}`}>Statements</TextLink>}
    >
      <div className="went">
        <Waterfall
          caption="Where the money of the month went"
          heads={[
            `${dayText(dto.from, { year, style: 'short' })} to ${dayText(dto.to, { year, style: 'short' })}, ${shop.currency}`,
            'Amount',
            'Running',
          ]}
          steps={stepsOf(dto, shop.currency, year)}
        />
      </div>
    </Section>
  );
}
