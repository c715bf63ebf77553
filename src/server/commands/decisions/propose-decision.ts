import 'server-only';
import type { PoolClient } from 'pg';
import { decisionWords } from '@/contracts/decision-kinds';
import type { EffectDto } from '@/contracts/decisions';
import { type Decision, needsSecondPerson } from '@/domain/decision/decision';
import { planDecision } from '@/domain/decision/plan-decision';
import type { Minor } from '@/domain/money/money';
import { accepted, type FieldRefusal, type Result } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { newId } from '../../ids';
import { insertProposal } from '../../repositories/decisions';
import { appendAudit } from '../audit/append-audit';
import { closeDaysBefore } from '../bills/clear-bills';
import { lockStanding, type ShopStanding } from '../bills/shop-standing';
import { ownShopRefusal } from '../own-shop';
import { carryOut, type DecisionDeed } from './carry-out';
import { limitOf, movedAloneToday, readDecisionStanding } from './decision-standing';
import { refuseDecision } from './open-decision';

/** What somebody proposes. */
export interface ProposeDecisionInput extends DecisionDeed {
  readonly shopId: number;
  readonly decision: Decision;
  /** The seller reads it once it is confirmed. */
  readonly reason: string;
  /** What the preview showed. */
  readonly effect: EffectDto | null;
  /** What one person may move alone; what the environment says where it is left out. */
  readonly limit?: Minor;
}

/** What became of a proposal. */
export interface ProposedDecision {
  readonly id: string;
  /** `confirmed`: it takes no second person, and is done. */
  readonly status: 'open' | 'confirmed';
}

async function putOnRecord(
  connection: PoolClient,
  { shop, book }: ShopStanding,
  { decision, by, reason }: ProposeDecisionInput,
  id: string,
): Promise<void> {
  await appendAudit(connection, {
    actor: by,
    // Not the seller's: what is only proposed is the marketplace's own affair.
    sellerId: null,
    deed: 'decision.proposed',
    subject: `${decisionWords(decision, (amount) => `${amount} ${book.currency}`)}, shop ${shop.shop}`,
    detail: { decision: id, reason: reason.slice(0, 200) },
  });
}

/**
 * Proposes a decision about a shop. One that takes no second person is carried out at once; the others wait for one. Judged under the shop's
 * lock, with all that the same person moved alone there on the day.
 * @returns refused to a member of the shop's seller, and with the field to mend where it cannot be carried out as things stand
 * @example await proposeDecision(database, { shopId, decision: { kind: 'reserve-level', level: 0 }, reason, effect, by, now })
 */
export async function proposeDecision(
  database: Database,
  input: ProposeDecisionInput,
): Promise<Result<ProposedDecision, FieldRefusal>> {
  const { shopId, decision, reason, effect, by, now } = input;
  await closeDaysBefore(database, shopId, now);
  return inTransaction(database, async (connection) => {
    const standing = await lockStanding(connection, shopId);
    const own = await ownShopRefusal(connection, by, shopId);
    if (own !== null) return refuseDecision(own);
    const plan = planDecision(await readDecisionStanding(connection, standing, decision, now), decision, reason);
    if (!plan.ok) return plan;
    const { moved } = plan.value;
    const limit = input.limit ?? limitOf(standing.book);
    const movedAlone = await movedAloneToday(connection, standing, by.person.key, now);
    const needsSecond = needsSecondPerson(decision.kind, { moved, movedAlone, limit });
    const { key: proposedBy, name: proposedName } = by.person;
    const row = { shopId, id: newId('dcs'), decision, reason, needsSecond } as const;
    await insertProposal(connection, { ...row, effect, moved, by: by.person, at: now });
    if (needsSecond) await putOnRecord(connection, standing, input, row.id);
    else await carryOut(connection, standing, { ...row, proposedBy, proposedName, status: 'open' }, plan.value, input);
    return accepted({ id: row.id, status: needsSecond ? 'open' : 'confirmed' });
  });
}
