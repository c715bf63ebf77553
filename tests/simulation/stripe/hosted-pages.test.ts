import { Client } from 'pg';
import type Stripe from 'stripe';
import { describe, expect } from 'vitest';
import { TEST_CARDS } from '@/simulators/stripe/cards/catalogue';
import { charge, post, refusal, test } from './simulated';

const BACK = 'http://localhost:3000/cards/return?session={CHECKOUT_SESSION_ID}';
const GOOD = { number: '4242 4242 4242 4242', expiry: '12 / 34', cvc: '123', name: 'Ivy Hart' };

async function openSession(
  stripe: Stripe,
): Promise<{ session: Stripe.Checkout.Session; customer: string; url: string }> {
  const { id: customer } = await stripe.customers.create({ name: 'Ivy' });
  const asked = { mode: 'setup', customer, success_url: BACK, cancel_url: 'http://localhost:3000/cards' } as const;
  const session = await stripe.checkout.sessions.create({ ...asked, allowed_payment_method_types: ['card'] });
  return { session, customer, url: session.url ?? '' };
}

async function savedCards(stripe: Stripe, customer: string): Promise<string[]> {
  const { data } = await stripe.paymentMethods.list({ customer, type: 'card' });
  return data.map(({ card }) => `${card?.brand} ${card?.last4} ${card?.exp_month}/${card?.exp_year}`);
}

describe('the page on which a card is entered', () => {
  test('has fields that a browser can fill, a button and a way back', async ({ stripe }) => {
    const page = await (await fetch((await openSession(stripe)).url)).text();
    for (const autocomplete of ['cc-number', 'cc-exp', 'cc-csc', 'cc-name'])
      expect(page).toContain(`autocomplete="${autocomplete}"`);
    for (const label of ['Card number', 'Expiry', 'CVC', 'Name on card'])
      expect(page).toMatch(new RegExp(`<label[^>]*>${label}<`));
    expect(page).toContain('Never enter a real card');
    expect(page).toContain('href="http://localhost:3000/cards"');
    expect(page).toContain('Save card');
  });

  test('a card is saved, the session is complete, the browser goes back', async ({ stripe }) => {
    const { session, customer, url } = await openSession(stripe);
    const answer = await post(url, GOOD);
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      BACK.replace('{CHECKOUT_SESSION_ID}', session.id),
    ]);
    expect(await savedCards(stripe, customer)).toEqual(['visa 4242 12/2034']);
    const bound = await stripe.checkout.sessions.retrieve(session.id, { expand: ['setup_intent'] });
    expect(bound).toMatchObject({ status: 'complete', setup_intent: { status: 'succeeded', customer } });
    const types = (await stripe.events.list()).data.map(({ type }) => type);
    expect(types).toEqual(
      expect.arrayContaining(['checkout.session.completed', 'setup_intent.succeeded', 'payment_method.attached']),
    );
  });

  test('sent twice: one card', async ({ stripe }) => {
    const { customer, url } = await openSession(stripe);
    await Promise.all([post(url, GOOD), post(url, GOOD), post(url, GOOD)]);
    expect(await savedCards(stripe, customer)).toHaveLength(1);
  });

  test.for([
    [{ number: '' }, 'Enter a card number.'],
    [{ number: '4242 4242 4242 4241' }, 'one of its digits is mistyped'],
    [{ number: '4532 0151 1283 0366' }, 'This is not a test card. Never enter a real card here'],
    [{ number: '4242' }, 'The card number is too short.'],
    [{ number: '4242 4242 4242 424a' }, 'A card number has digits only.'],
    [{ expiry: '01 / 20' }, 'The card has expired.'],
    [{ expiry: '13 / 34' }, 'Enter the month from 01 to 12'],
    [{ expiry: '' }, 'Enter the month from 01 to 12'],
    [{ cvc: '12' }, 'Enter the 3 digits on the back of the card.'],
    [{ number: '3782 822463 10005', cvc: '12' }, 'Enter the 4 digits on the front of the card.'],
  ] as const)('%o: %s', async ([wrong, sentence], { stripe }) => {
    const { customer, url } = await openSession(stripe);
    const answer = await post(url, { ...GOOD, ...wrong });
    expect(answer.status).toBe(200);
    const page = await answer.text();
    expect(page).toContain(sentence);
    expect(page).toContain('aria-invalid="true"');
    expect(page).not.toContain('4532');
    expect(await savedCards(stripe, customer)).toEqual([]);
  });

  test('a card that its bank refuses is not saved; the next one is', async ({ stripe }) => {
    const { customer, url } = await openSession(stripe);
    const answer = await post(url, { ...GOOD, number: '4000000000009995' });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('Your card has insufficient funds.');
    expect((await post(url, GOOD)).status).toBe(303);
    expect(await savedCards(stripe, customer)).toHaveLength(1);
  });

  test('a card of 3-D Secure goes by its bank; refused there, it can be tried again', async ({ stripe }) => {
    const { session, customer, url } = await openSession(stripe);
    const enter = async (): Promise<string> =>
      (await post(url, { ...GOOD, number: '4000002500003155' })).headers.get('location') ?? '';
    await post(await enter(), { outcome: 'fail' });
    expect(await savedCards(stripe, customer)).toEqual([]);
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe('open');
    await post(await enter(), { outcome: 'complete' });
    expect(await savedCards(stripe, customer)).toEqual(['visa 3155 12/2034']);
    const [card] = (await stripe.paymentMethods.list({ customer, type: 'card' })).data;
    const alone = await charge(stripe, card?.id ?? '', { customer, off_session: true });
    expect(alone.status).toBe('succeeded');
  });

  test('of an expired session takes no card', async ({ stripe }) => {
    const { session, customer, url } = await openSession(stripe);
    expect((await stripe.checkout.sessions.expire(session.id)).status).toBe('expired');
    expect((await fetch(url)).status).toBe(410);
    await post(url, GOOD);
    expect(await savedCards(stripe, customer)).toEqual([]);
    expect((await refusal(stripe.checkout.sessions.expire(session.id))).statusCode).toBe(400);
  });

  test('pays at once in payment mode: 2 of 12.50 are 25.00', async ({ stripe }) => {
    const price_data = { currency: 'usd', unit_amount: 1250, product_data: { name: 'Vase' } };
    const line_items = [{ price_data, quantity: 2 }];
    const session = await stripe.checkout.sessions.create({ mode: 'payment', line_items, success_url: BACK });
    expect((await post(session.url ?? '', GOOD)).status).toBe(303);
    const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
    expect(paid).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      payment_intent: { amount_received: 2500 },
    });
  });
});

describe('card numbers', () => {
  test('none is in the tables, whatever was entered', async ({ simulated: { stripe, databaseUrl, fault } }) => {
    const { url } = await openSession(stripe);
    await fault({ name: 'webhook-late', millis: '10' });
    for (const { number } of TEST_CARDS) await post(url, { ...GOOD, number });
    await post(url, { ...GOOD, number: '4532015112830366' });
    for (const { number } of TEST_CARDS) {
      const card = { number, exp_month: 12, exp_year: 2034, cvc: '123' };
      await stripe.paymentMethods.create({ type: 'card', card }, { idempotencyKey: `card-${number.slice(-4)}` });
    }
    const client = new Client({ connectionString: databaseUrl });
    await client.connect();
    const rows: unknown[] = [];
    for (const table of ['object', 'idempotency', 'delivery', 'task', 'fault']) {
      rows.push((await client.query(`SELECT t::text AS row FROM stripe_simulator.${table} t`)).rows);
    }
    await client.end();
    const dump = JSON.stringify(rows);
    expect(dump).toContain('4242');
    expect(TEST_CARDS.filter(({ number }) => dump.includes(number))).toEqual([]);
    expect(dump).not.toContain('4532015112830366');
  });
});
