import Stripe from 'stripe';
import { describe, expect, onTestFinished } from 'vitest';
import { reconcileBills } from '@/server/commands/bills/reconcile-bills';
import type { TestBooks } from '../../support/books';
import { billOf, billsOf, MORNING } from '../../support/owing';
import {
  answersAreLost,
  deliveryOf,
  ivyPaysByCard,
  openWebhookRoute,
  type Provider,
  payment,
  pays,
  test,
  WEBHOOK_SECRET,
} from '../../support/payments';

const PROCESSING = ['processing 0 of 8740'];
const PAID = ['paid 8740 of 8740'];

type Sends = (payload: string, signature: string) => Promise<string>;

/** Ivy's charge of 87.40 went through and the answer was lost; its event waits, and the site's door is open. */
async function untold(
  books: TestBooks,
  provider: Provider,
  variables: Readonly<Record<string, string>> = {},
): Promise<{ readonly payload: string; readonly signature: string; readonly send: Sends }> {
  const shopId = await ivyPaysByCard(books, provider);
  const bill = await billOf(books, shopId, null);
  await answersAreLost(provider, async (gateway) => {
    expect(await pays(books, gateway, payment(bill, 'try-1'))).toBe('processing 8740');
  });
  const route = await openWebhookRoute(books, provider, variables);
  onTestFinished(() => route.close());
  const { payload, signature } = await deliveryOf(provider, 'payment_intent.succeeded');
  const send: Sends = async (...told) => {
    const response = await route.send(...told);
    return `${response.status} ${await response.text()}`;
  };
  return { payload, signature, send };
}

/** Signed as the provider signs, some seconds ago. */
function signed(payload: string, secondsAgo = 0, secret = WEBHOOK_SECRET): string {
  const timestamp = Math.floor(Date.now() / 1000) - secondsAgo;
  return new Stripe('sk_test_signs').webhooks.generateTestHeaderString({ payload, secret, timestamp });
}

const HANDLED = '200 {"event":"handled"}';
const REFUSED = '400 The signature is wrong or old';

describe('the provider’s own event of 87.40, at the site’s door', () => {
  test('once: paid', async ({ books, provider }) => {
    const { payload, signature, send } = await untold(books, provider);
    expect(await send(payload, signature)).toBe(HANDLED);
    expect(await billsOf(books)).toEqual(PAID);
  });

  test('twice, one after the other: paid once, and the second is known', async ({ books, provider }) => {
    const { payload, signature, send } = await untold(books, provider);
    await send(payload, signature);
    expect(await send(payload, signature)).toBe('200 {"event":"seen"}');
    expect(await billsOf(books)).toEqual(PAID);
  });

  test('twenty times at once: one capture of 87.40 in the books', async ({ books, provider }) => {
    const { payload, signature, send } = await untold(books, provider);
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(payload, signature)));
    expect(answers.every((answer) => answer.startsWith('200'))).toBe(true);
    expect(await billsOf(books)).toEqual(PAID);
    expect(await books.sql("SELECT id FROM fact WHERE type = 'bill.captured'")).toHaveLength(1);
  });

  test('late, when the bill has been paid by asking: nothing changes', async ({ books, provider }) => {
    const { payload, signature, send } = await untold(books, provider);
    await reconcileBills(books.database, provider.gateway, { now: MORNING, clearingMinutes: 0 });
    const before = await books.sql('SELECT * FROM bill');
    expect(await send(payload, signature)).toBe(HANDLED);
    expect(await books.sql('SELECT * FROM bill')).toEqual(before);
  });

  test('out of order, the newest first, each twice: paid', async ({ books, provider }) => {
    const { send } = await untold(books, provider);
    const newestFirst = [...provider.inbox.deliveries].reverse();
    for (const { payload, signature } of [...newestFirst, ...newestFirst])
      expect(await send(payload, signature)).toMatch(/^200/);
    expect(await billsOf(books)).toEqual(PAID);
  });

  test('signed four minutes and fifty-eight seconds ago: believed', async ({ books, provider }) => {
    const { payload, send } = await untold(books, provider);
    expect(await send(payload, signed(payload, 298))).toBe(HANDLED);
    expect(await billsOf(books)).toEqual(PAID);
  });

  test('signed five minutes and one second ago: refused, and the bill stays as it was', async ({ books, provider }) => {
    const { payload, send } = await untold(books, provider);
    expect(await send(payload, signed(payload, 301))).toBe(REFUSED);
    expect(await billsOf(books)).toEqual(PROCESSING);
  });

  test('during a change of secrets, both sign and none else', async ({ books, provider }) => {
    const old = 'whsec_old';
    const { payload, send } = await untold(books, provider, { STRIPE_WEBHOOK_SECRET_OLD: old });
    expect(await send(payload, signed(payload, 0, 'whsec_older'))).toBe(REFUSED);
    expect(await billsOf(books)).toEqual(PROCESSING);
    expect(await send(payload, signed(payload, 0, old))).toBe(HANDLED);
    expect(await send(payload, signed(payload))).toBe('200 {"event":"seen"}');
    expect(await billsOf(books)).toEqual(PAID);
  });

  test.for<readonly [string, (payload: string, signature: string) => readonly [string, string]]>([
    ['signed by somebody else', (payload) => [payload, signed(payload, 0, 'whsec_guessed')]],
    ['one cent more than was signed', (payload, signature) => [payload.replaceAll('8740', '8741'), signature]],
    ['another moment than was signed', (payload, signature) => [payload, signature.replace(/t=\d+/, 't=4102444800')]],
    ['without a signature', (payload) => [payload, '']],
    ['with the signature of an old kind only', (payload, signature) => [payload, signature.replace('v1=', 'v0=')]],
    ['a signature cut short', (payload, signature) => [payload, signature.slice(0, -2)]],
  ])('forged, %s: refused, and the bill stays as it was', async ([, forge], { books, provider }) => {
    const { payload, signature, send } = await untold(books, provider);
    expect(await send(...forge(payload, signature))).toMatch(/^400/);
    expect(await billsOf(books)).toEqual(PROCESSING);
    expect(await books.sql('SELECT id FROM provider_event')).toEqual([]);
  });
});
