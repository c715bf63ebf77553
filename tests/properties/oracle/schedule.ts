import { dayOfMonth, daysBetween, isBusinessDay, plusDays, weekdayOf } from './days';
import type { Marketplace } from './policy-numbers';

/** R7.3: a payout schedule and the day from the end of which it counts. */
export interface Schedule {
  readonly changedOn: string;
  readonly schedule: string;
  readonly weekday: number;
  readonly dayOfMonth: number;
}

function isScheduled(schedule: Schedule, day: string): boolean {
  if (day <= schedule.changedOn) return false;
  switch (schedule.schedule) {
    case 'weekly':
      return weekdayOf(day) === schedule.weekday;
    case 'every-two-weeks': {
      if (weekdayOf(day) !== schedule.weekday) return false;
      // The first such weekday after the change is 1 to 7 days after it; then every 14 days.
      return (daysBetween(schedule.changedOn, day) - 1) % 14 < 7;
    }
    case 'monthly':
      return dayOfMonth(day) === schedule.dayOfMonth;
    default:
      return true;
  }
}

/** R7.3: does a payout run take place on `day`? A scheduled day that is no business day moves to the next one. */
export function payoutRunOn(schedule: Schedule, day: string, marketplace: Marketplace): boolean {
  if (!isBusinessDay(day, marketplace)) return false;
  let scheduled = day;
  do {
    if (isScheduled(schedule, scheduled)) return true;
    scheduled = plusDays(scheduled, -1);
  } while (!isBusinessDay(scheduled, marketplace));
  return false;
}
