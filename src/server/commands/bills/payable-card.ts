import 'server-only';
import type { Brand } from '@/domain/shared/brand';
import { accepted, type Result, refused } from '@/domain/shared/result';
import type { Database } from '../../db/database';
import { type CardGateway, isCardProviderError } from '../../gateways/card-gateway';
import { findCustomerOfShop } from '../../repositories/card-customers';
import { type BillRefusal, conflict } from './bill-refusal';

/**
 * A saved card that the provider says is that of the shop's seller. `payBill` takes no other, and this file alone makes them: what a
 * form says its card is never reaches a charge unasked.
 */
export type PayableCard = Brand<
  {
    readonly shopId: number;
    /** The provider's id, `pm_...`. */
    readonly id: string;
    readonly brand: string | null;
    readonly last4: string | null;
  },
  'PayableCard'
>;

/** A card that the seller of a shop has not saved. */
export function notASavedCard(): Result<never, BillRefusal> {
  return refused({
    code: 'invalid',
    field: 'card',
    reason: 'This card is not one of your saved cards. Choose another or add one.',
  });
}

/**
 * Asks the provider for the card with which a shop's bill is to be paid.
 * @param input.card what the form said; only a card that is saved with the seller of the shop is found
 * @returns refused for any other card, and where the provider does not answer
 * @example await findPayableCard(database, gateway, { shopId: 1, card: "pm_..." })
 */
export async function findPayableCard(
  database: Database,
  gateway: CardGateway,
  { shopId, card }: { readonly shopId: number; readonly card: string },
): Promise<Result<PayableCard, BillRefusal>> {
  const customer = await findCustomerOfShop(database.pool, shopId);
  if (customer === null) return notASavedCard();
  try {
    const saved = (await gateway.listCards(customer)).find(({ id }) => id === card);
    if (saved === undefined) return notASavedCard();
    return accepted({ shopId, id: saved.id, brand: saved.brand, last4: saved.last4 } as PayableCard);
  } catch (error) {
    if (!isCardProviderError(error)) throw error;
    return conflict('card', 'The card provider does not answer. Nothing was charged. Try again in a minute.');
  }
}

/**
 * The same for several shops of one seller, asked once. A shop whose seller has not saved the card is not in it.
 * @throws CardProviderError where the provider does not answer
 */
export async function findPayableCards(
  database: Database,
  gateway: CardGateway,
  { shopIds, card }: { readonly shopIds: readonly number[]; readonly card: string },
): Promise<ReadonlyMap<number, PayableCard>> {
  const found = new Map<number, PayableCard>();
  const savedOf = new Map<string, Awaited<ReturnType<CardGateway['listCards']>>>();
  for (const shopId of shopIds) {
    const customer = await findCustomerOfShop(database.pool, shopId);
    if (customer === null) continue;
    const cards = savedOf.get(customer) ?? (await gateway.listCards(customer));
    savedOf.set(customer, cards);
    const saved = cards.find(({ id }) => id === card);
    if (saved !== undefined) {
      found.set(shopId, { shopId, id: saved.id, brand: saved.brand, last4: saved.last4 } as PayableCard);
    }
  }
  return found;
}
