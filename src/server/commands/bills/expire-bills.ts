import 'server-only';
import type { Instant } from '@/domain/calendar/instant';
import { formatMinor } from '@/domain/money/money';
import { type Database, inTransaction } from '../../db/database';
import { expireUnpaid } from '../../repositories/bills';
import { selectShops } from '../../repositories/shops';
import { postNotices } from '../notices/post-notice';

/**
 * Lets unpaid bills whose time is over expire: 24 hours, a transfer 7 days (R8.2). What is being paid never expires.
 * @returns how many expired
 */
export function expireBills(database: Database, { now }: { readonly now: Instant }): Promise<number> {
  return inTransaction(database, async (connection) => {
    const expired = await expireUnpaid(connection, now);
    const shops = await selectShops(connection, [...new Set(expired.map(({ shopId }) => shopId))]);
    const sellers = new Map(shops.map(({ id, sellerId }) => [id, sellerId]));
    await postNotices(
      connection,
      expired.map(({ shopId, id, amount }) => ({
        key: `shop:${shopId}:bill-expired:${id}`,
        kind: 'bill-expired' as const,
        sellerId: sellers.get(shopId) ?? null,
        shopId,
        at: now,
        detail: { bill: id, amount: formatMinor(amount) },
      })),
    );
    return expired.length;
  });
}
