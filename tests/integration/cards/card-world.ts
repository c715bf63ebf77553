import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { expect } from 'vitest';
import { handleCardEvent } from '@/server/commands/bills/handle-card-event';
import { payBill } from '@/server/commands/bills/pay-bill';
import { reconcileBills } from '@/server/commands/bills/reconcile-bills';
import { cashierReturnUrl } from '@/server/commands/bills/return-url';
import { finishCardBinding } from '@/server/commands/cards/finish-card-binding';
import { startCardBinding } from '@/server/commands/cards/start-card-binding';
import { type CardGateway, isCardProviderError } from '@/server/gateways/card-gateway';
import { createStripeGateway } from '@/server/gateways/stripe';
import type { BillRow } from '@/server/repositories/bills';
import { startStripeSimulator } from '@/simulators/stripe/server';
import { type TestBooks, test as withBooks } from '../../support/books';
import { acceptedOf, billOf, cardOf, IVY, ivyOwes, MORNING } from '../../support/owing';
import { press, type Visit, visit } from './hosted-pages';

const SECRET = 'whsec_world';
const KEY = 'sk_test_world';

/** Ivy, who owes 87.40, her site, and the Stripe simulator as its card provider. */
export interface CardWorld {
  readonly books: TestBooks;
  readonly gateway: CardGateway;
  /** The official SDK towards the simulator: what only the provider can do or knows. */
  readonly stripe: Stripe;
  readonly sellerId: number;
  readonly shopId: number;
  /** What events came to, oldest first: type, and handled, seen or why not. */
  readonly events: readonly string[];
  /** Binds a test card on the hosted page; returns its id. */
  readonly bind: (number: string) => Promise<string>;
  /** Types a card on a new hosted page, and says where that leads. */
  readonly enter: (number: string, expiry?: string) => Promise<Visit>;
  readonly newBill: () => Promise<BillRow>;
  /** Pays a bill with a card, as the cashier does. */
  readonly pay: (bill: BillRow, card: string, key?: string) => Promise<BillRow>;
  /** Ivy at her bank's page for a bill. */
  readonly answerBank: (button: RegExp) => Promise<Visit>;
  /** Switches a fault on. */
  readonly fault: (name: string, more?: Readonly<Record<string, string>>) => Promise<void>;
  readonly ask: () => Promise<number>;
  /** What the provider says that it captured of bills, in cents: one entry a charge. */
  readonly captured: () => Promise<readonly number[]>;
}

/** The site's webhook, without the rest of the site. */
async function startWebhook(books: TestBooks, gateway: () => CardGateway, events: string[]) {
  const handle = async (body: string, signature: string): Promise<number> => {
    const event = gateway().readEvent(body, signature);
    if (event === null) return 400;
    try {
      const outcome = await handleCardEvent(books.database, { event, now: MORNING, clearingMinutes: 240 });
      events.push(`${event.type} ${outcome}`);
      return 200;
    } catch (error) {
      if (!isCardProviderError(error)) events.push(`${event.type} ${String(error)}`);
      return 503;
    }
  };
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (piece: string) => {
      body += piece;
    });
    request.on('end', () => {
      void handle(body, String(request.headers['stripe-signature'])).then((status) => response.writeHead(status).end());
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/api/stripe/webhook`, server };
}

function actions(books: TestBooks, gateway: CardGateway, url: string, ids: { sellerId: number; shopId: number }) {
  const stripe = new Stripe(KEY, { host: '127.0.0.1', port: new URL(url).port, protocol: 'http' });
  const enter = async (number: string, expiry = '12/34') => {
    const urls = { successUrl: 'http://us.example/?session={CHECKOUT_SESSION_ID}', cancelUrl: 'http://us.example/' };
    const page = acceptedOf(await startCardBinding(books.database, gateway, { sellerId: ids.sellerId, ...urls }));
    return press(await visit(page.url), /Save card/, { number, expiry, cvc: '123', name: 'Ivy Hart' });
  };
  return {
    stripe,
    enter,
    bind: async (number: string) => {
      const entered = await enter(number);
      const left = 'leftFor' in entered ? entered : await press(entered, /Complete/);
      if (!('leftFor' in left)) throw new Error('the card was not taken');
      const session = new URL(left.leftFor).searchParams.get('session') ?? '';
      return acceptedOf(await finishCardBinding(books.database, gateway, { sellerId: ids.sellerId, session, by: IVY }))
        .card;
    },
    newBill: () => billOf(books, ids.shopId, null),
    pay: async ({ shopId, id }: BillRow, card: string, key = 'try-1') => {
      const input = {
        bill: id,
        card: cardOf(shopId, card),
        key,
        returnUrl: cashierReturnUrl(id),
        now: MORNING,
        clearingMinutes: 240,
      };
      return acceptedOf(await payBill(books.database, gateway, input));
    },
    answerBank: async (button: RegExp) => {
      const [row] = await books.sql<{ url: string }>(
        'SELECT action_url AS url FROM bill_payment WHERE action_url <> $1',
        [''],
      );
      return press(await visit(row?.url ?? ''), button);
    },
    fault: async (name: string, more: Readonly<Record<string, string>> = {}) => {
      const body = new URLSearchParams({ name, ...more });
      const answer = await fetch(`${url}/_simulator/faults`, { method: 'POST', body });
      expect(answer.status, await answer.text()).toBe(200);
    },
    ask: () => reconcileBills(books.database, gateway, { now: MORNING, clearingMinutes: 240 }),
    captured: async () => {
      const amounts: number[] = [];
      for await (const intent of stripe.paymentIntents.list({ limit: 100 })) {
        if (intent.status === 'succeeded') amounts.push(intent.amount_received);
      }
      return amounts;
    },
  };
}

/** A test in such a world. After it every invariant of the books must hold. */
export const test = withBooks.extend<{ readonly world: CardWorld }>({
  world: async ({ books }, use) => {
    const { shopId } = await ivyOwes(books);
    await books.sql('DELETE FROM card_customer');
    const [seller] = await books.sql<{ id: number }>('SELECT id FROM seller');
    const events: string[] = [];
    let gateway: CardGateway | undefined;
    const webhook = await startWebhook(books, () => gateway as CardGateway, events);
    const simulator = await startStripeSimulator({
      databaseUrl: books.url,
      port: 0,
      webhook: { url: webhook.url, secret: SECRET },
      disputeAfterMillis: 50,
      refundAfterMillis: 50,
      retryAfterMillis: 100,
    });
    gateway = createStripeGateway({
      secretKey: KEY,
      apiBase: simulator.url,
      webhookSecrets: [SECRET],
      timeoutMillis: 700,
    });
    const ids = { sellerId: seller?.id ?? 0, shopId };
    try {
      await use({ books, gateway, ...ids, events, ...actions(books, gateway, simulator.url, ids) });
    } finally {
      await simulator.stop();
      await new Promise<void>((resolve) => {
        webhook.server.close(() => resolve());
        webhook.server.closeAllConnections();
      });
    }
  },
});
