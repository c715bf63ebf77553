import 'server-only';
import type { ShopContext } from '@/contracts/shell';
import { findShopRef, readShopContext } from '../../auth/people';
import { readClock } from '../../clock';
import type { AuditActor } from '../../commands/audit/append-audit';
import { lookAtShop } from '../../commands/audit/look-at-shop';
import type { Database } from '../../db/database';
import { systemDatabase } from '../../db/site';
import { env } from '../../env';

/** A shop as one of the marketplace's people looks at it. */
export interface ShopLook {
  /** The same that a seller's pages go by. */
  readonly shop: ShopContext;
  /** Every shop's books, to read. */
  readonly database: Database;
}

/**
 * Opens a shop's books to one of the marketplace's people, on record (see lookAtShop), with what its pages go by.
 * @param externalId the shop's
 * @returns null where there is no such shop
 * @example const look = await openShopLook(actor, "ivy", "statement 12");
 */
export async function openShopLook(actor: AuditActor, externalId: string, what: string): Promise<ShopLook | null> {
  const look = await lookAtShop(actor, externalId, what);
  if (look === null) return null;
  const { database, shopId } = look;
  const now = await readClock(systemDatabase().pool, env().mode === 'demo');
  const ref = await findShopRef(database.pool, shopId);
  return { database, shop: await readShopContext(database.pool, ref, { now, role: actor.role }) };
}
