import 'server-only';
import type { PoolClient } from 'pg';
import { decisionWords } from '@/contracts/decision-kinds';
import type { Instant } from '@/domain/calendar/instant';
import type { DecisionPlan } from '@/domain/decision/plan-decision';
import { commandFactIds } from '@/domain/fact/command-ids';
import { type DecisionRow, settleDecision } from '../../repositories/decisions';
import { type AuditActor, appendAudit } from '../audit/append-audit';
import { recordAccountFact } from '../bank-accounts/send-payouts-to';
import { postMoments } from '../bills/post-moments';
import { type CommandFact, recordCommandFact, type ShopStanding } from '../bills/shop-standing';
import { tellOfDecision } from './tell-of-decision';

/** Who does something with a decision, and when, by the clock that the books go by. */
export interface DecisionDeed {
  readonly by: AuditActor;
  readonly now: Instant;
}

/** Records the fact; what is a command's takes effect at once, what is of the day at its close (R11). */
async function recordFact(connection: PoolClient, standing: ShopStanding, fact: CommandFact, now: Instant) {
  if (fact.type === 'bank-account.verified') return recordAccountFact(connection, standing, fact, now);
  const { shop } = await recordCommandFact(connection, standing, fact, now);
  if (fact.type === 'shop.reserve-exemption-changed') await postMoments(connection, { ...standing, shop });
}

/**
 * Carries a decision out: its fact, what it changes at once, the notice to the seller, the word in the seller's audit log. In the caller's
 * transaction, under the shop's lock, the days before being closed.
 */
export async function carryOut(
  connection: PoolClient,
  standing: ShopStanding,
  row: DecisionRow,
  { fact }: DecisionPlan,
  { by, now }: DecisionDeed,
): Promise<void> {
  const { shop, book } = standing;
  const id = commandFactIds.decision(row.id);
  await recordFact(connection, standing, { ...fact, id } as CommandFact, now);
  await settleDecision(connection, row, { status: 'confirmed', note: null, facts: [id], by: by.person, at: now });
  await tellOfDecision(connection, standing, row, now);
  await appendAudit(connection, {
    actor: by,
    sellerId: shop.sellerId,
    shopId: shop.id,
    deed: 'decision.confirmed',
    subject: decisionWords(row.decision, (amount) => `${amount} ${book.currency}`),
    detail: { decision: row.id, reason: row.reason.slice(0, 200), proposed: row.proposedName },
  });
}
