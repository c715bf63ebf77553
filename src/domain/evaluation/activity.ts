import type { ActivityStatus } from '../books';
import { daysBetween, type PlainDate } from '../calendar/plain-date';
import type { ActivityKind } from '../fact/fact';
import type { Policy } from '../policy/policy';

/** Whether an activity counts for a shop: once inactive, only work on products or orders does; a ban stays (R10.5). */
export function reactivates(status: ActivityStatus, kind: ActivityKind | 'order-shipped'): boolean {
  if (status === 'banned') return false;
  return status === 'active' || kind === 'product-edited' || kind === 'order-processed';
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
