import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import { test as base } from 'vitest';
import { type SimulatorOptions, type StripeSimulator, startStripeSimulator } from '@/simulators/stripe/server';
import { createBlankDatabase } from '../../support/database';
import { type Inbox, openInbox } from '../../support/payments-inbox';

/** What the simulator signs its events with. */
export const SECRET = 'whsec_simulation';

const KEY = 'sk_test_simulation';

/** The official SDK, pointed at a simulator. */
export function sdkFor(url: string, options: Partial<Stripe.StripeConfig> = {}): Stripe {
  const { hostname: host, port } = new URL(url);
  const plain = { host, port: Number(port), protocol: 'http', telemetry: false, maxNetworkRetries: 0 } as const;
  return new Stripe(KEY, { ...plain, ...options });
}

/** A request as it goes over the wire, where the SDK would be too polite. */
export function raw(url: string, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${url}${path}`, { ...init, headers: { authorization: `Bearer ${KEY}`, ...init.headers } });
}

/** The refusal that a call ends in, as the SDK tells it. */
export async function refusal(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const answer = await call.then(
    () => 'an answer',
    (error: unknown) => error,
  );
  if (answer instanceof Stripe.errors.StripeError) return answer;
  throw new Error(`Expected Stripe to refuse, got ${String(answer)}`);
}

/** A refusal in one line: "402 card_declined/insufficient_funds". */
export async function refusalLine(call: Promise<unknown>): Promise<string> {
  const { statusCode, code, decline_code: decline } = await refusal(call);
  return `${statusCode} ${[code, decline].filter((part) => part !== undefined && part !== '').join('/')}`;
}

/** A simulator of a test's own, with the address that its events go to. */
export interface Simulated {
  readonly url: string;
  readonly databaseUrl: string;
  readonly stripe: Stripe;
  readonly inbox: Inbox;
  /** Ends it and starts it again on the same tables. */
  readonly restart: () => Promise<void>;
  readonly fault: (input: Readonly<Record<string, string>>) => Promise<void>;
}

function open(databaseUrl: string, inbox: Inbox, port = 0): Promise<StripeSimulator> {
  const options: SimulatorOptions = {
    databaseUrl,
    port,
    webhook: { url: inbox.url, secret: SECRET },
    disputeAfterMillis: 0,
    refundAfterMillis: 0,
    retryAfterMillis: 50,
  };
  return startStripeSimulator(options);
}

async function switchFault(url: string, input: Readonly<Record<string, string>>): Promise<void> {
  const answer = await fetch(`${url}/_simulator/faults`, { method: 'POST', body: new URLSearchParams(input) });
  if (!answer.ok) throw new Error(await answer.text());
}

async function start(): Promise<{ readonly simulated: Simulated; readonly stop: () => Promise<void> }> {
  const database = await createBlankDatabase();
  const inbox = await openInbox();
  let simulator = await open(database.url, inbox);
  const { url } = simulator;
  return {
    simulated: {
      url,
      databaseUrl: database.url,
      stripe: sdkFor(url),
      inbox,
      restart: async () => {
        await simulator.stop();
        simulator = await open(database.url, inbox, Number(new URL(url).port));
      },
      fault: (input) => switchFault(url, input),
    },
    stop: async () => {
      await simulator.stop();
      await inbox.stop();
      await database.drop();
    },
  };
}

async function lend(use: (simulated: Simulated) => Promise<void>): Promise<void> {
  const { simulated, stop } = await start();
  try {
    await use(simulated);
  } finally {
    await stop();
  }
}

interface Fixtures {
  /** The simulator of the whole file. */
  readonly shared: Simulated;
  /** In an account of the test's own at the shared simulator. */
  readonly stripe: Stripe;
  /** The test's own: it may be stopped, and made to fail. */
  readonly simulated: Simulated;
}

/** A test with the official SDK, and where it asks for it a simulator of its own. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from this pattern what the fixture needs.
  shared: [async ({}, use) => lend(use), { scope: 'file' }],
  stripe: async ({ shared }, use) => {
    await use(sdkFor(shared.url, { stripeAccount: `acct_${randomUUID().replaceAll('-', '')}` }));
  },
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from this pattern what the fixture needs.
  simulated: async ({}, use) => lend(use),
});

/** A payment of 25.00 that is confirmed at once. */
export function charge(
  stripe: Stripe,
  card: string,
  more: Partial<Stripe.PaymentIntentCreateParams> = {},
  options: Stripe.RequestOptions = {},
): Promise<Stripe.Response<Stripe.PaymentIntent>> {
  const plain = { amount: 2500, currency: 'usd', allowed_payment_method_types: ['card'] } as const;
  const asked = { ...plain, payment_method: card, confirm: true, return_url: 'http://localhost:3000/back', ...more };
  return stripe.paymentIntents.create({ ...asked, allowed_payment_method_types: ['card'] }, options);
}

/** Posts a hosted page's form as a browser does, and says where it leads. */
export async function post(address: string, form: Readonly<Record<string, string>>): Promise<Response> {
  const { origin } = new URL(address);
  return fetch(address, { method: 'POST', redirect: 'manual', headers: { origin }, body: new URLSearchParams(form) });
}
