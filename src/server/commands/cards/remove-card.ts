import 'server-only';
import { accepted, type Result } from '@/domain/shared/result';
import { type Connection, type Database, inTransaction } from '../../db/database';
import type { CardGateway } from '../../gateways/card-gateway';
import { setDefaultCard } from '../../repositories/card-customers';
import { appendAudit } from '../audit/append-audit';
import { type CardRefusal, refuseCard } from './card-refusal';
import { type CardAsked, withSavedCard } from './saved-card';

async function isBeingCharged(connection: Connection, sellerId: number, card: string): Promise<boolean> {
  const { rows } = await connection.query(
    `SELECT FROM bill_payment p JOIN shop s ON s.id = p.shop_id
      WHERE p.status = 'processing' AND p.card = $2 AND s.seller_id = $1 LIMIT 1`,
    [sellerId, card],
  );
  return rows.length > 0;
}

/**
 * Forgets a saved card, here and at the provider. If it was the default, the newest of the others is.
 * @param input.card must be saved with the seller's own customer; any other is not found
 */
export function removeCard(
  database: Database,
  gateway: CardGateway,
  { sellerId, card, by }: CardAsked,
): Promise<Result<{ readonly card: string }, CardRefusal>> {
  const missing = 'This card is no longer saved.';
  return withSavedCard({ database, gateway, missing }, { sellerId, card }, async ({ customer, cards }) => {
    // A charge whose answer is awaited may have to be sent again, with the card that it began with.
    if (await isBeingCharged(database.pool, sellerId, card)) {
      return refuseCard('conflict', 'This card is being charged. Remove it when the payment is done.');
    }
    await gateway.removeCard(customer, card);
    const next = cards.find(({ id }) => id !== card)?.id ?? null;
    await inTransaction(database, async (connection) => {
      await setDefaultCard(connection, sellerId, next, card);
      const detail = { change: 'remove' };
      await appendAudit(connection, { actor: by, sellerId, deed: 'card.changed', subject: card, detail });
    });
    return accepted({ card });
  });
}
