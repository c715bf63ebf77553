import { type Instant, toEpochMillis } from '@/domain/calendar/instant';
import { counted } from '@/ui/counted';

const MINUTE_MILLIS = 60_000;

/**
 * How long something may still take, to the minute.
 * @example timeLeft("…09:12:00Z", "…13:10:00Z") === "3 hours 58 minutes left"
 */
export function timeLeft(now: Instant, until: Instant): string {
  const minutes = Math.ceil((toEpochMillis(until) - toEpochMillis(now)) / MINUTE_MILLIS);
  if (minutes < 1) return 'any moment now';
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [...(hours === 0 ? [] : [counted(hours, 'hour')]), ...(rest === 0 ? [] : [counted(rest, 'minute')])];
  return `${parts.join(' ')} left`;
}
