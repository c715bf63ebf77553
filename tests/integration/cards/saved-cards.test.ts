import { describe, expect, onTestFinished } from 'vitest';
import { instant } from '@/domain/calendar/instant';
import { chooseDefaultCard } from '@/server/commands/cards/choose-default-card';
import { finishCardBinding } from '@/server/commands/cards/finish-card-binding';
import { removeCard } from '@/server/commands/cards/remove-card';
import { startCardBinding } from '@/server/commands/cards/start-card-binding';
import type { CardGateway } from '@/server/gateways/card-gateway';
import { listSavedCards } from '@/server/queries/cards';
import { type TestBooks, test } from '../../support/books';
import { acceptedOf, billOf, chargeUnanswered, IVY, ivyOwes, refusalOf } from '../../support/owing';
import { type Reply, type Sent, startScriptedProvider } from './scripted-provider';

const NOW = instant('2026-11-22T08:00:00Z');

interface Held {
  readonly id: string;
  readonly customer: string;
  readonly expMonth: number;
  readonly expYear: number;
}

/** What the provider holds of cards. */
interface World {
  readonly customersByKey: Map<string, string>;
  cards: Held[];
  /** The card that each hosted page bound. */
  readonly bound: Map<string, Held>;
  isDown: boolean;
}

const ok = (body: unknown): Reply => ({ status: 200, body });
const missing: Reply = {
  status: 404,
  body: { error: { type: 'invalid_request_error', code: 'resource_missing', message: 'No such thing' } },
};

const methodOf = ({ id, customer, expMonth, expYear }: Held) => ({
  id,
  object: 'payment_method',
  type: 'card',
  customer,
  card: { brand: 'visa', last4: '4242', exp_month: expMonth, exp_year: expYear },
});

function answer(world: World, { method, path, headers, body }: Sent): Reply {
  if (world.isDown) return { status: 503, body: { error: { type: 'api_error', message: 'down' } } };
  const url = new URL(path, 'http://provider');
  const [, , kind, id = '', verb] = url.pathname.split('/');
  if (kind === 'customers') {
    const key = String(headers['idempotency-key']);
    const customer = world.customersByKey.get(key) ?? `cus_${world.customersByKey.size + 1}`;
    world.customersByKey.set(key, customer);
    return ok({ id: customer, object: 'customer' });
  }
  if (kind === 'checkout' && method === 'POST') return ok({ id: 'cs_1', url: `http://pages/${body.get('customer')}` });
  if (kind === 'checkout') {
    const held = world.bound.get(verb ?? '');
    if (held === undefined) return missing;
    const intent = { id: 'seti_1', status: 'succeeded', payment_method: held.id };
    return ok({ id: verb, status: 'complete', customer: held.customer, setup_intent: intent });
  }
  if (id === '') {
    const own = world.cards.filter(({ customer }) => customer === url.searchParams.get('customer'));
    return ok({ object: 'list', data: own.map(methodOf), has_more: false, url: '/v1/payment_methods' });
  }
  const held = world.cards.find((card) => card.id === id);
  if (held === undefined) return missing;
  if (verb === 'detach') world.cards = world.cards.filter((card) => card !== held);
  return ok(methodOf(held));
}

interface Wallet {
  readonly world: World;
  readonly gateway: CardGateway;
  readonly sellerId: number;
  /** Binds a card as the seller does: the hosted page, and back. */
  readonly bind: (id: string, expires?: readonly [number, number]) => Promise<void>;
  readonly cards: () => Promise<readonly string[]>;
}

async function newSeller(books: TestBooks, name: string): Promise<number> {
  const [row] = await books.sql<{ id: number }>('INSERT INTO seller (external_id, name) VALUES ($1, $1) RETURNING id', [
    name,
  ]);
  return row?.id ?? 0;
}

const URLS = { successUrl: 'http://us/return?session={CHECKOUT_SESSION_ID}', cancelUrl: 'http://us/' };

async function wallet(books: TestBooks, seller = 'ivy-hart'): Promise<Wallet> {
  const sellerId = await newSeller(books, seller);
  const world: World = { customersByKey: new Map(), cards: [], bound: new Map(), isDown: false };
  const { gateway, stop } = await startScriptedProvider((request) => answer(world, request));
  onTestFinished(stop);
  const { database } = books;
  return {
    world,
    gateway,
    sellerId,
    bind: async (id, [expMonth, expYear] = [12, 2034]) => {
      const { url } = acceptedOf(await startCardBinding(database, gateway, { sellerId, ...URLS }));
      const held = { id, customer: url.replace('http://pages/', ''), expMonth, expYear };
      world.cards = [held, ...world.cards];
      world.bound.set(`cs_${id}`, held);
      acceptedOf(await finishCardBinding(database, gateway, { sellerId, session: `cs_${id}`, by: IVY }));
    },
    cards: async () => {
      const { cards } = await listSavedCards(database, gateway, { sellerId, now: NOW });
      return cards.map(({ id, isDefault, expiry }) => `${id} ${isDefault ? 'default ' : ''}${expiry}`);
    },
  };
}

const deedsOf = async (books: TestBooks) =>
  (await books.sql<{ said: string }>("SELECT deed || ' ' || subject AS said FROM audit_entry ORDER BY chain, no")).map(
    ({ said }) => said,
  );

describe('a seller’s customer at the provider', () => {
  test('twenty people of one seller add their first card at once: one customer', async ({ books }) => {
    const { gateway, sellerId, world } = await wallet(books);
    const pages = await Promise.all(
      Array.from({ length: 20 }, () => startCardBinding(books.database, gateway, { sellerId, ...URLS })),
    );
    expect(new Set(pages.map((page) => acceptedOf(page).url)).size).toBe(1);
    expect(world.customersByKey.size).toBe(1);
    expect(await books.sql('SELECT customer FROM card_customer')).toEqual([{ customer: 'cus_1' }]);
  });

  test('the provider does not answer: a sentence, and nothing is kept', async ({ books }) => {
    const { gateway, sellerId, world } = await wallet(books);
    world.isDown = true;
    const refusal = refusalOf(await startCardBinding(books.database, gateway, { sellerId, ...URLS }));
    expect(refusal).toMatchObject({ code: 'unavailable', field: 'card' });
    expect(await books.sql('SELECT customer FROM card_customer')).toEqual([]);
  });
});

describe('saved cards', () => {
  test('the first is the default and stays it; the default is shown first', async ({ books }) => {
    const { bind, cards } = await wallet(books);
    await bind('pm_1');
    await bind('pm_2');
    expect(await cards()).toEqual(['pm_1 default valid', 'pm_2 valid']);
  });

  test('on 22 November 2026: 10/2026 has expired, 11/2026 and 12/2026 expire soon, 01/2027 does not', async ({
    books,
  }) => {
    const { bind, cards } = await wallet(books);
    await bind('pm_1', [1, 2027]);
    await bind('pm_2', [12, 2026]);
    await bind('pm_3', [11, 2026]);
    await bind('pm_4', [10, 2026]);
    expect(await cards()).toEqual(['pm_1 default valid', 'pm_4 expired', 'pm_3 expires-soon', 'pm_2 expires-soon']);
  });

  test('another one is chosen as the default', async ({ books }) => {
    const { bind, cards, gateway, sellerId } = await wallet(books);
    await bind('pm_1');
    await bind('pm_2');
    acceptedOf(await chooseDefaultCard(books.database, gateway, { sellerId, card: 'pm_2', by: IVY }));
    expect(await cards()).toEqual(['pm_2 default valid', 'pm_1 valid']);
  });

  test('the default is removed: the newest of the others is the default; the last one leaves none', async ({
    books,
  }) => {
    const { bind, cards, gateway, sellerId } = await wallet(books);
    for (const card of ['pm_1', 'pm_2', 'pm_3']) await bind(card);
    acceptedOf(await removeCard(books.database, gateway, { sellerId, card: 'pm_1', by: IVY }));
    expect(await cards()).toEqual(['pm_3 default valid', 'pm_2 valid']);
    for (const card of ['pm_2', 'pm_3'])
      acceptedOf(await removeCard(books.database, gateway, { sellerId, card, by: IVY }));
    expect(await cards()).toEqual([]);
    await bind('pm_4');
    expect(await cards()).toEqual(['pm_4 default valid']);
  });

  test('coming back from the hosted page twice says the same', async ({ books }) => {
    const { bind, gateway, sellerId } = await wallet(books);
    await bind('pm_1');
    const again = await finishCardBinding(books.database, gateway, { sellerId, session: 'cs_pm_1', by: IVY });
    expect(acceptedOf(again)).toEqual({ card: 'pm_1' });
    expect(await deedsOf(books)).toEqual(['card.added pm_1']);
  });

  test('coming back without having bound a card: a sentence', async ({ books }) => {
    const { bind, gateway, sellerId } = await wallet(books);
    await bind('pm_1');
    const refusal = refusalOf(
      await finishCardBinding(books.database, gateway, { sellerId, session: 'cs_none', by: IVY }),
    );
    expect(refusal).toMatchObject({ code: 'not-found' });
  });

  test('the provider does not answer: its cards are not known, which is not none', async ({ books }) => {
    const { bind, gateway, sellerId, world } = await wallet(books);
    await bind('pm_1');
    world.isDown = true;
    const listed = await listSavedCards(books.database, gateway, { sellerId, now: NOW });
    expect(listed).toEqual({ isAvailable: false, cards: [] });
  });

  test('another seller’s card cannot be seen, chosen, removed or claimed', async ({ books }) => {
    const { bind, cards, gateway } = await wallet(books);
    await bind('pm_1');
    const sellerId = await newSeller(books, 'somebody-else');
    acceptedOf(await startCardBinding(books.database, gateway, { sellerId, ...URLS }));
    const foreign = { sellerId, card: 'pm_1', by: IVY };
    const claims = [
      await chooseDefaultCard(books.database, gateway, foreign),
      await removeCard(books.database, gateway, foreign),
      await finishCardBinding(books.database, gateway, { sellerId, session: 'cs_pm_1', by: IVY }),
    ];
    expect(await deedsOf(books)).toEqual(['card.added pm_1']);
    expect(claims.map((claim) => refusalOf(claim).code)).toEqual(['not-found', 'not-found', 'not-found']);
    expect((await listSavedCards(books.database, gateway, { sellerId, now: NOW })).cards).toEqual([]);
    expect(await cards()).toEqual(['pm_1 default valid']);
  });

  test('a card that is being charged is not removed', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    await books.sql('UPDATE seller SET external_id = $1', ['ivy-first']);
    await books.sql('DELETE FROM card_customer');
    const { bind, gateway, sellerId } = await wallet(books);
    await bind('pm_1');
    await books.sql('UPDATE shop SET seller_id = $1', [sellerId]);
    await chargeUnanswered(books, await billOf(books, shopId, null));
    const refusal = refusalOf(await removeCard(books.database, gateway, { sellerId, card: 'pm_1', by: IVY }));
    expect(refusal).toMatchObject({ code: 'conflict', field: 'card' });
  });
});
