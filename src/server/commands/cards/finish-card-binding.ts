import 'server-only';
import { accepted, type Result } from '@/domain/shared/result';
import type { Database } from '../../db/database';
import type { CardGateway } from '../../gateways/card-gateway';
import { findCardCustomer, setDefaultCard } from '../../repositories/card-customers';
import { type CardRefusal, refuseCard, whileAvailable } from './card-refusal';

/**
 * Reads which card the provider's page has bound; it becomes the default where the seller has none that is still saved. Asked again, it says the same.
 * @param input.session what the provider put into the success address; another seller's is not found
 */
export function finishCardBinding(
  database: Database,
  gateway: CardGateway,
  { sellerId, session }: { readonly sellerId: number; readonly session: string },
): Promise<Result<{ readonly card: string }, CardRefusal>> {
  return whileAvailable(async () => {
    const customer = await findCardCustomer(database.pool, sellerId);
    const bound = customer === null ? null : await gateway.readCardBinding(session);
    if (customer === null || bound === null || bound.customer !== customer.customer) {
      return refuseCard('not-found', 'No card was added. Add it again, or pay another way.');
    }
    const { defaultCard } = customer;
    const saved = await gateway.listCards(customer.customer);
    if (!saved.some((card) => card.id === defaultCard)) {
      await setDefaultCard(database.pool, sellerId, bound.card, defaultCard);
    }
    return accepted({ card: bound.card });
  });
}
