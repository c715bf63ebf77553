import Stripe from 'stripe';
import { describe, expect, vi } from 'vitest';
import { test as base } from '../../support/books';
import { billOf, billsOf, chargeUnanswered, ivyOwes } from '../../support/owing';
import { type Reply, startScriptedProvider } from './scripted-provider';

interface Site {
  /** What the provider says when it is asked. */
  reply: Reply;
  /** Sends a body to the site's webhook, signed some seconds ago unless told otherwise; returns status and text. */
  readonly post: (body: string, signature?: { secret?: string; secondsAgo?: number } | null) => Promise<string>;
}

const SECRET = 'whsec_scripted';

/** The site's own route, with the database and the provider of one test. */
const test = base.extend<{ readonly site: Site }>({
  site: async ({ books }, use) => {
    const state: { reply: Reply } = { reply: 'silence' };
    const provider = await startScriptedProvider(() => state.reply);
    vi.stubEnv('DATABASE_URL', books.url);
    vi.stubEnv('STRIPE_API_BASE', provider.url);
    vi.stubEnv('STRIPE_WEBHOOK_SECRET', SECRET);
    vi.resetModules();
    const kept = globalThis as { evenkeelCardGateway?: unknown };
    delete kept.evenkeelCardGateway;
    const { POST } = await import('@/app/api/stripe/webhook/route');
    const { closeSiteDatabases } = await import('@/server/db/site');
    await use(
      Object.assign(state, {
        post: async (body: string, signature: { secret?: string; secondsAgo?: number } | null = {}) => {
          const timestamp = Math.floor(Date.now() / 1000) - (signature?.secondsAgo ?? 0);
          const { webhooks } = new Stripe('sk_test_scripted');
          const header = { payload: body, secret: signature?.secret ?? SECRET, timestamp };
          const headers = new Headers();
          if (signature !== null) headers.set('stripe-signature', webhooks.generateTestHeaderString(header));
          const answer = await POST(
            new Request('http://localhost/api/stripe/webhook', { method: 'POST', body, headers }),
          );
          return `${answer.status} ${await answer.text()}`;
        },
      }),
    );
    await closeSiteDatabases();
    vi.unstubAllEnvs();
    await provider.stop();
  },
});

const event = (id: string) =>
  JSON.stringify({
    id,
    object: 'event',
    type: 'payment_intent.succeeded',
    data: { object: { object: 'payment_intent', id: 'pi_1' } },
    // What is signed are bytes: text that a careless reader would change.
    note: 'Zoë \u2028 50 €',
  });

const intent = (payment: string): Reply => ({
  status: 200,
  body: { id: 'pi_1', object: 'payment_intent', status: 'succeeded', amount_received: 8740, metadata: { payment } },
});

describe('the webhook’s address', () => {
  test('a signed event of a capture pays the bill of 87.40; sent again it is seen', async ({ books, site }) => {
    const { shopId } = await ivyOwes(books);
    site.reply = intent(await chargeUnanswered(books, await billOf(books, shopId, null)));
    expect(await site.post(event('evt_1'))).toBe('200 {"event":"handled"}');
    expect(await site.post(event('evt_1'))).toBe('200 {"event":"seen"}');
    expect(await billsOf(books)).toEqual(['paid 8740 of 8740']);
  });

  test('forged, unsigned, changed after signing or five minutes and one second old: 400, and nothing happens', async ({
    books,
    site,
  }) => {
    const { shopId } = await ivyOwes(books);
    site.reply = intent(await chargeUnanswered(books, await billOf(books, shopId, null)));
    expect(await site.post(event('evt_1'), { secret: 'whsec_forged' })).toMatch(/^400/);
    expect(await site.post(event('evt_1'), null)).toMatch(/^400/);
    expect(await site.post(event('evt_1'), { secondsAgo: 301 })).toMatch(/^400/);
    expect(await site.post('', {})).toMatch(/^400/);
    expect(await billsOf(books)).toEqual(['processing 0 of 8740']);
    expect(await books.sql('SELECT id FROM provider_event')).toEqual([]);
  });

  test('the provider cannot be asked: 503, and the event counts when it comes again', async ({ books, site }) => {
    const { shopId } = await ivyOwes(books);
    const payment = await chargeUnanswered(books, await billOf(books, shopId, null));
    site.reply = { status: 500, body: { error: { type: 'api_error', message: 'down' } } };
    expect(await site.post(event('evt_1'))).toMatch(/^503/);
    site.reply = intent(payment);
    expect(await site.post(event('evt_1'))).toBe('200 {"event":"handled"}');
    expect(await billsOf(books)).toEqual(['paid 8740 of 8740']);
  });

  test('a body of more than a megabyte is not read', async ({ site }) => {
    const body = JSON.stringify({ id: 'evt_1', padding: 'x'.repeat(1_000_001) });
    expect(await site.post(body)).toMatch(/^400/);
  });
});
