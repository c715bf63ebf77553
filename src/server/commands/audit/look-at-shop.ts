import 'server-only';
import type { Database } from '../../db/database';
import { opsDatabase } from '../../db/ops';
import { systemDatabase } from '../../db/site';
import { type AuditActor, appendAudit } from './append-audit';

/** A shop whose books somebody of the marketplace has before them. */
export interface Look {
  readonly shopId: number;
  /** Every shop's books, to read. */
  readonly database: Database;
}

/**
 * Lets one of the marketplace's people look at one shop's books. That they do is on record before a row of it is shown: among the readings
 * of ops, and in the seller's own log.
 * @param shop external id
 * @param what what of it they look at: "statement 12", "appeal apl_..."
 * @returns null where there is no such shop; then nothing is on record in any seller's log
 * @example const look = await lookAtShop(actor, "ivy", "statement 12");
 */
export async function lookAtShop(actor: AuditActor, shop: string, what: string): Promise<Look | null> {
  const database = opsDatabase({ person: actor.person.key, purpose: `${what} of shop ${shop}` });
  const { rows } = await database.pool.query<{ id: number }>('SELECT id FROM shop WHERE external_id = $1', [shop]);
  const [found] = rows;
  if (found === undefined) return null;
  await appendAudit(systemDatabase().pool, { actor, shopId: found.id, deed: 'ops.read', subject: what });
  return { shopId: found.id, database };
}
