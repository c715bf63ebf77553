import 'server-only';
import { scheduleKey } from '@/contracts/payout-schedule';
import type { Instant } from '@/domain/calendar/instant';
import { commandFactIds } from '@/domain/fact/command-ids';
import type { PayoutSchedule } from '@/domain/fact/fact';
import { accepted, type Result, refused } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { type AuditActor, appendAudit } from '../audit/append-audit';
import { closeDaysBefore } from '../bills/clear-bills';
import { postMoments } from '../bills/post-moments';
import { lockStanding, recordCommandFact } from '../bills/shop-standing';

/** Which schedule a shop is to have. */
export interface ChangePayoutScheduleInput {
  readonly shopId: number;
  readonly schedule: PayoutSchedule;
  readonly by: AuditActor;
  readonly now: Instant;
}

/**
 * Changes the days on which a shop's payouts are made. It counts from the day after; payouts on their way go on (R7.3, R7.4).
 * @returns false where the schedule was this one already: nothing is recorded
 * @example await changePayoutSchedule(database, { shopId, schedule: { schedule: 'weekly', weekday: 3 }, by: actor, now })
 */
export async function changePayoutSchedule(
  database: Database,
  { shopId, schedule, by, now }: ChangePayoutScheduleInput,
): Promise<Result<boolean, string>> {
  await closeDaysBefore(database, shopId, now);
  return inTransaction(database, async (connection) => {
    const standing = await lockStanding(connection, shopId);
    const { state, shop } = standing;
    if (state.closedThrough === null) {
      return refused('The first day of this shop is not over yet. Choose the schedule from tomorrow on.');
    }
    if (scheduleKey(state.schedule) === scheduleKey(schedule)) return accepted(false);
    const fact = {
      id: commandFactIds.schedule(shop.lastFactNo + 1),
      type: 'payout-schedule.changed',
      ...schedule,
    } as const;
    const { shop: after } = await recordCommandFact(connection, standing, fact, now);
    await postMoments(connection, { ...standing, shop: after });
    const detail = { before: scheduleKey(state.schedule) };
    const subject = scheduleKey(schedule);
    await appendAudit(connection, { actor: by, shopId, deed: 'payout-schedule.changed', subject, detail });
    return accepted(true);
  });
}
