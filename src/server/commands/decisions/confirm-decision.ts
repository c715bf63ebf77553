import 'server-only';
import { planDecision } from '@/domain/decision/plan-decision';
import { accepted, type FieldRefusal, type Result } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { findDecisionShop } from '../../repositories/decisions';
import { closeDaysBefore } from '../bills/clear-bills';
import { lockStanding } from '../bills/shop-standing';
import { ownShopRefusal } from '../own-shop';
import { carryOut, type DecisionDeed } from './carry-out';
import { readDecisionStanding } from './decision-standing';
import { findOpen, refuseDecision, unknownDecision } from './open-decision';

/**
 * Confirms what somebody else proposed, and carries it out: it is judged again as things stand now, after the days that are over are closed,
 * and what is out of date is refused. Of two who confirm at once one is too late.
 * @returns refused to whoever proposed it, to a member of the shop's seller, once it is decided, and where the plan refuses it
 */
export async function confirmDecision(
  database: Database,
  { decision: id, ...deed }: DecisionDeed & { readonly decision: string },
): Promise<Result<null, FieldRefusal>> {
  const shopId = await findDecisionShop(database.pool, id);
  if (shopId === null) return unknownDecision();
  await closeDaysBefore(database, shopId, deed.now);
  return inTransaction(database, async (connection) => {
    const standing = await lockStanding(connection, shopId);
    const found = await findOpen(connection, shopId, id);
    if (!found.ok) return found;
    const own = await ownShopRefusal(connection, deed.by, shopId);
    if (own !== null) return refuseDecision(own);
    const { decision, reason, proposedBy } = found.value;
    if (proposedBy === deed.by.person.key)
      return refuseDecision(
        'You proposed this yourself. It takes a second person: ask another ops lead to confirm it.',
      );
    const plan = planDecision(await readDecisionStanding(connection, standing, decision, deed.now), decision, reason);
    if (!plan.ok) return refuseDecision(`It is out of date: ${plan.refusal.reason} Refuse it, or have it withdrawn.`);
    await carryOut(connection, standing, found.value, plan.value, deed);
    return accepted(null);
  });
}
