import type { ActivityStatus } from '../books';
import { daysBetween, laterDay, type PlainDate } from '../calendar/plain-date';
import type { ActivityKind } from '../fact/fact';
import type { Policy } from '../policy/policy';

/** Something that a shop did (R10.5), on the day on which it truly occurred. */
export interface ActivitySign {
  readonly on: PlainDate;
  readonly kind: ActivityKind | 'order-shipped';
}

/**
 * The last day of activity after a day's signs (R10.5). While a shop is active every sign counts; once it is inactive none does, unless
 * one of them is work on a product or an order.
 * @example inactive, signed in: the last day stays; inactive, edited a product: the last day is that one
 */
export function lastActiveAfter(
  before: ActivityStatus,
  lastActiveOn: PlainDate,
  signs: readonly ActivitySign[],
): PlainDate {
  const reactivates = signs.some(({ kind }) => kind === 'product-edited' || kind === 'order-processed');
  if (before !== 'active' && !reactivates) return lastActiveOn;
  return signs.reduce((last, sign) => laterDay(last, sign.on), lastActiveOn);
}

/**
 * Activity at the close of a day (R10.5). It never touches money.
 * @example idle for 30 days: inactive; 37: products removed; 61: banned
 */
export function activityOn(
  day: PlainDate,
  lastActiveOn: PlainDate,
  before: ActivityStatus,
  policy: Policy,
): ActivityStatus {
  if (before === 'banned') return 'banned';
  const idleDays = daysBetween(lastActiveOn, day);
  const { inactiveAfterDays, productsRemovedAfterDays, bannedAfterDays } = policy.activity;
  if (idleDays >= bannedAfterDays) return 'banned';
  if (idleDays >= productsRemovedAfterDays) return 'products-removed';
  return idleDays >= inactiveAfterDays ? 'inactive' : 'active';
}

/**
 * Whether the seller is warned at a close that the shop will be inactive (R10.5): on one day, and never of what has happened already.
 * @example active and idle for 25 days: warned, five days before it is inactive
 */
export function isWarnedOfInactivity(status: ActivityStatus, idleDays: number, policy: Policy): boolean {
  return status === 'active' && idleDays === policy.activity.warnAfterDays;
}

/** The steps of idleness (R10.5), in the order in which they come. */
export const IDLE_STEPS = ['warned', 'inactive', 'products-removed', 'banned'] as const;
export type IdleStep = (typeof IDLE_STEPS)[number];

/** A step, and the days without activity after which it comes. */
export interface IdleStepDays {
  readonly step: IdleStep;
  readonly afterDays: number;
}

/**
 * The steps of a policy with their days.
 * @example warned 25, inactive 30, products-removed 37, banned 61
 */
export function idleStepsOf({ activity }: Pick<Policy, 'activity'>): readonly IdleStepDays[] {
  return [
    { step: 'warned', afterDays: activity.warnAfterDays },
    { step: 'inactive', afterDays: activity.inactiveAfterDays },
    { step: 'products-removed', afterDays: activity.productsRemovedAfterDays },
    { step: 'banned', afterDays: activity.bannedAfterDays },
  ];
}
