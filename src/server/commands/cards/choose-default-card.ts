import 'server-only';
import { accepted, type Result } from '@/domain/shared/result';
import type { Database } from '../../db/database';
import type { CardGateway } from '../../gateways/card-gateway';
import { setDefaultCard } from '../../repositories/card-customers';
import type { CardRefusal } from './card-refusal';
import { type CardAsked, withSavedCard } from './saved-card';

/**
 * Makes a saved card the one that is offered first.
 * @param input.card must be saved with the seller's own customer; any other is not found
 */
export function chooseDefaultCard(
  database: Database,
  gateway: CardGateway,
  { sellerId, card }: CardAsked,
): Promise<Result<{ readonly card: string }, CardRefusal>> {
  const missing = 'This card is no longer saved. Choose another one.';
  return withSavedCard({ database, gateway, missing }, { sellerId, card }, async () => {
    await setDefaultCard(database.pool, sellerId, card);
    return accepted({ card });
  });
}
