import 'server-only';
import type { Result } from '@/domain/shared/result';
import type { Database } from '../../db/database';
import type { CardGateway, SavedCard } from '../../gateways/card-gateway';
import { findCardCustomer } from '../../repositories/card-customers';
import type { AuditActor } from '../audit/append-audit';
import { type CardRefusal, refuseCard, whileAvailable } from './card-refusal';

/** A seller's card. */
export interface CardAsked {
  readonly sellerId: number;
  readonly card: string;
  readonly by: AuditActor;
}

/** The seller's customer at the provider, and the cards that are saved with it, newest first. */
interface Saved {
  readonly customer: string;
  readonly cards: readonly SavedCard[];
}

/**
 * Does something with a card that is saved with the seller's own customer; any other is not found.
 * @param missing what the person is told where it is not saved
 */
export function withSavedCard(
  {
    database,
    gateway,
    missing,
  }: { readonly database: Database; readonly gateway: CardGateway; readonly missing: string },
  { sellerId, card }: Omit<CardAsked, 'by'>,
  work: (saved: Saved) => Promise<Result<{ readonly card: string }, CardRefusal>>,
): Promise<Result<{ readonly card: string }, CardRefusal>> {
  return whileAvailable(async () => {
    const customer = await findCardCustomer(database.pool, sellerId);
    const cards = customer === null ? [] : await gateway.listCards(customer.customer);
    if (customer === null || !cards.some(({ id }) => id === card)) return refuseCard('not-found', missing);
    return work({ customer: customer.customer, cards });
  });
}
