import 'server-only';
import { accepted, type Result } from '@/domain/shared/result';
import type { Database } from '../../db/database';
import type { CardGateway } from '../../gateways/card-gateway';
import { findCardCustomer, setDefaultCard } from '../../repositories/card-customers';
import { type CardRefusal, refuseCard, whileAvailable } from './card-refusal';

/**
 * Makes a saved card the one that is offered first.
 * @param input.card must be saved with the seller's own customer; any other is not found
 */
export function chooseDefaultCard(
  database: Database,
  gateway: CardGateway,
  { sellerId, card }: { readonly sellerId: number; readonly card: string },
): Promise<Result<{ readonly card: string }, CardRefusal>> {
  return whileAvailable(async () => {
    const customer = await findCardCustomer(database.pool, sellerId);
    const saved = customer === null ? [] : await gateway.listCards(customer.customer);
    if (!saved.some(({ id }) => id === card)) {
      return refuseCard('not-found', 'This card is no longer saved. Choose another one.');
    }
    await setDefaultCard(database.pool, sellerId, card);
    return accepted({ card });
  });
}
