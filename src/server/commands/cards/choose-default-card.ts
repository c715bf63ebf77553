import 'server-only';
import { accepted, type Result } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import type { CardGateway } from '../../gateways/card-gateway';
import { setDefaultCard } from '../../repositories/card-customers';
import { appendAudit } from '../audit/append-audit';
import type { CardRefusal } from './card-refusal';
import { type CardAsked, withSavedCard } from './saved-card';

/**
 * Makes a saved card the one that is offered first.
 * @param input.card must be saved with the seller's own customer; any other is not found
 */
export function chooseDefaultCard(
  database: Database,
  gateway: CardGateway,
  { sellerId, card, by }: CardAsked,
): Promise<Result<{ readonly card: string }, CardRefusal>> {
  const missing = 'This card is no longer saved. Choose another one.';
  return withSavedCard({ database, gateway, missing }, { sellerId, card }, async () => {
    await inTransaction(database, async (connection) => {
      await setDefaultCard(connection, sellerId, card);
      const detail = { change: 'default' };
      await appendAudit(connection, { actor: by, sellerId, deed: 'card.changed', subject: card, detail });
    });
    return accepted({ card });
  });
}
