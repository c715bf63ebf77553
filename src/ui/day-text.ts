import { type Instant, wallTime } from '@/domain/calendar/instant';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MONTHS_LONG = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Sakamoto's weekday of a Gregorian date, Monday 0. */
function weekday(year: number, month: number, day: number): number {
  const shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1] ?? 0;
  const y = month < 3 ? year - 1 : year;
  return (y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + shift + day + 6) % 7;
}

interface DayFormat {
  /** The year that goes without saying. */
  readonly year?: string;
  readonly style?: 'full' | 'short' | 'long';
}

/**
 * Writes a marketplace day: "Tue 17 Mar", with the year when it is not the given one; short "17 Mar"; long "Thu 12 March 2026".
 * Parts are joined by no-break spaces.
 */
export function dayText(date: string, { year, style = 'full' }: DayFormat = {}): string {
  const [y = 1970, m = 1, d = 1] = date.split('-').map(Number);
  const name = WEEKDAYS[weekday(y, m, d)] ?? '';
  if (style === 'long') return [name, d, MONTHS_LONG[m - 1], y].join('\u00a0');
  const parts = [
    ...(style === 'short' ? [] : [name]),
    d,
    MONTHS[m - 1],
    ...(year === undefined || date.startsWith(`${year}-`) ? [] : [y]),
  ];
  return parts.join('\u00a0');
}

/** Writes a wall-clock time of the marketplace, "YYYY-MM-DDTHH:MM:SS": "Sat 14 Mar 2026, 09:12". */
export function dayTimeText(wall: string): string {
  return `${dayText(wall.slice(0, 10), { year: '' })}, ${wall.slice(11, 16)}`;
}

/** The moment that a page's figures are of, in the marketplace's zone. @example "Sat 14 Mar 2026, 09:12" */
export function asOfText({ now, zone }: { readonly now: Instant; readonly zone: string }): string {
  return dayTimeText(wallTime(now, zone));
}

/** A moment in UTC, as pages over all marketplaces tell it. @example utcText("2026-03-14T09:12:00.000Z") === "Sat 14 Mar 2026, 09:12" */
export function utcText(at: Instant): string {
  return dayTimeText(wallTime(at, 'UTC'));
}
