import 'server-only';
import { dayOf, fromEpochMillis, type Instant, toEpochMillis } from '@/domain/calendar/instant';
import { addDays, type PlainDate } from '@/domain/calendar/plain-date';
import { MARKETPLACES } from '@/domain/policy/books/index';
import { present } from '@/domain/shared/assert';

const MINUTE_MILLIS = 60_000;

/** The last day that is over at a moment, by marketplace. @param afterMinutes how long it has to be over */
export function lastDaysOver(now: Instant, afterMinutes = 0): ReadonlyMap<string, PlainDate> {
  const moment = fromEpochMillis(toEpochMillis(now) - afterMinutes * MINUTE_MILLIS);
  return new Map(
    Object.entries(MARKETPLACES).map(([marketplace, { zone }]) => [marketplace, addDays(dayOf(moment, zone), -1)]),
  );
}

/** The last day that is over in every marketplace at a moment. */
export function lastDayOver(now: Instant): PlainDate {
  return present([...lastDaysOver(now).values()].sort()[0], 'marketplace');
}
