import 'server-only';
import type { CardExpiry, SavedCardDto, SavedCardsDto } from '@/contracts/cards';
import type { Instant } from '@/domain/calendar/instant';
import type { Database } from '../db/database';
import { type CardGateway, isCardProviderError, type SavedCard } from '../gateways/card-gateway';
import { findCardCustomer } from '../repositories/card-customers';

/** A card is good to the end of the month that is printed on it. */
function expiryOf({ expMonth, expYear }: SavedCard, now: Instant): CardExpiry {
  const months = expYear * 12 + expMonth - (Number(now.slice(0, 4)) * 12 + Number(now.slice(5, 7)));
  if (months < 0) return 'expired';
  return months <= 1 ? 'expires-soon' : 'valid';
}

/**
 * A seller's saved cards, asked from the provider each time: there is no list of ours that could be wrong.
 * @param input.now the machine's time (`machineTime()`), not the test clock's: it is the provider that lets a card expire
 * @example listSavedCards(database, gateway, { sellerId: 1, now: machineTime() })
 */
export async function listSavedCards(
  database: Database,
  gateway: CardGateway,
  { sellerId, now }: { readonly sellerId: number; readonly now: Instant },
): Promise<SavedCardsDto> {
  const customer = await findCardCustomer(database.pool, sellerId);
  if (customer === null) return { isAvailable: true, cards: [] };
  try {
    const saved = await gateway.listCards(customer.customer);
    const cards = saved.map(
      (card): SavedCardDto => ({
        ...card,
        expiry: expiryOf(card, now),
        isDefault: card.id === customer.defaultCard,
      }),
    );
    return { isAvailable: true, cards: cards.sort((left, right) => Number(right.isDefault) - Number(left.isDefault)) };
  } catch (error) {
    if (isCardProviderError(error)) return { isAvailable: false, cards: [] };
    throw error;
  }
}
