import { describe, expect } from 'vitest';
import { raw, test } from './simulated';

/** What Stripe's command line sends: form fields one by one, a Bearer key, its own user agent, no version unless asked for one. */
const HEADERS = {
  'content-type': 'application/x-www-form-urlencoded',
  'user-agent': 'Stripe/v1 stripe-cli/1.21.0',
  'x-stripe-client-user-agent': '{"name":"stripe-cli","version":"1.21.0","publisher":"stripe","os":"linux"}',
};

describe('as the command line asks', () => {
  const send = async (url: string, method: string, path: string, form?: string) => {
    const answer = await raw(url, path, { method, headers: HEADERS, ...(form === undefined ? {} : { body: form }) });
    return { status: answer.status, body: await answer.json() };
  };

  test('get, post and delete: a customer is made, listed, changed and deleted', async ({ simulated: { url } }) => {
    const form = 'name=Ivy+Ceramics&metadata%5Bseller%5D=sel_1&metadata[tier]=gold&expand[]=sources';
    const { body: made } = await send(url, 'POST', '/v1/customers', form);
    expect(made).toMatchObject({ name: 'Ivy Ceramics', metadata: { seller: 'sel_1', tier: 'gold' } });
    expect(made.sources).toEqual({
      object: 'list',
      url: `/v1/customers/${made.id}/sources`,
      has_more: false,
      data: [],
    });
    const listed = await send(url, 'GET', '/v1/customers?limit=1&created[gte]=1000');
    expect(listed.body).toMatchObject({ object: 'list', url: '/v1/customers', data: [{ id: made.id }] });
    const changed = await send(url, 'POST', `/v1/customers/${made.id}`, 'metadata[tier]=');
    expect(changed.body.metadata).toEqual({ seller: 'sel_1' });
    expect((await send(url, 'DELETE', `/v1/customers/${made.id}`)).body).toMatchObject({ deleted: true });
    expect((await send(url, 'GET', `/v1/customers/${made.id}`)).body).toMatchObject({ deleted: true });
  });

  test('37.40 charged, 7.40 refunded: 30.00 stay', async ({ simulated: { url } }) => {
    const form =
      'amount=3740&currency=usd&payment_method=pm_card_visa&payment_method_types[]=card&confirm=true&expand[0]=latest_charge';
    const { body: intent } = await send(url, 'POST', '/v1/payment_intents', form);
    expect(intent).toMatchObject({ status: 'succeeded', latest_charge: { amount_captured: 3740 } });
    const { body: refund } = await send(url, 'POST', '/v1/refunds', `payment_intent=${intent.id}&amount=740`);
    expect(refund).toMatchObject({ object: 'refund', status: 'succeeded', amount: 740 });
    const { body: charge } = await send(url, 'GET', `/v1/charges/${intent.latest_charge.id}?expand[]=refunds`);
    expect(charge.amount_captured - charge.amount_refunded).toBe(3000);
    expect(charge.refunds.data.map(({ id }: { id: string }) => id)).toEqual([refund.id]);
    const { body: events } = await send(url, 'GET', '/v1/events?types[]=charge.refunded&types[]=refund.created');
    expect(events.data.map(({ type }: { type: string }) => type)).toEqual(['charge.refunded', 'refund.created']);
  });

  test('the same charge written with automatic payment methods wants a way back, or none', async ({
    simulated: { url },
  }) => {
    const form =
      'amount=3740&currency=usd&payment_method=pm_card_visa&confirm=true&automatic_payment_methods[enabled]=true';
    const refused = await send(url, 'POST', '/v1/payment_intents', form);
    expect([refused.status, refused.body.error.param]).toEqual([400, 'return_url']);
    const stays = await send(
      url,
      'POST',
      '/v1/payment_intents',
      `${form}&automatic_payment_methods[allow_redirects]=never`,
    );
    expect(stays.body.status).toBe('succeeded');
  });

  test('answers are written as Stripe writes them: two blanks, id and object first', async ({ simulated: { url } }) => {
    const text = await (await raw(url, '/v1/balance')).text();
    expect(text.startsWith('{\n  "object": "balance",\n  "available": [')).toBe(true);
    const made = await (await raw(url, '/v1/customers', { method: 'POST', headers: HEADERS, body: 'name=Ivy' })).text();
    expect(made).toMatch(/^\{\n {2}"id": "cus_\w+",\n {2}"object": "customer",\n {2}"address": null,\n/);
  });
});
