import { render, screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { Day } from '@/ui/day';
import { dayText, dayTimeText } from '@/ui/day-text';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('how a day is written', () => {
  test('the year that goes without saying is left out: Tue 17 Mar', () => {
    expect(plain(dayText('2026-03-17', { year: '2026' }))).toBe('Tue 17 Mar');
  });

  test('another year is written: Wed 31 Dec 2025', () => {
    expect(plain(dayText('2025-12-31', { year: '2026' }))).toBe('Wed 31 Dec 2025');
  });

  test('short leaves out the weekday, long writes everything', () => {
    expect(plain(dayText('2026-03-01', { year: '2026', style: 'short' }))).toBe('1 Mar');
    expect(plain(dayText('2025-03-01', { year: '2026', style: 'short' }))).toBe('1 Mar 2025');
    expect(plain(dayText('2026-03-12', { style: 'long' }))).toBe('Thu 12 March 2026');
  });

  test.each([
    ['2024-02-29', 'Thu 29 Feb'],
    ['2000-02-29', 'Tue 29 Feb'],
    ['1999-12-31', 'Fri 31 Dec'],
    ['2017-10-01', 'Sun 1 Oct'],
    ['2026-01-01', 'Thu 1 Jan'],
  ])('%s is %s', (date, text) => {
    expect(plain(dayText(date, { year: date.slice(0, 4) }))).toBe(text);
  });

  test('every weekday of 2026 agrees with the calendar of the computer', () => {
    const first = Date.UTC(2026, 0, 1);
    for (let day = 0; day < 365; day++) {
      const at = new Date(first + day * 86_400_000);
      const name = new Intl.DateTimeFormat('en-US', { weekday: 'short', timeZone: 'UTC' }).format(at);
      expect(dayText(at.toISOString().slice(0, 10)).slice(0, 3)).toBe(name);
    }
  });

  test('its parts do not break across lines', () => {
    expect(dayText('2026-03-17', { year: '2026' })).not.toContain(' ');
  });

  test('a time is of 24 hours: Sat 14 Mar 2026, 09:12', () => {
    expect(plain(dayTimeText('2026-03-14T09:12:33'))).toBe('Sat 14 Mar 2026, 09:12');
  });
});

test('Day carries the date for machines', () => {
  render(<Day value="2026-03-17" year="2026" />);
  const day = screen.getByText((text) => plain(text) === 'Tue 17 Mar');
  expect(day.tagName).toBe('TIME');
  expect(day.getAttribute('datetime')).toBe('2026-03-17');
});
