import 'server-only';
import type { Actor } from '@/contracts/shell';
import type { Instant } from '@/domain/calendar/instant';
import { type Database, inTransaction } from '../../db/database';
import { endSellerView } from '../../repositories/seller-views';
import { appendAudit } from '../audit/append-audit';

/**
 * Ends the view of a seller's pages that a session has open; it is in the seller's own log.
 * @param by as whom the session acts, the role being the one of the marketplace
 * @returns whether one was open
 */
export function leaveSellerView(
  database: Database,
  by: Pick<Actor, 'person' | 'role' | 'sessionId'>,
  now: Instant,
): Promise<boolean> {
  return inTransaction(database, async (connection) => {
    const ended = await endSellerView(connection, by.sessionId, now);
    if (ended === null) return false;
    const { sellerId, sellerName } = ended;
    const actor = { person: by.person, role: by.role, seller: null };
    await appendAudit(connection, { actor, sellerId, deed: 'seller-view.left', subject: sellerName });
    return true;
  });
}
