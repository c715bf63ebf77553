import { describe, expect } from 'vitest';
import { findPayableCard } from '@/server/commands/bills/payable-card';
import { acceptedOf, refusalOf } from '../../support/owing';
import { type CardWorld, test } from './card-world';
import { startScriptedProvider } from './scripted-provider';

const VISA = '4242424242424242';
const NOT_SAVED = {
  code: 'invalid',
  field: 'card',
  reason: 'This card is not one of your saved cards. Choose another or add one.',
};

const ask = ({ books, gateway, shopId }: CardWorld, card: string) =>
  findPayableCard(books.database, gateway, { shopId, card });

describe('the card that a form names is a card to pay with only if the provider says that it is the seller’s', () => {
  test('her own saved card: with the brand and digits that the provider knows', async ({ world }) => {
    const card = await world.bind(VISA);
    expect(acceptedOf(await ask(world, card))).toEqual({
      shopId: world.shopId,
      id: card,
      brand: 'visa',
      last4: '4242',
    });
  });

  test('another customer’s card, a test id that nobody saved, a card that was taken away: refused', async ({
    world,
  }) => {
    const gone = await world.bind(VISA);
    await world.stripe.paymentMethods.detach(gone);
    const { id: customer } = await world.stripe.customers.create({ name: 'Somebody else' });
    const { id: foreign } = await world.stripe.paymentMethods.attach('pm_card_visa', { customer });
    for (const card of [foreign, 'pm_card_visa', gone]) expect(refusalOf(await ask(world, card))).toEqual(NOT_SAVED);
  });

  test('a seller who has saved no card, and a shop without a seller: refused', async ({ world }) => {
    expect(refusalOf(await ask(world, 'pm_card_visa'))).toEqual(NOT_SAVED);
    const card = await world.bind(VISA);
    await world.books.sql('UPDATE shop SET seller_id = NULL');
    expect(refusalOf(await ask(world, card))).toEqual(NOT_SAVED);
  });

  test('a provider that does not answer: refused with a sentence, and nothing is taken for granted', async ({
    world,
  }) => {
    const card = await world.bind(VISA);
    const { gateway, stop } = await startScriptedProvider(() => 'hang-up');
    expect(refusalOf(await ask({ ...world, gateway }, card))).toEqual({
      code: 'conflict',
      field: 'card',
      reason: 'The card provider does not answer. Nothing was charged. Try again in a minute.',
    });
    await stop();
  });
});
