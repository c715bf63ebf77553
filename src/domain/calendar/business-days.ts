import { addDays, type PlainDate, plainDate, weekdayOf } from './plain-date';

/** Which bank holidays a marketplace keeps (R1.4). */
export type BankHolidays = 'federal-reserve' | 'none';

const byYear = new Map<number, ReadonlySet<PlainDate>>();

function date(year: number, month: number, day: number): PlainDate {
  return plainDate(
    `${year.toString().padStart(4, '0')}-${month.toString().padStart(2, '0')}-${day.toString().padStart(2, '0')}`,
  );
}

/** The nth given ISO weekday of a month. */
function nth(year: number, month: number, weekday: number, n: number): PlainDate {
  const first = date(year, month, 1);
  const ahead = (weekday - weekdayOf(first) + 7) % 7;
  return addDays(first, ahead + (n - 1) * 7);
}

function lastMonday(year: number, month: number): PlainDate {
  const fourth = nth(year, month, 1, 4);
  const fifth = addDays(fourth, 7);
  return fifth.slice(5, 7) === fourth.slice(5, 7) ? fifth : fourth;
}

/** A fixed holiday: on a Sunday it is kept on Monday, on a Saturday it is not moved (R1.4). */
function fixed(year: number, month: number, day: number): PlainDate {
  const on = date(year, month, day);
  return weekdayOf(on) === 7 ? addDays(on, 1) : on;
}

/**
 * The Federal Reserve's holidays of a year, computed (R1.4). Juneteenth is one from 2021 on, Martin Luther King's birthday from 1986.
 * @example federalReserveHolidays(2026).has(plainDate("2026-07-04")) // a Saturday, not moved
 */
export function federalReserveHolidays(year: number): ReadonlySet<PlainDate> {
  const seen = byYear.get(year);
  if (seen !== undefined) return seen;
  const days = [
    fixed(year, 1, 1),
    nth(year, 2, 1, 3),
    lastMonday(year, 5),
    fixed(year, 7, 4),
    nth(year, 9, 1, 1),
    nth(year, 10, 1, 2),
    fixed(year, 11, 11),
    nth(year, 11, 4, 4),
    fixed(year, 12, 25),
  ];
  if (year >= 1986) days.push(nth(year, 1, 1, 3));
  if (year >= 2021) days.push(fixed(year, 6, 19));
  const made = new Set(days);
  byYear.set(year, made);
  return made;
}

/** Monday to Friday and no bank holiday (R1.4). @example isBusinessDay(plainDate("2026-07-03"), "federal-reserve") === true */
export function isBusinessDay(on: PlainDate, holidays: BankHolidays): boolean {
  if (weekdayOf(on) > 5) return false;
  return holidays === 'none' || !federalReserveHolidays(Number(on.slice(0, 4))).has(on);
}

/** The first business day after a day. */
export function nextBusinessDay(after: PlainDate, holidays: BankHolidays): PlainDate {
  let day = addDays(after, 1);
  while (!isBusinessDay(day, holidays)) day = addDays(day, 1);
  return day;
}

/** The last business day before a day. */
export function previousBusinessDay(before: PlainDate, holidays: BankHolidays): PlainDate {
  let day = addDays(before, -1);
  while (!isBusinessDay(day, holidays)) day = addDays(day, -1);
  return day;
}
