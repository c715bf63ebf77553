import { dayText } from './day-text';

/**
 * A marketplace day.
 * @example <Day value="2026-03-17" year="2026" /> // Tue 17 Mar
 */
export function Day({
  value,
  year,
  style = 'full',
}: {
  readonly value: string;
  readonly year?: string;
  readonly style?: 'full' | 'short' | 'long';
}) {
  return <time dateTime={value}>{dayText(value, year === undefined ? { style } : { year, style })}</time>;
}
