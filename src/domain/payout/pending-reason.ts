import type { ShopState } from '../books';
import { addDays, type PlainDate } from '../calendar/plain-date';
import { type PolicyBook, policyOn } from '../policy/policy';
import { present } from '../shared/assert';
import { obstacleOn, type PendingReason } from './conditions';
import { nextPayoutDay } from './schedule';

/** Why the pending statements of a shop are pending, as it stands on the day after the last close (R6.4). */
export interface Pending {
  readonly reason: PendingReason;
  /** The next day on which the shop's schedule falls; it is paid then unless something stands in the way. */
  readonly nextPayoutOn: PlainDate;
}

/**
 * The first reason that holds (R6.4). All pending statements of a shop have the same one: their amounts have one sign (R7.1).
 * @example owed 37.40: { reason: "negative-balance", ... }
 */
export function pendingOf(state: ShopState, book: PolicyBook): Pending {
  const closedThrough = present(state.closedThrough, 'closed day');
  const tomorrow = addDays(closedThrough, 1);
  const schedule = { schedule: state.schedule, changedOn: state.scheduleChangedOn };
  return {
    reason: obstacleOn(tomorrow, state, policyOn(book, tomorrow)) ?? 'scheduled',
    // The run of tomorrow is in the books already (R11).
    nextPayoutOn: nextPayoutDay(tomorrow, schedule, book.bankHolidays),
  };
}
