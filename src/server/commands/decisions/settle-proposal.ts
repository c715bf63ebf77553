import 'server-only';
import { decisionWords } from '@/contracts/decision-kinds';
import { accepted, type FieldRefusal, type Result } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { findDecisionShop, settleDecision } from '../../repositories/decisions';
import { appendAudit } from '../audit/append-audit';
import { lockStanding } from '../bills/shop-standing';
import { ownShopRefusal } from '../own-shop';
import type { DecisionDeed } from './carry-out';
import { findOpen, refuseDecision, unknownDecision } from './open-decision';

/** A proposal that is not to be carried out, and why. */
export interface SettleProposalInput extends DecisionDeed {
  readonly decision: string;
  readonly status: 'refused' | 'withdrawn';
  readonly note: string;
}

/**
 * Ends a proposal without carrying it out: whoever proposed it withdraws it, anybody else who may confirm refuses it. Nothing else changes,
 * and the seller is told nothing.
 */
export async function settleProposal(
  database: Database,
  { decision: id, status, note, by, now }: SettleProposalInput,
): Promise<Result<null, FieldRefusal>> {
  const shopId = await findDecisionShop(database.pool, id);
  if (shopId === null) return unknownDecision();
  return inTransaction(database, async (connection) => {
    const { shop, book } = await lockStanding(connection, shopId);
    const found = await findOpen(connection, shopId, id);
    if (!found.ok) return found;
    // Who may not confirm a penalty of their own shop may not refuse it either; to withdraw is no decision.
    const own = status === 'refused' ? await ownShopRefusal(connection, by, shopId) : null;
    if (own !== null) return refuseDecision(own);
    const isOwn = found.value.proposedBy === by.person.key;
    if (status === 'withdrawn' && !isOwn)
      return refuseDecision(
        `${found.value.proposedName} proposed this: who proposed it withdraws it, an ops lead refuses it.`,
      );
    if (status === 'refused' && isOwn) return refuseDecision('You proposed this yourself: withdraw it instead.');
    await settleDecision(connection, found.value, { status, note, facts: [], by: by.person, at: now });
    const words = decisionWords(found.value.decision, (amount) => `${amount} ${book.currency}`);
    const detail = { decision: id, note: note.slice(0, 200) };
    await appendAudit(connection, {
      ...{ actor: by, sellerId: null, deed: `decision.${status}`, subject: `${words}, shop ${shop.shop}`, detail },
    });
    return accepted(null);
  });
}
