import { Pool } from 'pg';
import { describe, expect } from 'vitest';
import { claimKey } from '@/simulators/stripe/store/idempotency';
import type { Refusal } from '@/simulators/stripe/wire/errors';
import { charge, raw, refusal, refusalLine, sdkFor, test } from './simulated';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe('parameters', () => {
  test.for([
    ['amount=49&currency=usd', '400 amount_too_small amount'],
    ['amount=25.00&currency=usd', '400 parameter_invalid_integer amount'],
    ['amount=-2500&currency=usd', '400 parameter_invalid_integer amount'],
    ['amount=&currency=usd', '400 parameter_invalid_empty amount'],
    ['currency=usd', '400 parameter_missing amount'],
    ['amount=2500', '400 parameter_missing currency'],
    ['amount=2500&currency=usd&colour=red', '400 parameter_unknown colour'],
    ['amount=2500&currency=usd&customer=cus_none', '400 resource_missing customer'],
    ['amount=2500&currency=usd&payment_method=pm_none', '400 resource_missing payment_method'],
    [
      'amount=2500&currency=usd&automatic_payment_methods[colour]=red',
      '400 parameter_unknown automatic_payment_methods[colour]',
    ],
    ['amount=2500&currency=usd&metadata=text', '400 undefined metadata'],
  ] as const)('%s: %s', async ([body, line], { shared }) => {
    const answer = await raw(shared.url, '/v1/payment_intents', { method: 'POST', headers: FORM, body });
    const { error } = (await answer.json()) as { error: Record<string, string> };
    expect(`${answer.status} ${error['code']} ${error['param']}`).toBe(line);
    expect(error['type']).toBe('invalid_request_error');
    expect(error['message']).toMatch(/\w/);
  });

  test('come nested, in a body or a query, as the command line sends them', async ({ shared }) => {
    const body = 'metadata[one]=1&metadata[two]=a%26b&address[city]=Graz&name=Ivy%20%C3%84';
    const made = await raw(shared.url, '/v1/customers', { method: 'POST', headers: FORM, body });
    const { id, ...rest } = (await made.json()) as { id: string; metadata: object };
    expect(rest).toMatchObject({ name: 'Ivy Ä', metadata: { one: '1', two: 'a&b' }, address: { city: 'Graz' } });
    const listed = await raw(shared.url, '/v1/customers?limit=1&created[gte]=1');
    expect(await listed.json()).toMatchObject({ object: 'list', url: '/v1/customers', data: [{ id }] });
  });

  test('JSON in the place of a form is refused with a sentence', async ({ shared }) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"name":"Ivy"}' };
    expect((await raw(shared.url, '/v1/customers', init)).status).toBe(400);
  });
});

describe('answers', () => {
  test('an unknown address, an unknown object, no key, a wrong key, a live key', async ({ shared }) => {
    const { url } = shared;
    const status = async (path: string, authorization?: string) =>
      (await (authorization === undefined ? fetch(`${url}${path}`) : raw(url, path, { headers: { authorization } })))
        .status;
    expect(await status('/v1/subscriptions', 'Bearer sk_test_1')).toBe(404);
    for (const path of ['customers/cus_none', 'payment_intents/pi_none', 'setup_intents/seti_none', 'charges/ch_none'])
      expect(await status(`/v1/${path}`, 'Bearer sk_test_1'), path).toBe(404);
    expect(await status('/v1/customers')).toBe(401);
    expect(await status('/v1/customers', 'Bearer nonsense')).toBe(401);
    expect(await status('/v1/customers', 'Bearer sk_live_1')).toBe(401);
    expect(await status('/v1/customers', `Basic ${btoa('sk_test_1:')}`)).toBe(200);
  });

  test('bear the id of the request and the version that was asked for', async ({ shared }) => {
    const answer = await raw(shared.url, '/v1/customers', { headers: { 'stripe-version': '2025-03-31.basil' } });
    expect(answer.headers.get('request-id')).toMatch(/^req_\w+$/);
    expect(answer.headers.get('stripe-version')).toBe('2025-03-31.basil');
    expect(answer.headers.get('content-type')).toBe('application/json');
  });

  test('a version that is none is refused', async ({ shared }) => {
    const answer = await raw(shared.url, '/v1/customers', { headers: { 'stripe-version': 'tomorrow' } });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('Invalid Stripe API version: tomorrow');
  });

  test('a page of another name cannot reach it (DNS rebinding)', async ({ shared }) => {
    const { port } = new URL(shared.url);
    const { request } = await import('node:http');
    const status = await new Promise((resolve, reject) => {
      const asked = request({ port, host: '127.0.0.1', path: '/', headers: { host: 'evil.example' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      asked.on('error', reject).end();
    });
    expect(status).toBe(421);
  });
});

describe('lists', () => {
  test('of 7 customers come in pages of 3: 3, 3 and 1, newest first, each once', async ({ stripe }) => {
    const made: string[] = [];
    for (let count = 0; count < 7; count += 1) made.unshift((await stripe.customers.create({ name: `${count}` })).id);
    const first = await stripe.customers.list({ limit: 3 });
    expect([first.data.map(({ id }) => id), first.has_more]).toEqual([made.slice(0, 3), true]);
    const second = await stripe.customers.list({ limit: 3, starting_after: made[2] ?? '' });
    expect([second.data.map(({ id }) => id), second.has_more]).toEqual([made.slice(3, 6), true]);
    const last = await stripe.customers.list({ limit: 3, starting_after: made[5] ?? '' });
    expect([last.data.map(({ id }) => id), last.has_more]).toEqual([made.slice(6), false]);
    const back = await stripe.customers.list({ limit: 3, ending_before: made[5] ?? '' });
    expect([back.data.map(({ id }) => id), back.has_more]).toEqual([made.slice(2, 5), true]);
    const all: string[] = [];
    for await (const { id } of stripe.customers.list({ limit: 2 })) all.push(id);
    expect(all).toEqual(made);
  });

  test('take a limit of 1 to 100, and a known object to start after', async ({ stripe }) => {
    expect(await refusalLine(stripe.customers.list({ limit: 0 }))).toBe('400 parameter_invalid_integer');
    expect(await refusalLine(stripe.customers.list({ limit: 101 }))).toBe('400 parameter_invalid_integer');
    expect(await refusalLine(stripe.customers.list({ starting_after: 'cus_none' }))).toBe('400 resource_missing');
  });

  test('are narrowed by time and by customer', async ({ stripe }) => {
    const { id: customer, created } = await stripe.customers.create({});
    await charge(stripe, 'pm_card_visa');
    const { id } = await charge(stripe, 'pm_card_visa', { customer });
    expect((await stripe.paymentIntents.list({ customer })).data.map((intent) => intent.id)).toEqual([id]);
    expect((await stripe.charges.list({ customer })).data.map((made) => made.payment_intent)).toEqual([id]);
    expect((await stripe.customers.list({ created: { gt: created + 60 } })).data).toEqual([]);
    expect((await stripe.customers.list({ created: { gte: created, lte: created + 60 } })).data).toHaveLength(1);
  });
});

describe('expand', () => {
  test('puts objects in the place of ids: nested, in lists, and not beyond', async ({ stripe }) => {
    const { id: customer } = await stripe.customers.create({ name: 'Ivy' });
    const asked = { customer, expand: ['customer', 'latest_charge.balance_transaction', 'payment_method'] };
    const intent = await charge(stripe, 'pm_card_visa', asked);
    expect(intent).toMatchObject({
      customer: { id: customer, name: 'Ivy' },
      latest_charge: { object: 'charge', balance_transaction: { amount: 2500, fee: 103, net: 2397 } },
      payment_method: { card: { last4: '4242' } },
    });
    const listed = await stripe.paymentIntents.list({ expand: ['data.customer'] });
    expect(listed.data[0]?.customer).toMatchObject({ name: 'Ivy' });
    expect((await refusal(stripe.paymentIntents.retrieve(intent.id, { expand: ['amount'] }))).param).toBe('expand');
  });
});

describe('idempotency keys', () => {
  test('the same request twice is one charge, and the second answer says so', async ({ stripe }) => {
    const options = { idempotencyKey: 'key-1' };
    const first = await charge(stripe, 'pm_card_visa', {}, options);
    const second = await charge(stripe, 'pm_card_visa', {}, options);
    expect(second.id).toBe(first.id);
    expect([first, second].map(({ lastResponse }) => lastResponse.headers['idempotent-replayed'])).toEqual([
      undefined,
      'true',
    ]);
    expect((await stripe.charges.list()).data).toHaveLength(1);
  });

  test('a decline is remembered too', async ({ stripe }) => {
    const options = { idempotencyKey: 'key-2' };
    const first = await refusal(charge(stripe, 'pm_card_chargeDeclined', {}, options));
    const second = await refusal(charge(stripe, 'pm_card_chargeDeclined', {}, options));
    expect(second.charge).toBe(first.charge);
    expect(second.headers?.['idempotent-replayed']).toBe('true');
  });

  test('with another amount, card or address: refused, nothing happens', async ({ stripe }) => {
    const options = { idempotencyKey: 'key-3' };
    await charge(stripe, 'pm_card_visa', {}, options);
    const other = [
      () => charge(stripe, 'pm_card_visa', { amount: 2501 }, options),
      () => charge(stripe, 'pm_card_mastercard', {}, options),
      () => stripe.customers.create({}, options),
    ];
    for (const call of other) expect((await refusal(call())).type).toBe('StripeIdempotencyError');
    expect((await stripe.charges.list()).data).toHaveLength(1);
  });

  test('of a request with a mistake are free for the right one', async ({ stripe }) => {
    const options = { idempotencyKey: 'key-4' };
    expect(await refusalLine(charge(stripe, 'pm_card_visa', { amount: 1 }, options))).toBe('400 amount_too_small');
    expect((await charge(stripe, 'pm_card_visa', {}, options)).status).toBe('succeeded');
  });

  test('20 at once under one key: one charge; the others the same answer, or "in progress"', async ({ stripe }) => {
    const call = () =>
      charge(stripe, 'pm_card_visa', {}, { idempotencyKey: 'key-5' }).then(({ id }) => id, refusalCode);
    const answers = await Promise.all(Array.from({ length: 20 }, call));
    const [made, ...others] = (await stripe.charges.list()).data;
    expect(others).toEqual([]);
    expect(new Set(answers)).toEqual(
      new Set([made?.payment_intent, ...answers.filter((each) => each === 'idempotency_key_in_use')]),
    );
  });

  test('a request that finds its key in use does not take it, though it comes to the table first: the one before it does', async ({
    simulated,
  }) => {
    const pool = new Pool({ connectionString: simulated.databaseUrl });
    const claim = { account: 'acct_1', key: 'key-8', fingerprint: 'the same', requestId: 'req_1', owner: 'this run' };
    const second = await claimKey(pool, { ...claim, isInUse: true }).catch(({ status }: Refusal) => status);
    const first = await claimKey(pool, { ...claim, isInUse: false });
    await pool.end();
    expect([second, first]).toEqual([409, null]);
  });

  test('are known after a restart', async ({ simulated }) => {
    const options = { idempotencyKey: 'key-6' };
    const { id } = await charge(simulated.stripe, 'pm_card_visa', {}, options);
    await simulated.restart();
    expect((await charge(sdkFor(simulated.url), 'pm_card_visa', {}, options)).id).toBe(id);
  });
});

function refusalCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'no refusal';
}
