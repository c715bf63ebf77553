import Stripe from 'stripe';
import { vi } from 'vitest';
import { formatMinor, minor } from '@/domain/money/money';
import { present } from '@/domain/shared/assert';
import { setTestClock } from '@/server/clock';
import { type PayBillInput, payBill } from '@/server/commands/bills/pay-bill';
import { cashierReturnUrl } from '@/server/commands/bills/return-url';
import type { CardGateway } from '@/server/gateways/card-gateway';
import { createStripeGateway } from '@/server/gateways/stripe';
import type { BillRow } from '@/server/repositories/bills';
import { test as booksTest, type TestBooks } from './books';
import type { WireFact } from './facts';
import { cardOf, ivyOwes, MORNING } from './owing';
import { type Delivery, type Inbox, openInbox } from './payments-inbox';
import { layLossyLine } from './payments-proxy';

export { enterCard, FAULTS, goThroughBank, TEST_NUMBERS } from './payments-simulator';

import { type Fault, startSimulator } from './payments-simulator';

/** What the test's provider signs its events with. */
export const WEBHOOK_SECRET = 'whsec_payments';

const KEY = 'sk_test_payments';

/** Long enough for a busy machine. */
const PATIENT_MILLIS = 20_000;

/** The simulator of Stripe in the test's own database, and how to look at it. */
export interface Provider {
  readonly origin: string;
  readonly inbox: Inbox;
  readonly stripe: Stripe;
  /** Waits for an answer as long as it takes. */
  readonly gateway: CardGateway;
  /** The same provider by another way (through a proxy), or with less patience. */
  readonly gatewayBy: (origin: string, timeoutMillis?: number) => CardGateway;
  readonly switchTo: (fault: Fault | null) => Promise<void>;
  /** Every charge that the provider knows of. */
  readonly intents: () => Promise<readonly Stripe.PaymentIntent[]>;
  /** What it has taken, charge by charge, in minor units: "2500" each. */
  readonly captured: () => Promise<readonly number[]>;
  readonly stop: () => Promise<void>;
}

function gatewayBy(origin: string, timeoutMillis = PATIENT_MILLIS): CardGateway {
  return createStripeGateway({ secretKey: KEY, apiBase: origin, webhookSecrets: [WEBHOOK_SECRET], timeoutMillis });
}

function sdkFor(origin: string): Stripe {
  const { hostname: host, port } = new URL(origin);
  return new Stripe(KEY, { host, port: Number(port), protocol: 'http', telemetry: false });
}

async function intentsOf(stripe: Stripe): Promise<readonly Stripe.PaymentIntent[]> {
  const intents: Stripe.PaymentIntent[] = [];
  for await (const intent of stripe.paymentIntents.list({ limit: 100 })) intents.push(intent);
  return intents;
}

/** Starts the provider of a test in the test's database. */
export async function startProvider(databaseUrl: string): Promise<Provider> {
  const inbox = await openInbox();
  const simulator = await startSimulator({ databaseUrl, webhookUrl: inbox.url, webhookSecret: WEBHOOK_SECRET });
  const { origin } = simulator;
  const stripe = sdkFor(origin);
  const intents = (): Promise<readonly Stripe.PaymentIntent[]> => intentsOf(stripe);
  return {
    origin,
    inbox,
    stripe,
    gateway: gatewayBy(origin),
    gatewayBy,
    switchTo: simulator.switchTo,
    intents,
    captured: async () =>
      (await intents()).filter(({ status }) => status === 'succeeded').map((intent) => intent.amount_received),
    stop: async () => {
      await simulator.stop();
      await inbox.stop();
    },
  };
}

/** A test with books and a card provider of its own. */
export const test = booksTest.extend<{ readonly provider: Provider }>({
  provider: async ({ books }, use) => {
    const provider = await startProvider(books.url);
    try {
      await use(provider);
    } finally {
      await provider.stop();
    }
  },
});

/** Ivy, who owes 87.40 on the morning of 13 March, with a customer at the provider and the clock at that morning. */
export async function ivyPaysByCard(books: TestBooks, provider: Provider): Promise<number> {
  const { shopId } = await ivyOwes(books);
  const { id } = await provider.stripe.customers.create({ name: 'Ivy Hart' });
  await books.sql('UPDATE card_customer SET customer = $1', [id]);
  await setTestClock(books.database.pool, MORNING);
  return shopId;
}

/** What a payment of a bill is asked with; `key` is the form's. */
export function payment(
  { shopId, id }: Pick<BillRow, 'shopId' | 'id'>,
  key: string,
  card = 'pm_card_visa',
): PayBillInput {
  return {
    bill: id,
    card: cardOf(shopId, card),
    key,
    returnUrl: cashierReturnUrl(id),
    now: MORNING,
    clearingMinutes: 0,
  };
}

/** Pays; the result in one line: "paid 87.40" or "conflict: This bill is paid already. ...". */
export async function pays(books: TestBooks, gateway: CardGateway, input: PayBillInput): Promise<string> {
  const result = await payBill(books.database, gateway, input);
  if (!result.ok) return `${result.refusal.code}: ${result.refusal.reason}`;
  return `${result.value.status} ${result.value.amount}`;
}

/** Runs something over a line on which charges arrive at the provider and no answer ever comes back. */
export async function answersAreLost(provider: Provider, work: (gateway: CardGateway) => Promise<void>): Promise<void> {
  const line = await layLossyLine(provider.origin);
  try {
    await work(gatewayBy(line.origin));
  } finally {
    await line.stop();
  }
}

/** The first event of a type that the provider has sent; waited for, it is sent beside the answer. */
export function deliveryOf({ inbox }: Provider, type: string): Promise<Delivery> {
  return vi.waitFor(
    () =>
      present(
        inbox.deliveries.find((delivery) => delivery.type === type),
        `event ${type}`,
      ),
    { timeout: 10_000, interval: 20 },
  );
}

function factsOfDebt(shop: string, debt: bigint): WireFact[] {
  const amount = `-${formatMinor(minor(debt))}`;
  const opened = {
    id: `${shop}:opened`,
    shop,
    type: 'shop.opened',
    occurredAt: '2026-03-01T00:00:00Z',
    marketplace: 'us',
    name: shop,
    registrationType: 'individual',
    registeredName: shop,
    probation: false,
    score: '3.2',
  };
  const lost = { type: 'adjustment.posted', occurredAt: '2026-03-12T10:00:00Z', kind: 'lost-parcel', reason: 'Lost' };
  return [opened, { id: `${shop}:lost`, shop, amount, ...lost }];
}

/** Shops without orders, each with a debt of its own, all of one seller with a customer at the provider; their ids in the order given. */
export async function shopsThatOwe(books: TestBooks, provider: Provider, debts: readonly bigint[]): Promise<number[]> {
  await books.record(debts.flatMap((debt, no) => factsOfDebt(`shop-${no.toString().padStart(4, '0')}`, debt)));
  await books.close('2026-03-12');
  const { id } = await provider.stripe.customers.create({ name: 'Owner of many shops' });
  await books.sql("INSERT INTO seller (external_id, name) VALUES ('many', 'Owner of many shops')");
  await books.sql('INSERT INTO card_customer (seller_id, customer) SELECT id, $1 FROM seller', [id]);
  await books.sql('UPDATE shop SET seller_id = (SELECT id FROM seller)');
  await setTestClock(books.database.pool, MORNING);
  const rows = await books.sql<{ id: number }>('SELECT id FROM shop ORDER BY external_id');
  return rows.map((row) => row.id);
}

/** The webhook route of the site as this test's site would run it: its own environment, database and gateway. */
export async function openWebhookRoute(
  books: TestBooks,
  provider: Provider,
  variables: Readonly<Record<string, string>> = {},
): Promise<{
  readonly send: (payload: string, signature: string) => Promise<Response>;
  readonly close: () => Promise<void>;
}> {
  const site = globalThis as { evenkeelCardGateway?: CardGateway };
  const told = {
    DATABASE_URL: books.url,
    EVENKEEL_MODE: 'demo',
    STRIPE_API_BASE: provider.origin,
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    ...variables,
  };
  for (const [name, value] of Object.entries(told)) vi.stubEnv(name, value);
  vi.resetModules();
  const { POST } = await import('@/app/api/stripe/webhook/route');
  const { closeSiteDatabases } = await import('@/server/db/site');
  return {
    send: (payload, signature) =>
      POST(
        new Request('http://localhost/api/stripe/webhook', {
          method: 'POST',
          body: payload,
          headers: { 'stripe-signature': signature },
        }),
      ),
    close: async () => {
      await closeSiteDatabases();
      delete site.evenkeelCardGateway;
      vi.unstubAllEnvs();
    },
  };
}
