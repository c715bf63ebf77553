import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { createStripeGateway } from '@/server/gateways/stripe';

const PRESENT = 'whsec_present';
const OLD = 'whsec_old';
const BODY = '{"id":"evt_1","object":"event","type":"payment_intent.succeeded","data":{"object":{}}}';

const gateway = createStripeGateway({
  secretKey: 'sk_test_signatures',
  apiBase: 'http://127.0.0.1:9',
  webhookSecrets: [PRESENT, OLD],
});

/** A signature as the provider makes it, some seconds ago. */
function signed(secret: string, secondsAgo = 0, payload = BODY): string {
  const timestamp = Math.floor(Date.now() / 1000) - secondsAgo;
  return new Stripe('sk_test_signatures').webhooks.generateTestHeaderString({ payload, secret, timestamp });
}

describe('who may tell us of a payment', () => {
  it('takes an event that is signed with the present secret', () => {
    expect(gateway.readEvent(BODY, signed(PRESENT))).toMatchObject({ id: 'evt_1', type: 'payment_intent.succeeded' });
  });

  it('takes the other secret too, while it is being changed', () => {
    expect(gateway.readEvent(BODY, signed(OLD))).toMatchObject({ id: 'evt_1' });
  });

  it('takes one that is 4 minutes 58 seconds old, and not one of 5 minutes and 1 second', () => {
    expect(gateway.readEvent(BODY, signed(PRESENT, 298))).not.toBeNull();
    expect(gateway.readEvent(BODY, signed(PRESENT, 301))).toBeNull();
    expect(gateway.readEvent(BODY, signed(OLD, 301))).toBeNull();
  });

  it.each([
    ['signed with another secret', BODY, signed('whsec_forged')],
    ['with one cent more than was signed', BODY.replace('evt_1', 'evt_2'), signed(PRESENT)],
    ['without a signature', BODY, ''],
    ['with a signature that is none', BODY, 't=now,v1=abc'],
    ['with an old kind of signature only', BODY, signed(PRESENT).replace('v1=', 'v0=')],
    ['without a body', '', signed(PRESENT, 0, '')],
    ['that is no event, though signed', '{"id":"evt_1"}', signed(PRESENT, 0, '{"id":"evt_1"}')],
    ['that is nothing, though signed', 'null', signed(PRESENT, 0, 'null')],
    ['that is no JSON, though signed', 'paid!', signed(PRESENT, 0, 'paid!')],
  ])('refuses one %s', (_case, body, signature) => {
    expect(gateway.readEvent(body, signature)).toBeNull();
  });

  it('believes nobody while no secret is set', () => {
    const open = createStripeGateway({ secretKey: 'sk_test_x', apiBase: null, webhookSecrets: [] });
    expect(open.readEvent(BODY, signed(''.padEnd(8, 'x')))).toBeNull();
  });
});
