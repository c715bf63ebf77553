import type { Marketplace } from './policy-numbers';

const millisecondsOfDay = 86_400_000;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formatters.set(zone, made);
  return made;
}

/** R1.3: the calendar day of an instant in the marketplace's zone. */
export function dayOfInstant(occurredAt: string, zone: string): string {
  const parts = formatterFor(zone).formatToParts(new Date(instant(occurredAt)));
  const part = (type: string): string => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** Milliseconds since 1970 of an ISO instant with its zone. */
export function instant(text: string): number {
  const value = Date.parse(text);
  if (Number.isNaN(value)) throw new Error(`not an instant: ${text}`);
  return value;
}

function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / millisecondsOfDay;
}

/** `plusDays('2026-03-02', 8)` is `'2026-03-10'`. */
export function plusDays(day: string, days: number): string {
  return new Date((dayNumber(day) + days) * millisecondsOfDay).toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

export function laterDay(a: string, b: string): string {
  return a > b ? a : b;
}

/** ISO: 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: string): number {
  const weekday = new Date(dayNumber(day) * millisecondsOfDay).getUTCDay();
  return weekday === 0 ? 7 : weekday;
}

export function dayOfMonth(day: string): number {
  return Number(day.slice(8, 10));
}

/** The n-th (1...) weekday of a month; the last one for n = -1. */
function weekdayInMonth(year: string, month: string, weekday: number, n: number): string {
  const first = `${year}-${month}-01`;
  const days = Array.from({ length: 31 }, (_, index) => plusDays(first, index)).filter(
    (day) => day.startsWith(`${year}-${month}`) && weekdayOf(day) === weekday,
  );
  const found = n === -1 ? days.at(-1) : days[n - 1];
  if (found === undefined) throw new Error('no such weekday');
  return found;
}

/** A holiday on a fixed date: one that falls on a Sunday moves to Monday, one on a Saturday stays (R1.4). */
function observed(day: string): string {
  return weekdayOf(day) === 7 ? plusDays(day, 1) : day;
}

const holidaysOfYear = new Map<string, readonly string[]>();

/** R1.4: the eleven holidays of the Federal Reserve. */
function federalReserveHolidays(year: string): readonly string[] {
  const known = holidaysOfYear.get(year);
  if (known !== undefined) return known;
  const holidays = [
    observed(`${year}-01-01`),
    weekdayInMonth(year, '01', 1, 3),
    weekdayInMonth(year, '02', 1, 3),
    weekdayInMonth(year, '05', 1, -1),
    observed(`${year}-06-19`),
    observed(`${year}-07-04`),
    weekdayInMonth(year, '09', 1, 1),
    weekdayInMonth(year, '10', 1, 2),
    observed(`${year}-11-11`),
    weekdayInMonth(year, '11', 4, 4),
    observed(`${year}-12-25`),
  ];
  holidaysOfYear.set(year, holidays);
  return holidays;
}

/** R1.4. */
export function isBusinessDay(day: string, marketplace: Marketplace): boolean {
  if (weekdayOf(day) > 5) return false;
  return !(marketplace.federalReserveHolidays && federalReserveHolidays(day.slice(0, 4)).includes(day));
}

/** R1.6: ids compare by their bytes. */
export function compareIds(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'));
}
