import 'server-only';
import { accepted, type Result } from '@/domain/shared/result';
import type { Connection, Database } from '../../db/database';
import type { CardGateway } from '../../gateways/card-gateway';
import { findCardCustomer, setDefaultCard } from '../../repositories/card-customers';
import { type CardRefusal, refuseCard, whileAvailable } from './card-refusal';

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
  { sellerId, card }: { readonly sellerId: number; readonly card: string },
): Promise<Result<{ readonly card: string }, CardRefusal>> {
  return whileAvailable(async () => {
    const customer = await findCardCustomer(database.pool, sellerId);
    const saved = customer === null ? [] : await gateway.listCards(customer.customer);
    if (customer === null || !saved.some(({ id }) => id === card)) {
      return refuseCard('not-found', 'This card is no longer saved.');
    }
    // A charge whose answer is awaited may have to be sent again, with the card that it began with.
    if (await isBeingCharged(database.pool, sellerId, card)) {
      return refuseCard('conflict', 'This card is being charged. Remove it when the payment is done.');
    }
    await gateway.removeCard(customer.customer, card);
    const next = saved.find(({ id }) => id !== card)?.id ?? null;
    await setDefaultCard(database.pool, sellerId, next, card);
    return accepted({ card });
  });
}
