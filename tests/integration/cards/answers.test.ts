import { describe, expect, it, onTestFinished } from 'vitest';
import { minor } from '@/domain/money/money';
import type { CardCharge, ChargeOutcome } from '@/server/gateways/card-gateway';
import { type Reply, type ScriptedProvider, startScriptedProvider } from './scripted-provider';

const CHARGE: CardCharge = {
  payment: 'pay_01',
  bill: 'bil_01',
  shop: 'ivy',
  customer: 'cus_ivy',
  card: 'pm_1',
  amount: minor(8740n),
  currency: 'USD',
  returnUrl: 'http://localhost:3000/cashier/bil_01/return',
};

const intent = (status: string, extra: object = {}) => ({
  id: 'pi_1',
  object: 'payment_intent',
  status,
  amount: 8740,
  amount_received: status === 'succeeded' ? 8740 : 0,
  metadata: { payment: 'pay_01' },
  next_action: null,
  last_payment_error: null,
  cancellation_reason: null,
  ...extra,
});

const error = (status: number, fields: object, isReplay = false): Reply => ({
  status,
  body: { error: { message: 'said so', ...fields } },
  isReplay,
});

const CARD_REFUSED = { type: 'card_error', code: 'card_declined', payment_intent: intent('requires_payment_method') };

async function provider(...replies: Reply[]): Promise<ScriptedProvider> {
  const scripted = await startScriptedProvider(replies);
  onTestFinished(() => scripted.stop());
  return scripted;
}

async function charged(...replies: Reply[]): Promise<ChargeOutcome> {
  return (await provider(...replies)).gateway.charge(CHARGE);
}

const ok = (body: unknown, isReplay = false): Reply => ({ status: 200, body, isReplay });
const CAPTURED = { kind: 'captured', ref: 'pi_1', amount: 8740n };

describe('how a charge of 87.40 is asked for', () => {
  it('by its payment’s id as the key, with the seller present, and named by payment, bill and shop', async () => {
    const { gateway, sent } = await provider(ok(intent('succeeded')));
    await gateway.charge(CHARGE);
    const [request] = sent;
    expect(request?.headers['idempotency-key']).toBe('pay_01');
    expect(Object.fromEntries(request?.body ?? [])).toEqual({
      amount: '8740',
      currency: 'usd',
      customer: 'cus_ivy',
      payment_method: 'pm_1',
      'allowed_payment_method_types[0]': 'card',
      confirm: 'true',
      return_url: 'http://localhost:3000/cashier/bil_01/return',
      description: 'Negative balance of ivy, bill bil_01',
      'metadata[payment]': 'pay_01',
      'metadata[bill]': 'bil_01',
      'metadata[shop]': 'ivy',
    });
  });

  it('once more under the same key, byte for byte, where the first answer is lost: captured once', async () => {
    const { gateway, sent } = await provider('silence', ok(intent('succeeded')));
    expect(await gateway.charge(CHARGE)).toEqual(CAPTURED);
    expect(sent.map(({ headers }) => headers['idempotency-key'])).toEqual(['pay_01', 'pay_01']);
    expect(sent[1]?.body.toString()).toBe(sent[0]?.body.toString());
  });
});

describe('what the provider’s answer means', () => {
  it.concurrent.for<[string, Reply[], ChargeOutcome | object]>([
    ['captured', [ok(intent('succeeded'))], CAPTURED],
    ['being worked on', [ok(intent('processing'))], { kind: 'processing', ref: 'pi_1' }],
    [
      'waits for the payer at the bank’s page',
      [
        ok(
          intent('requires_action', {
            next_action: { type: 'redirect_to_url', redirect_to_url: { url: 'https://bank.example/3ds' } },
          }),
        ),
      ],
      { kind: 'requires-action', ref: 'pi_1', url: 'https://bank.example/3ds' },
    ],
    ['refused by the bank', [error(402, CARD_REFUSED)], { kind: 'failed', ref: 'pi_1', code: 'card_declined' }],
    [
      'refused by the bank, with its reason',
      [error(402, { ...CARD_REFUSED, decline_code: 'insufficient_funds' })],
      { kind: 'failed', ref: 'pi_1', code: 'insufficient_funds' },
    ],
    [
      'a card that is not there',
      [error(400, { type: 'invalid_request_error', code: 'resource_missing', param: 'payment_method' })],
      { kind: 'failed', ref: null, code: 'resource_missing' },
    ],
    ['given up', [ok(intent('canceled', { cancellation_reason: 'abandoned' }))], { kind: 'failed', code: 'abandoned' }],
  ])('%s', async ([, replies, outcome]) => {
    expect(await charged(...replies)).toMatchObject(outcome);
  });

  it.concurrent.for<[string, Reply]>([
    ['silence', 'silence'],
    ['a connection that breaks', 'hang-up'],
    ['half an answer', 'half-an-answer'],
    ['a page of some proxy', 'garbage'],
    ['401, a key that was withdrawn', error(401, { type: 'invalid_request_error' })],
    ['403', error(403, { type: 'invalid_request_error' })],
    [
      '409, the first request is being worked on',
      error(409, { type: 'idempotency_error', code: 'idempotency_key_in_use' }),
    ],
    ['400, the key came with other parameters before', error(400, { type: 'idempotency_error' })],
    ['429', error(429, { type: 'invalid_request_error', code: 'rate_limit' })],
    ['500', error(500, { type: 'api_error' })],
    ['503', error(503, { type: 'api_error' })],
  ])('%s is not known, and never failed', async ([, reply]) => {
    expect(await charged(reply)).toEqual({ kind: 'unknown' });
  });

  it('an answer that was given before may be old: waiting for the payer then, captured now', async () => {
    const before = intent('requires_action', { next_action: { redirect_to_url: { url: 'https://bank.example/3ds' } } });
    expect(await charged(ok(before, true), ok(intent('succeeded')))).toEqual(CAPTURED);
  });

  it('a refusal that was given before may be old too', async () => {
    expect(await charged(error(402, CARD_REFUSED, true), ok(intent('succeeded')))).toEqual(CAPTURED);
  });
});

describe('asking again where no id was learnt', () => {
  const others = Array.from({ length: 2 }, (_, no) => ({ ...intent('succeeded'), id: `pi_o${no}`, metadata: {} }));
  const list = (data: readonly object[], hasMore = false) =>
    ok({ object: 'list', data, has_more: hasMore, url: '/v1/payment_intents' });

  it('finds the charge on the second page of the customer’s, and charges nothing', async () => {
    const { gateway, sent } = await provider(list(others, true), list([intent('succeeded')]));
    expect(await gateway.askAgain(CHARGE, null)).toEqual(CAPTURED);
    expect(sent.map(({ method }) => method)).toEqual(['GET', 'GET']);
  });

  it('charges under the same key where the provider never got it', async () => {
    const { gateway, sent } = await provider(list(others), ok(intent('succeeded')));
    expect(await gateway.askAgain(CHARGE, null)).toEqual(CAPTURED);
    expect(sent.map(({ method, headers }) => [method, headers['idempotency-key']])).toEqual([
      ['GET', undefined],
      ['POST', 'pay_01'],
    ]);
  });

  it('charges nothing where it cannot look', async () => {
    const { gateway, sent } = await provider(error(500, { type: 'api_error' }));
    expect(await gateway.askAgain(CHARGE, null)).toEqual({ kind: 'unknown' });
    expect(sent.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('looks without charging: a charge that the provider never got is none', async () => {
    const { gateway } = await provider(list(others));
    expect(await gateway.findCharge(CHARGE)).toBeNull();
  });
});

describe('giving up a charge that waits for the payer', () => {
  const unexpected = error(400, { type: 'invalid_request_error', code: 'payment_intent_unexpected_state' });

  it('it can capture no more: failed as abandoned', async () => {
    const { gateway } = await provider(ok(intent('canceled', { cancellation_reason: 'abandoned' })));
    expect(await gateway.giveUp('pi_1')).toEqual({ kind: 'failed', ref: 'pi_1', code: 'abandoned' });
  });

  it('it had captured already: captured', async () => {
    const { gateway } = await provider(unexpected, ok(intent('succeeded')));
    expect(await gateway.giveUp('pi_1')).toEqual(CAPTURED);
  });

  it('no answer: not known', async () => {
    const { gateway } = await provider('silence');
    expect(await gateway.giveUp('pi_1')).toEqual({ kind: 'unknown' });
  });
});
