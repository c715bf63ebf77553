import 'server-only';
import { accepted, type Result } from '@/domain/shared/result';
import { type Connection, type Database, inTransaction } from '../../db/database';
import type { CardGateway } from '../../gateways/card-gateway';
import { findCardCustomer, setDefaultCard } from '../../repositories/card-customers';
import { appendAudit } from '../audit/append-audit';
import { type CardRefusal, refuseCard, whileAvailable } from './card-refusal';
import type { CardAsked } from './saved-card';

/** Puts on record that a card was added, once: whoever comes back from the provider's page twice has added one. */
async function recordAdded(connection: Connection, { sellerId, card, by }: CardAsked): Promise<void> {
  await connection.query('SELECT FROM card_customer WHERE seller_id = $1 FOR UPDATE', [sellerId]);
  const { rows } = await connection.query(
    "SELECT FROM audit_entry WHERE seller_id = $1 AND deed = 'card.added' AND subject = $2 LIMIT 1",
    [sellerId, card],
  );
  if (rows.length === 0) await appendAudit(connection, { actor: by, sellerId, deed: 'card.added', subject: card });
}

/**
 * Reads which card the provider's page has bound; it becomes the default where the seller has none that is still saved. Asked again, it says the same.
 * @param input.session what the provider put into the success address; another seller's is not found
 */
export function finishCardBinding(
  database: Database,
  gateway: CardGateway,
  { sellerId, session, by }: Omit<CardAsked, 'card'> & { readonly session: string },
): Promise<Result<{ readonly card: string }, CardRefusal>> {
  return whileAvailable(async () => {
    const customer = await findCardCustomer(database.pool, sellerId);
    const bound = customer === null ? null : await gateway.readCardBinding(session);
    if (customer === null || bound === null || bound.customer !== customer.customer) {
      return refuseCard('not-found', 'No card was added. Add it again, or pay another way.');
    }
    const { defaultCard } = customer;
    const saved = await gateway.listCards(customer.customer);
    const { card } = bound;
    await inTransaction(database, async (connection) => {
      if (!saved.some(({ id }) => id === defaultCard)) await setDefaultCard(connection, sellerId, card, defaultCard);
      await recordAdded(connection, { sellerId, card, by });
    });
    return accepted({ card });
  });
}
