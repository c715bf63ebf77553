import type { Brand } from '../shared/brand';

/** A calendar day of a marketplace, "YYYY-MM-DD". Compares with < and > as text. */
export type PlainDate = Brand<string, 'PlainDate'>;

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/** Whether the text names a day that exists between the years 1 and 9999. @example isPlainDate("2026-02-30") === false */
export function isPlainDate(text: string): text is PlainDate {
  const match = SHAPE.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Reads a day that is known to be one. @throws a defect otherwise. @example plainDate("2026-03-12") */
export function plainDate(text: string): PlainDate {
  if (!isPlainDate(text)) throw new Error(`Defect: "${text}" is not a day`);
  return text;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const numbers = new Map<PlainDate, number>();

/** Days since 1970-01-01. @example toDayNumber(plainDate("1970-01-02")) === 1 */
export function toDayNumber(date: PlainDate): number {
  const seen = numbers.get(date);
  if (seen !== undefined) return seen;
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  const before = year - 1;
  const days = before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  const leap = month > 2 && isLeap(year) ? 1 : 0;
  const number = days + (DAYS_BEFORE_MONTH[month - 1] ?? 0) + leap + Number(date.slice(8, 10)) - 719163;
  numbers.set(date, number);
  return number;
}

const known = new Map<number, PlainDate>();

/** The inverse of toDayNumber. @example fromDayNumber(1) === "1970-01-02" */
export function fromDayNumber(days: number): PlainDate {
  const seen = known.get(days);
  if (seen !== undefined) return seen;
  // Civil-from-days over 400-year eras, with years that begin in March.
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const ofEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524) - Math.floor(ofEra / 146096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as PlainDate;
  known.set(days, text);
  return text;
}

function pad(value: number, width: number): string {
  return value.toString().padStart(width, '0');
}

/** @example addDays(plainDate("2026-02-28"), 1) === "2026-03-01" */
export function addDays(date: PlainDate, days: number): PlainDate {
  return fromDayNumber(toDayNumber(date) + days);
}

/** Days from the first to the second. @example daysBetween(plainDate("2026-03-02"), plainDate("2026-03-10")) === 8 */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return toDayNumber(to) - toDayNumber(from);
}

/** ISO weekday, Monday 1 to Sunday 7. @example weekdayOf(plainDate("2026-03-02")) === 1 */
export function weekdayOf(date: PlainDate): number {
  const remainder = (toDayNumber(date) + 3) % 7;
  return (remainder < 0 ? remainder + 7 : remainder) + 1;
}

/** Day of the month, 1 to 31. */
export function dayOfMonth(date: PlainDate): number {
  return Number(date.slice(8, 10));
}

/** The later of two days. */
export function laterDay(left: PlainDate, right: PlainDate): PlainDate {
  return left > right ? left : right;
}

/** Every day from the first to the last, both included. */
export function* daysFrom(first: PlainDate, last: PlainDate): Generator<PlainDate> {
  const end = toDayNumber(last);
  for (let day = toDayNumber(first); day <= end; day += 1) yield fromDayNumber(day);
}
