import { type BankHolidays, isBusinessDay, nextBusinessDay, previousBusinessDay } from '../calendar/business-days';
import { addDays, dayOfMonth, daysBetween, daysFrom, type PlainDate, weekdayOf } from '../calendar/plain-date';
import type { PayoutSchedule } from '../fact/fact';

/** A schedule, and since when: a change counts from the day after it (R7.3). */
export interface ScheduleInForce {
  readonly schedule: PayoutSchedule;
  readonly changedOn: PlainDate | null;
}

/** Whether the schedule names a day, before days that are no business days are moved. */
function isScheduled(day: PlainDate, { schedule, changedOn }: ScheduleInForce): boolean {
  if (changedOn !== null && day <= changedOn) return false;
  switch (schedule.schedule) {
    case 'daily':
      return true;
    case 'weekly':
      return weekdayOf(day) === schedule.weekday;
    case 'every-two-weeks':
      return weekdayOf(day) === schedule.weekday && Math.floor((daysBetween(changedOn ?? day, day) - 1) / 7) % 2 === 0;
    case 'monthly':
      return dayOfMonth(day) === schedule.dayOfMonth;
  }
}

/**
 * Whether a shop's payout run falls on a day: a business day on which its schedule falls, or to which a scheduled day that was no
 * business day has moved (R7.3).
 * @example weekly on Saturday: the run is on the Monday after
 */
export function isPayoutDay(day: PlainDate, inForce: ScheduleInForce, holidays: BankHolidays): boolean {
  if (!isBusinessDay(day, holidays)) return false;
  if (inForce.schedule.schedule === 'daily') return true;
  for (const candidate of daysFrom(addDays(previousBusinessDay(day, holidays), 1), day))
    if (isScheduled(candidate, inForce)) return true;
  return false;
}

/** The first day after a given one on which the shop's payout run falls. */
export function nextPayoutDay(after: PlainDate, inForce: ScheduleInForce, holidays: BankHolidays): PlainDate {
  let day = nextBusinessDay(after, holidays);
  while (!isPayoutDay(day, inForce, holidays)) day = nextBusinessDay(day, holidays);
  return day;
}
