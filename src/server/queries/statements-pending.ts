import 'server-only';
import type { PendingDto } from '@/contracts/statements';
import type { ShopState } from '@/domain/books';
import { nextBusinessDay } from '@/domain/calendar/business-days';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { pendingOf } from '@/domain/payout/pending-reason';
import type { PolicyBook } from '@/domain/policy/policy';
import { present } from '@/domain/shared/assert';
import type { Connection } from '../db/database';
import { selectStates } from '../repositories/shops';

/** Where the engine left a shop at its last close. */
export async function readShopState(connection: Connection, shopId: number): Promise<ShopState> {
  return present((await selectStates(connection, [shopId])).get(shopId), `state of shop ${shopId}`);
}

/**
 * Why the shop's pending statements are pending, and when they are paid at the earliest (R6.4).
 * @returns null before the first close, when there is no statement
 */
export function pendingDto(state: ShopState, today: PlainDate, book: PolicyBook): PendingDto | null {
  if (state.closedThrough === null) return null;
  const { reason, nextPayoutOn } = pendingOf(state, book);
  const isEve = today < nextPayoutOn && nextBusinessDay(today, book.bankHolidays) === nextPayoutOn;
  return { reason, nextPayoutOn, isEve };
}
