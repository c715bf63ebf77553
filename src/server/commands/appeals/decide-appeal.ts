import 'server-only';
import type { PoolClient } from 'pg';
import type { Actor } from '@/contracts/shell';
import type { Instant } from '@/domain/calendar/instant';
import { type AppealRefusal, planGrant } from '@/domain/enforcement/appeal';
import { commandFactIds } from '@/domain/fact/command-ids';
import type { Measure } from '@/domain/policy/policy';
import { accepted, type Result, refused } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { type AppealRow, decideAppeal, findAppeal, findAppealShop } from '../../repositories/appeals';
import { appendAudit } from '../audit/append-audit';
import { closeDaysBefore } from '../bills/clear-bills';
import { postMoments } from '../bills/post-moments';
import { lockStanding, recordCommandFact, type ShopStanding } from '../bills/shop-standing';
import { postNotice } from '../notices/post-notice';
import { ownShopRefusal } from '../own-shop';

/** What somebody of the marketplace decides. */
export interface DecideAppealInput {
  readonly appeal: string;
  readonly decision: 'granted' | 'refused';
  /** The seller reads it. */
  readonly reason: string;
  readonly by: Pick<Actor, 'person' | 'role' | 'seller'>;
  readonly now: Instant;
}

/** Why it cannot be decided so. */
export type DecideAppealRefusal =
  | AppealRefusal
  | { readonly kind: 'unknown' | 'decided' }
  | { readonly kind: 'own-shop'; readonly sentence: string };

/** Lifts measures in the books, from this moment on (R9.3). */
async function lift(
  connection: PoolClient,
  standing: ShopStanding,
  { id }: AppealRow,
  measures: readonly Measure[],
  { reason, now }: DecideAppealInput,
): Promise<void> {
  const fact = { id: commandFactIds.appeal(id), type: 'appeal.granted', reason, measures } as const;
  const { shop } = await recordCommandFact(connection, standing, fact, now);
  await postMoments(connection, { ...standing, shop });
}

/**
 * Grants or refuses an appeal, with the reason. Granting records `appeal.granted` and lifts the measures from then on; it is refused while
 * something is owed, and both are to who is a member of the shop's seller. Days that are over are closed first, so that what is lifted is what stands now.
 * @param database one that sees every shop and may write
 * @returns the measures that were lifted
 */
export async function decideOnAppeal(
  database: Database,
  input: DecideAppealInput,
): Promise<Result<readonly Measure[], DecideAppealRefusal>> {
  const { appeal: id, decision, reason, by, now } = input;
  const shopId = await findAppealShop(database.pool, id);
  if (shopId === null) return refused({ kind: 'unknown' });
  await closeDaysBefore(database, shopId, now);
  return inTransaction(database, async (connection) => {
    const standing = await lockStanding(connection, shopId);
    const own = await ownShopRefusal(connection, by, shopId);
    if (own !== null) return refused({ kind: 'own-shop', sentence: own });
    const appeal = await findAppeal(connection, shopId, id);
    if (appeal?.status !== 'open') return refused({ kind: 'decided' });
    const plan = decision === 'granted' ? planGrant(standing.state, appeal.measures) : accepted([]);
    if (!plan.ok) return plan;
    if (decision === 'granted') await lift(connection, standing, appeal, plan.value, input);
    await decideAppeal(connection, appeal, { status: decision, reason, by: by.person, at: now });
    const sellerId = await sellerOf(connection, shopId);
    await postNotice(connection, {
      key: `appeal:${id}:decided`,
      kind: 'appeal-decided',
      sellerId,
      shopId,
      at: now,
      detail: { appeal: id, decision, reason, measures: [...(decision === 'granted' ? plan.value : appeal.measures)] },
    });
    const audited = { actor: by, sellerId, shopId, subject: id, detail: { reason: reason.slice(0, 200) } };
    await appendAudit(connection, { ...audited, deed: `appeal.${decision}` });
    return plan;
  });
}

/** Whose shop it is: the deed goes into their log. */
async function sellerOf(connection: PoolClient, shopId: number): Promise<number | null> {
  const { rows } = await connection.query<{ seller_id: number | null }>('SELECT seller_id FROM shop WHERE id = $1', [
    shopId,
  ]);
  return rows[0]?.seller_id ?? null;
}
