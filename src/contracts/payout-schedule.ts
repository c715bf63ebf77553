import { z } from 'zod';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { PayoutSchedule } from '@/domain/fact/fact';

/** The kinds of schedule, as a seller chooses among them (R7.3). */
export const SCHEDULE_KINDS = ['daily', 'weekly', 'every-two-weeks', 'monthly'] as const;
export type ScheduleKind = (typeof SCHEDULE_KINDS)[number];

/** Monday to Friday: a run that falls on another day moves to the next business day anyway. */
export const PAYOUT_WEEKDAYS = [1, 2, 3, 4, 5] as const;

/** Days of a month that every month has. */
export const LAST_DAY_OF_MONTH = 28;

const WEEKDAY = 'Choose a weekday.';
const DAY = `Choose a day from 1 to ${LAST_DAY_OF_MONTH}.`;

/** The form as it is sent; selects of the other kinds come with it and mean nothing. */
export const scheduleFormSchema = z.discriminatedUnion(
  'schedule',
  [
    z.object({ schedule: z.literal('daily') }),
    z
      .object({
        schedule: z.literal('weekly'),
        'weekly-weekday': z.coerce.number(WEEKDAY).int().min(1, WEEKDAY).max(7, WEEKDAY),
      })
      .transform(({ schedule, 'weekly-weekday': weekday }) => ({ schedule, weekday })),
    z
      .object({
        schedule: z.literal('every-two-weeks'),
        'every-two-weeks-weekday': z.coerce.number(WEEKDAY).int().min(1, WEEKDAY).max(7, WEEKDAY),
      })
      .transform(({ schedule, 'every-two-weeks-weekday': weekday }) => ({ schedule, weekday })),
    z
      .object({
        schedule: z.literal('monthly'),
        'monthly-day': z.coerce.number(DAY).int(DAY).min(1, DAY).max(LAST_DAY_OF_MONTH, DAY),
      })
      .transform(({ schedule, 'monthly-day': dayOfMonth }) => ({ schedule, dayOfMonth })),
  ],
  'Choose a schedule.',
);

/** Names a schedule in short. @example scheduleKey({ schedule: "weekly", weekday: 3 }) === "weekly 3" */
export function scheduleKey(schedule: PayoutSchedule): string {
  switch (schedule.schedule) {
    case 'daily':
      return 'daily';
    case 'monthly':
      return `monthly ${schedule.dayOfMonth}`;
    default:
      return `${schedule.schedule} ${schedule.weekday}`;
  }
}

/** What the page about the schedule shows. */
export interface PayoutScheduleDto {
  readonly current: PayoutSchedule;
  /** The day on which it was chosen; null for the schedule that every shop begins with. */
  readonly changedOn: PlainDate | null;
  /** The next payout days by scheduleKey: of the current schedule, and of every other one if it were chosen today. */
  readonly nextDays: Readonly<Record<string, readonly PlainDate[]>>;
}
