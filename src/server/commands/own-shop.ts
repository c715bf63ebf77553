import 'server-only';
import type { Connection } from '../db/database';
import { selectOwnShops } from '../repositories/members';
import type { AuditActor } from './audit/append-audit';

/**
 * Who works for the marketplace and is also a member of a seller decides nothing about that seller's money: not even together with somebody
 * else, whom they would have to convince of their own case.
 * @returns the words to refuse with; null where the shop is none of theirs
 * @example await ownShopRefusal(connection, deed.by, shopId)
 */
export async function ownShopRefusal(connection: Connection, by: AuditActor, shopId: number): Promise<string | null> {
  const own = await selectOwnShops(connection, by.person.key);
  return own.has(shopId)
    ? 'You are a member of the seller that this shop belongs to, so you decide nothing about its money. Ask a colleague who is not.'
    : null;
}
