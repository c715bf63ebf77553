import type { ReleaseCalendarDto, ReserveDayDto, ReserveMoveDto } from '@/contracts/reserves';
import type { ShopContext } from '@/contracts/shell';
import { sellerDatabase } from '@/server/db/seller';
import { readReleaseCalendar } from '@/server/queries/reserves-release';
import { Amount } from '@/ui/amount';
import { amountText } from '@/ui/amount-text';
import { Door } from '@/ui/button';
import { type CalendarDay, CalendarKey, CashCalendar, calendarLabel } from '@/ui/cash-calendar';
import { counted } from '@/ui/counted';
import { dayText } from '@/ui/day-text';
import { Section } from '@/ui/section';
import { Skeleton } from '@/ui/states';
import type { ColumnHead } from '@/ui/table';
import { TableTwin } from '@/ui/table-twin';
import { recordHref } from './search';
import { getReleases } from './standing';
import { MOVE_WORD } from './words';

function hrefOf({ day }: ReserveDayDto, { statement }: ReserveMoveDto): string {
  return statement === null ? recordHref({ show: 'active', release: day }) : `/finances/statements/${statement}`;
}

function cellOf(day: ReserveDayDto, today: string): CalendarDay {
  return {
    date: day.day,
    isBusinessDay: day.isBusinessDay,
    isToday: day.day === today,
    isForecast: day.isForecast,
    end: day.moves.length === 0 ? 'none' : 'pos',
    events: day.moves.map((move) => ({
      key: move.kind,
      word: MOVE_WORD[move.kind],
      amount: (
        <Door href={hrefOf(day, move)}>
          <Amount value={move.amount} sign="always" />
        </Door>
      ),
    })),
  };
}

/** "5 more days release money before Sun 5 Apr. On Fri 13 Mar 125.83 was used for what you owed, the oldest holds first." */
export function calendarText({ days }: ReleaseCalendarDto, year: string): string {
  const ahead = days.filter(({ isForecast, moves }) => isForecast && moves.length > 0).length;
  const last = dayText(days.at(-1)?.day ?? '', { year, style: 'short' });
  const used = days.flatMap(({ day, moves }) =>
    moves.filter(({ kind }) => kind === 'used').map(({ amount }) => ({ day, amount })),
  );
  const coming =
    ahead === 0
      ? `No release is due until ${last}.`
      : `${counted(ahead, 'day')} until ${last} release${ahead === 1 ? 's' : ''} money.`;
  const drawn = used.map(
    ({ day, amount }) =>
      ` On ${dayText(day, { year })} ${amountText(amount)} was used for what you owed, the oldest holds first.`,
  );
  return coming + drawn.join('');
}

const TWIN_COLUMNS: readonly ColumnHead[] = [
  { key: 'day', label: 'Day' },
  { key: 'what', label: 'What' },
  { key: 'amount', label: 'Amount', align: 'right' },
];

function Twin({ days, year }: { readonly days: readonly ReserveDayDto[]; readonly year: string }) {
  const rows = days.flatMap(({ day, isForecast, moves }) => moves.map((move) => ({ day, isForecast, move })));
  return (
    <TableTwin caption="What leaves the reserve on each day" columns={TWIN_COLUMNS}>
      {rows.map(({ day, isForecast, move }) => (
        <tr key={`${day} ${move.kind}`}>
          <td>{dayText(day, { year })}</td>
          <td>
            {MOVE_WORD[move.kind]}
            {isForecast ? ', expected' : ''}, {counted(move.orderCount, 'order')}
          </td>
          <td className="r">
            <Amount value={move.amount} sign="always" />
          </td>
        </tr>
      ))}
    </TableTwin>
  );
}

/** Four weeks of what leaves the reserve; left out where nothing does. */
export async function ReleaseCalendar({ shop }: { readonly shop: ShopContext }) {
  const dto = await readReleaseCalendar(sellerDatabase().pool, shop, await getReleases(shop.id));
  if (dto.days.every(({ moves }) => moves.length === 0)) return null;
  const year = shop.today.slice(0, 4);
  return (
    <div className="mt-9">
      <Section title="Release calendar" say={calendarText(dto, year)}>
        <CashCalendar
          label={calendarLabel('Release calendar', dto.days, year)}
          days={dto.days.map((day) => cellOf(day, dto.today))}
        />
        <CalendarKey
          entries={[
            { mark: 'pos', word: 'left your reserve' },
            { mark: 'fc', word: 'forecast: what remains today' },
          ]}
        />
        <Twin days={dto.days} year={year} />
      </Section>
    </div>
  );
}

/** As high as four weeks. */
export function ReleaseCalendarSkeleton() {
  return (
    <div className="mt-9">
      <Section title="Release calendar">
        <Skeleton lines={5} rowHeight={72} label="Loading the release calendar" />
      </Section>
    </div>
  );
}
