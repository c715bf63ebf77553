import 'server-only';
import type { Actor } from '@/contracts/shell';
import { fromEpochMillis, type Instant, toEpochMillis } from '@/domain/calendar/instant';
import { accepted, type FieldRefusal, type Result, refused } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { newId } from '../../ids';
import { endSellerView, insertSellerView } from '../../repositories/seller-views';
import { findShops } from '../../repositories/shops';
import { appendAudit } from '../audit/append-audit';

/** How long a view stays open. */
const MINUTES = 30;

/** Who asks for which shop's pages, and what for. */
export interface SellerViewAsked {
  readonly by: Pick<Actor, 'person' | 'role' | 'seller' | 'sessionId'>;
  /** External id. */
  readonly shop: string;
  readonly purpose: string;
  /** The machine's time: it is about a browser, not about the books. */
  readonly now: Instant;
}

/**
 * Lets a session of the marketplace see the pages of a shop as its seller's members do, for half an hour at most, and do nothing there. That it
 * was opened, and what for, is in the seller's own log.
 * @returns refused for a shop of no seller, which has no members whose view there could be
 * @example await openSellerView(database, { by: actor, shop: "ivy-prints", purpose: "ticket 4711", now })
 */
export function openSellerView(
  database: Database,
  { by, shop, purpose, now }: SellerViewAsked,
): Promise<Result<{ readonly shop: string }, FieldRefusal>> {
  return inTransaction(database, async (connection) => {
    const [found] = await findShops(connection, [shop]);
    if (found === undefined) return refused({ field: 'shop', reason: 'There is no such shop.' });
    const { sellerId } = found;
    if (sellerId === null) {
      return refused({ field: 'shop', reason: 'The shop belongs to no seller yet, so nobody sees its pages.' });
    }
    await endSellerView(connection, by.sessionId, now);
    await insertSellerView(connection, {
      id: newId('svw'),
      sellerId,
      sessionId: by.sessionId,
      personKey: by.person.key,
      purpose,
      begunAt: now,
      until: fromEpochMillis(toEpochMillis(now) + MINUTES * 60_000),
    });
    const subject = `shop ${found.shop}`;
    await appendAudit(connection, {
      ...{ actor: by, sellerId, shopId: found.id, deed: 'seller-view.opened', subject },
      detail: { purpose },
    });
    return accepted({ shop: found.shop });
  });
}
