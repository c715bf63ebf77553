import { render, screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { Amount } from '@/ui/amount';
import { type CalendarDay, CalendarKey, CashCalendar } from '@/ui/cash-calendar';
import { TableTwin } from '@/ui/table-twin';

const event = (word: string, value: string) => ({ key: word, word, amount: <Amount value={value} sign="always" /> });

function days(changes: Readonly<Record<string, Partial<CalendarDay>>>): CalendarDay[] {
  return Array.from({ length: 28 }, (_, index) => {
    const [month, day] = index < 23 ? ['03', index + 9] : ['04', index - 22];
    const date = `2026-${month}-${String(day).padStart(2, '0')}`;
    return {
      date,
      isBusinessDay: index % 7 < 5,
      isToday: date === '2026-03-14',
      isForecast: date > '2026-03-14',
      end: 'none',
      events: [],
      ...changes[date],
    };
  });
}

function cellOf(container: HTMLElement, date: string): HTMLElement {
  const cell = Array.from(container.querySelectorAll<HTMLElement>('.day')).find(
    (day) => day.querySelector('.l')?.textContent?.replaceAll('\u00a0', ' ') === date,
  );
  if (cell === undefined) throw new Error(`no ${date}`);
  return cell;
}

describe('CashCalendar', () => {
  test('has four weeks, Monday first, and names them', () => {
    const { container } = render(<CashCalendar label="Cash calendar, 9 March to 5 April" days={days({})} />);
    expect(screen.getByRole('region', { name: 'Cash calendar, 9 March to 5 April' })).toBeTruthy();
    expect(container.querySelector('.dow')?.textContent).toBe('Mon');
    expect(container.querySelectorAll('.day')).toHaveLength(28);
    expect(container.querySelector('.day .l')?.textContent?.replaceAll('\u00a0', ' ')).toBe('Mon 9 Mar');
  });

  test('two events stand in the cell, five are two and "3 more" that opens the day', () => {
    const events = [
      event('settled', '75.28'),
      event('released', '1.00'),
      event('refund', '-12.00'),
      event('charge', '-3.00'),
      event('payout', '-61.28'),
    ];
    const { container } = render(
      <CashCalendar
        label="Cash"
        days={days({ '2026-03-10': { events }, '2026-03-11': { events: events.slice(0, 2) } })}
      />,
    );
    const full = cellOf(container, 'Tue 10 Mar');
    expect(full.querySelectorAll(':scope > .ev')).toHaveLength(2);
    const more = within(full).getByText('3 more');
    expect(more.tagName).toBe('SUMMARY');
    expect(more.parentElement?.querySelectorAll('.ev')).toHaveLength(3);
    expect(within(full).getByText('−61.28')).toBeTruthy();
    expect(cellOf(container, 'Wed 11 Mar').querySelector('details')).toBeNull();
  });

  test('the foot of a day tells how it ends, forecasts are dashed, weekends and days without events are marked', () => {
    const { container } = render(
      <CashCalendar
        label="Cash"
        days={days({
          '2026-03-12': { end: 'neg', events: [event('refund', '-87.40')] },
          '2026-03-17': { end: 'pos', events: [event('sale settles', '53.58')] },
        })}
      />,
    );
    expect(cellOf(container, 'Thu 12 Mar').className).toBe('day neg');
    expect(cellOf(container, 'Tue 17 Mar').className).toBe('day fc pos');
    expect(cellOf(container, 'Sat 14 Mar').className).toBe('day off now none');
    expect(cellOf(container, 'Sun 5 Apr').className).toBe('day off fc none');
  });

  test('its key says each mark, and its twin is a table that opens without JavaScript', () => {
    render(
      <>
        <CalendarKey entries={[{ mark: 'neg', word: 'you owe at the end of the day' }]} />
        <TableTwin caption="Day by day" columns={[{ key: 'day', label: 'Day' }]}>
          <tr />
        </TableTwin>
      </>,
    );
    expect(screen.getByText('you owe at the end of the day')).toBeTruthy();
    expect(screen.getByText('Table').closest('details')?.querySelector('caption')?.textContent).toBe('Day by day');
  });
});
