import type { ScheduleKind } from '@/contracts/payout-schedule';
import type { PayoutFilter } from '@/contracts/payouts';
import type { PayoutSchedule } from '@/domain/fact/fact';
import type { PendingReason } from '@/domain/payout/conditions';
import type { PayoutStatus } from '@/domain/payout/payout';
import type { StatementKind } from '@/domain/statement/statement';
import type { StatusLook } from '@/ui/status-chip';

export const STATUS_LOOK = {
  processing: { word: 'Processing', icon: 'moving', tone: 'moving' },
  paid: { word: 'Paid', icon: 'done', tone: 'done' },
  failed: { word: 'Failed', icon: 'stop', tone: 'owed' },
  returned: { word: 'Failed', icon: 'stop', tone: 'owed' },
} as const satisfies Record<PayoutStatus, StatusLook>;

/** The verb before the day of the bank's last word. */
export const SETTLED_WORD = {
  processing: 'expected',
  paid: 'arrived',
  failed: 'refused',
  returned: 'returned',
} as const satisfies Record<PayoutStatus, string>;

export const FILTER_LABEL = {
  processing: 'Processing',
  paid: 'Paid',
  failed: 'Failed',
} as const satisfies Record<PayoutFilter, string>;

export const STATEMENT_WORD = {
  daily: 'Statement',
  'bill-payment': 'Bill payment',
  'reserve-draw': 'Reserve draw',
} as const satisfies Record<StatementKind, string>;

/** What keeps money from being paid now, and what changes it. */
export const OBSTACLE = {
  'negative-balance': 'No payout while you owe. Sales that settle are set against what you owe first.',
  'shop-closed': 'No payout yet: the shop is closed, and payouts wait until the reserve period after closing is over.',
  'withdrawals-frozen':
    'No payout while withdrawals are frozen. The money stays in your balance until they are released.',
  'payout-failed': 'No payout until the bank account is confirmed or changed: the last one came back.',
  'no-bank-account': 'No payout without a verified bank account.',
  'below-minimum': 'No payout yet: your balance is below the minimum. It is paid with the next sales that settle.',
} as const satisfies Record<Exclude<PendingReason, 'scheduled'>, string>;

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export const SCHEDULE_LABEL = {
  daily: 'Every business day',
  weekly: 'Every week',
  'every-two-weeks': 'Every two weeks',
  monthly: 'Every month',
} as const satisfies Record<ScheduleKind, string>;

/** @example scheduleText({ schedule: "weekly", weekday: 3 }) === "Weekly schedule, on Wednesday" */
export function scheduleText(schedule: PayoutSchedule): string {
  switch (schedule.schedule) {
    case 'daily':
      return 'Daily schedule, business days';
    case 'weekly':
      return `Weekly schedule, on ${WEEKDAYS[schedule.weekday - 1]}`;
    case 'every-two-weeks':
      return `Every two weeks, on ${WEEKDAYS[schedule.weekday - 1]}`;
    case 'monthly':
      return `Monthly schedule, on day ${schedule.dayOfMonth}`;
  }
}
