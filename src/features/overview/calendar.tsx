import type { CashDayDto, CashEventDto } from '@/contracts/overview';
import type { ShopContext } from '@/contracts/shell';
import { sellerDatabase } from '@/server/db/seller';
import { readCashCalendar } from '@/server/queries/cash-calendar';
import { Amount } from '@/ui/amount';
import { isNegative, isZero } from '@/ui/amount-text';
import { Door } from '@/ui/button';
import { type CalendarDay, CalendarKey, CashCalendar, calendarLabel } from '@/ui/cash-calendar';
import { dayText } from '@/ui/day-text';
import { Section } from '@/ui/section';
import type { ColumnHead } from '@/ui/table';
import { TableTwin } from '@/ui/table-twin';
import { getOutlook } from './outlook';
import { CASH_WORDS, calendarText } from './words';

function hrefOf({ statement, payout }: CashEventDto): string | null {
  if (statement !== null) return `/finances/statements/${statement}`;
  return payout === null ? null : `/finances/payouts?open=${payout}`;
}

function wordOf({ kind, count }: CashEventDto): string {
  return count > 1 ? `${count} ${CASH_WORDS[kind]}` : CASH_WORDS[kind];
}

/** A door to the lines, where there are any yet. */
function EventAmount({ event }: { readonly event: CashEventDto }) {
  const href = hrefOf(event);
  const amount = <Amount value={event.amount} sign="always" />;
  return href === null ? amount : <Door href={href}>{amount}</Door>;
}

function cellOf({ day, isBusinessDay, isForecast, events, available }: CashDayDto, today: string): CalendarDay {
  const isToday = day === today;
  const owes = isToday && events.length === 0 && isNegative(available);
  return {
    date: day,
    isBusinessDay,
    isToday,
    isForecast: isForecast && (!isToday || events.some((event) => hrefOf(event) === null)),
    end: isZero(available) ? 'none' : isNegative(available) ? 'neg' : 'pos',
    events: owes
      ? [{ key: 'owed', word: 'you owe', amount: <Amount value={available} tone="owed" /> }]
      : events.map((event) => ({ key: event.kind, word: wordOf(event), amount: <EventAmount event={event} /> })),
  };
}

const TWIN_COLUMNS: readonly ColumnHead[] = [
  { key: 'day', label: 'Day' },
  { key: 'what', label: 'What' },
  { key: 'amount', label: 'Amount', align: 'right' },
  { key: 'available', label: 'Available at the end', align: 'right' },
];

function Twin({ days, year }: { readonly days: readonly CashDayDto[]; readonly year: string }) {
  const rows = days.flatMap(({ day, isForecast, events, available }) =>
    events.map((event, index) => ({
      day,
      isForecast,
      event,
      available: index === events.length - 1 ? available : null,
    })),
  );
  if (rows.length === 0) return null;
  return (
    <TableTwin caption="What moved on each day, and what is available at its end" columns={TWIN_COLUMNS}>
      {rows.map(({ day, isForecast, event, available }) => (
        <tr key={`${day} ${event.kind}`}>
          <td>{dayText(day, { year })}</td>
          <td>
            {wordOf(event)}
            {isForecast && event.payout === null ? ', expected' : ''}
          </td>
          <td className="r">
            <Amount value={event.amount} sign="always" />
          </td>
          <td className="r">
            {available === null ? null : <Amount value={available} tone={isNegative(available) ? 'owed' : 'plain'} />}
          </td>
        </tr>
      ))}
    </TableTwin>
  );
}

/** Four weeks of money in and out, and how each day ends. */
export async function Calendar({ shop }: { readonly shop: ShopContext }) {
  const outlook = await getOutlook(shop);
  if (outlook === null) return null;
  const dto = await readCashCalendar(sellerDatabase().pool, shop.id, outlook);
  const year = shop.today.slice(0, 4);
  return (
    <Section title="Cash calendar" columns={12} say={calendarText(dto, { currency: shop.currency, year })}>
      <CashCalendar
        label={calendarLabel('Cash calendar', dto.days, year)}
        days={dto.days.map((day) => cellOf(day, dto.today))}
      />
      <CalendarKey
        entries={[
          { mark: 'neg', word: 'you owe at the end of the day' },
          { mark: 'pos', word: 'you have a balance' },
          { mark: 'fc', word: 'forecast' },
        ]}
      />
      <Twin days={dto.days} year={year} />
    </Section>
  );
}
