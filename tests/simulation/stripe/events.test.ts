import { describe, expect } from 'vitest';
import { charge, refusal, SECRET, sdkFor, test } from './simulated';

describe('events', () => {
  test('arrive signed, so that the SDK believes them and no forged ones', async ({ simulated: { stripe, inbox } }) => {
    const { id } = await charge(stripe, 'pm_card_visa');
    await expect.poll(() => inbox.deliveries.map(({ type }) => type)).toContain('payment_intent.succeeded');
    for (const { payload, signature } of inbox.deliveries) {
      const event = stripe.webhooks.constructEvent(payload, signature, SECRET);
      expect(event).toMatchObject({ object: 'event', livemode: false, api_version: expect.stringMatching(/^\d{4}-/) });
      expect(() => stripe.webhooks.constructEvent(`${payload} `, signature, SECRET)).toThrow();
      expect(() => stripe.webhooks.constructEvent(payload, signature, 'whsec_other')).toThrow();
    }
    const told = inbox.deliveries.map(({ payload }) => JSON.parse(payload));
    expect(told.find(({ type }) => type === 'payment_intent.succeeded').data.object).toMatchObject({
      id,
      status: 'succeeded',
    });
  });

  test('come in the order in which things happened', async ({ simulated: { stripe, inbox } }) => {
    await stripe.customers.create({ payment_method: 'pm_card_visa' });
    await charge(stripe, 'pm_card_visa');
    await expect
      .poll(() => inbox.deliveries.map(({ type }) => type))
      .toEqual([
        'customer.created',
        'payment_method.attached',
        'payment_intent.created',
        'charge.succeeded',
        'payment_intent.succeeded',
      ]);
  });

  test('that are not taken come again until they are, also after a restart', async ({ simulated }) => {
    const { stripe, inbox } = simulated;
    let isOpen = false;
    inbox.passTo(() => Promise.resolve(isOpen ? 200 : 503));
    const { id } = await stripe.customers.create({});
    await expect.poll(() => inbox.deliveries.length).toBeGreaterThan(2);
    await simulated.restart();
    isOpen = true;
    await expect.poll(async () => (await sdkFor(simulated.url).events.list()).data[0]?.pending_webhooks).toBe(0);
    expect(new Set(inbox.deliveries.map((delivery) => delivery.id)).size).toBe(1);
    expect(JSON.parse(inbox.deliveries.at(-1)?.payload ?? '{}')).toMatchObject({ data: { object: { id } } });
  });

  test('can be listed by type and read one by one', async ({ stripe }) => {
    await charge(stripe, 'pm_card_visa');
    const listed = await stripe.events.list({ type: 'charge.*' });
    expect(listed.data.map(({ type }) => type)).toEqual(['charge.succeeded']);
    expect(await stripe.events.retrieve(listed.data[0]?.id ?? '')).toMatchObject({ type: 'charge.succeeded' });
  });
});

describe('faults', () => {
  test.for(['before', 'after'])(
    'no answer %s the charge: asked again under the key, it is charged once',
    async (when, { simulated }) => {
      const { stripe, url, fault } = simulated;
      await fault({ name: `time-out-${when}-capture`, times: '1' });
      const options = { idempotencyKey: 'key' };
      const hasty = sdkFor(url, { timeout: 1000 });
      expect((await refusal(charge(hasty, 'pm_card_visa', {}, options))).type).toBe('StripeConnectionError');
      expect((await stripe.charges.list()).data).toHaveLength(when === 'before' ? 0 : 1);
      const again = await charge(stripe, 'pm_card_visa', {}, options);
      expect([again.status, again.lastResponse.headers['idempotent-replayed']]).toEqual([
        'succeeded',
        when === 'before' ? undefined : 'true',
      ]);
      expect((await stripe.charges.list()).data).toHaveLength(1);
    },
  );

  test.for(['before', 'after'])(
    'cut off %s the charge: the SDK asks again by itself, one charge',
    async (when, { simulated }) => {
      const { stripe, fault } = simulated;
      await fault({ name: `time-out-${when}-capture`, mode: 'cut', times: '1' });
      expect((await charge(stripe, 'pm_card_visa', {}, { idempotencyKey: 'key' })).status).toBe('succeeded');
      expect((await stripe.charges.list()).data).toHaveLength(1);
    },
  );

  test('slow: the answer takes its time', async ({ simulated: { stripe, fault } }) => {
    await fault({ name: 'slow', millis: '300', times: '1' });
    const since = performance.now();
    await charge(stripe, 'pm_card_visa');
    expect(performance.now() - since).toBeGreaterThanOrEqual(290);
  });

  test('processing: the bank takes its time, then the charge succeeds', async ({
    simulated: { stripe, inbox, fault },
  }) => {
    await fault({ name: 'processing', millis: '100', times: '1' });
    const { id, status } = await charge(stripe, 'pm_card_visa');
    expect(status).toBe('processing');
    await expect.poll(async () => (await stripe.paymentIntents.retrieve(id)).status).toBe('succeeded');
    await expect.poll(() => inbox.deliveries.map(({ type }) => type)).toContain('payment_intent.processing');
  });

  test('events twice: the same event, the same id', async ({ simulated: { stripe, inbox, fault } }) => {
    await fault({ name: 'webhook-twice', times: '1' });
    await charge(stripe, 'pm_card_visa');
    await expect.poll(() => inbox.deliveries.length).toBe(6);
    expect(new Set(inbox.deliveries.map(({ id }) => id)).size).toBe(3);
  });

  test('events out of order: the last comes first', async ({ simulated: { stripe, inbox, fault } }) => {
    await fault({ name: 'webhook-out-of-order', millis: '50', times: '1' });
    await charge(stripe, 'pm_card_visa');
    await expect
      .poll(() => inbox.deliveries.map(({ type }) => type))
      .toEqual(['payment_intent.succeeded', 'charge.succeeded', 'payment_intent.created']);
  });

  test('events lost: they never come, and can be listed', async ({ simulated: { stripe, inbox, fault } }) => {
    await fault({ name: 'webhook-lost', times: '1' });
    await charge(stripe, 'pm_card_visa');
    await stripe.customers.create({});
    await expect.poll(() => inbox.deliveries.map(({ type }) => type)).toEqual(['customer.created']);
    expect((await stripe.events.list()).data).toHaveLength(4);
  });

  test('one request may ask for its own, by its metadata', async ({ simulated: { stripe, inbox } }) => {
    await charge(stripe, 'pm_card_visa', { metadata: { simulator_fault: 'webhook-twice' } });
    await expect.poll(() => inbox.deliveries.length).toBe(6);
  });

  test('are shown, switched off, and refused by a name that is none', async ({ simulated: { url, fault } }) => {
    const shown = async () =>
      ((await (await fetch(`${url}/_simulator/faults`)).json()) as { on: { name: string }[] }).on;
    await fault({ name: 'slow', millis: '1' });
    expect((await shown()).map(({ name }) => name)).toEqual(['slow']);
    await fetch(`${url}/_simulator/faults`, { method: 'DELETE' });
    expect(await shown()).toEqual([]);
    await expect(fault({ name: 'earthquake' })).rejects.toThrow();
  });
});
