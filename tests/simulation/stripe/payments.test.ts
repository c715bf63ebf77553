import { describe, expect } from 'vitest';
import { charge, post, refusal, refusalLine, test } from './simulated';

describe('a payment', () => {
  test('of 25.00 succeeds: charge, amount received, events', async ({ stripe }) => {
    const { id: customer } = await stripe.customers.create({ payment_method: 'pm_card_visa' });
    const [card] = (await stripe.paymentMethods.list({ customer, type: 'card' })).data;
    const intent = await charge(stripe, card?.id ?? '', { customer, metadata: { payment: 'p1' } });
    expect(intent).toMatchObject({ status: 'succeeded', amount_received: 2500, customer, metadata: { payment: 'p1' } });
    const made = await stripe.charges.retrieve(String(intent.latest_charge));
    expect(made).toMatchObject({ amount: 2500, captured: true, paid: true, payment_intent: intent.id });
    const types = (await stripe.events.list({ limit: 3 })).data.map(({ type }) => type);
    expect(types).toEqual(['payment_intent.succeeded', 'charge.succeeded', 'payment_intent.created']);
  });

  test('takes its steps one by one: made, given a card, confirmed', async ({ stripe }) => {
    const made = await stripe.paymentIntents.create({
      amount: 2500,
      currency: 'usd',
      allowed_payment_method_types: ['card'],
    });
    expect(made.status).toBe('requires_payment_method');
    const given = await stripe.paymentIntents.update(made.id, { payment_method: 'pm_card_visa' });
    expect(given.status).toBe('requires_confirmation');
    expect((await stripe.paymentIntents.confirm(made.id)).status).toBe('succeeded');
    expect(await refusalLine(stripe.paymentIntents.confirm(made.id))).toBe('400 payment_intent_unexpected_state');
    expect(await refusalLine(stripe.paymentIntents.cancel(made.id))).toBe('400 payment_intent_unexpected_state');
  });

  test('is held, and captured in part: 20.00 of 25.00', async ({ stripe }) => {
    const held = await charge(stripe, 'pm_card_visa', { capture_method: 'manual' });
    expect(held).toMatchObject({ status: 'requires_capture', amount_capturable: 2500, amount_received: 0 });
    const taken = await stripe.paymentIntents.capture(held.id, { amount_to_capture: 2000 });
    expect(taken).toMatchObject({ status: 'succeeded', amount_received: 2000, amount_capturable: 0 });
  });

  test('is given up before it is charged, and stays so', async ({ stripe }) => {
    const made = await stripe.paymentIntents.create({
      amount: 2500,
      currency: 'usd',
      allowed_payment_method_types: ['card'],
    });
    const canceled = await stripe.paymentIntents.cancel(made.id, { cancellation_reason: 'abandoned' });
    expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' });
    const again = stripe.paymentIntents.confirm(made.id, { payment_method: 'pm_card_visa' });
    expect(await refusalLine(again)).toBe('400 payment_intent_unexpected_state');
  });

  test('that was declined can be paid with another card: two charges, one of them taken', async ({ stripe }) => {
    const declined = await refusal(charge(stripe, 'pm_card_chargeDeclined'));
    expect(declined.payment_intent).toMatchObject({ status: 'requires_payment_method', amount_received: 0 });
    const { id } = declined.payment_intent as { readonly id: string };
    expect((await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' })).status).toBe('succeeded');
    const charges = await stripe.charges.list({ payment_intent: id });
    expect(charges.data.map(({ status }) => status)).toEqual(['succeeded', 'failed']);
  });

  test.for([
    ['pm_card_chargeDeclined', '402 card_declined/generic_decline'],
    ['pm_card_visa_chargeDeclined', '402 card_declined/generic_decline'],
    ['pm_card_visa_chargeDeclinedInsufficientFunds', '402 card_declined/insufficient_funds'],
    ['pm_card_visa_chargeDeclinedLostCard', '402 card_declined/lost_card'],
    ['pm_card_visa_chargeDeclinedStolenCard', '402 card_declined/stolen_card'],
    ['pm_card_chargeDeclinedExpiredCard', '402 expired_card'],
    ['pm_card_chargeDeclinedIncorrectCvc', '402 incorrect_cvc'],
    ['pm_card_chargeDeclinedProcessingError', '402 processing_error'],
    ['pm_card_visa_chargeDeclinedVelocityLimitExceeded', '402 card_declined/card_velocity_exceeded'],
    ['pm_card_chargeCustomerFail', '402 card_declined/generic_decline'],
  ] as const)('with %s ends in %s', async ([card, line], { stripe }) => {
    expect(await refusalLine(charge(stripe, card))).toBe(line);
    const [failed, ...others] = (await stripe.paymentIntents.list()).data;
    expect(others).toEqual([]);
    expect(failed).toMatchObject({ status: 'requires_payment_method', amount_received: 0 });
    expect(failed?.last_payment_error?.code).toBe(line.slice(4).split('/')[0]);
    expect((await stripe.events.list({ type: 'payment_intent.payment_failed' })).data).toHaveLength(1);
  });

  test.for(['visa', 'visa_debit', 'mastercard', 'mastercard_debit', 'amex', 'discover', 'diners', 'jcb', 'unionpay'])(
    'with pm_card_%s succeeds',
    async (name, { stripe }) => {
      expect((await charge(stripe, `pm_card_${name}`)).status).toBe('succeeded');
    },
  );

  test('with a card that attaches and fails when it is charged', async ({ stripe }) => {
    const { id: customer } = await stripe.customers.create({ payment_method: 'pm_card_chargeCustomerFail' });
    const [card] = (await stripe.paymentMethods.list({ customer, type: 'card' })).data;
    expect(card?.card?.last4).toBe('0341');
    expect(await refusalLine(charge(stripe, card?.id ?? '', { customer }))).toBe('402 card_declined/generic_decline');
  });
});

describe('3-D Secure', () => {
  const cards = ['pm_card_threeDSecure2Required', 'pm_card_threeDSecureRequired', 'pm_card_authenticationRequired'];

  test.for(cards)('%s: completed at the bank, the payment succeeds', async (card, { stripe }) => {
    const asked = await charge(stripe, card);
    expect(asked).toMatchObject({
      status: 'requires_action',
      amount_received: 0,
      next_action: { type: 'redirect_to_url' },
    });
    const back = await post(asked.next_action?.redirect_to_url?.url ?? '', { outcome: 'complete' });
    const address = new URL(back.headers.get('location') ?? '');
    expect(back.status).toBe(303);
    expect(`${address.origin}${address.pathname}`).toBe('http://localhost:3000/back');
    expect(Object.fromEntries(address.searchParams)).toEqual({
      payment_intent: asked.id,
      payment_intent_client_secret: asked.client_secret,
      redirect_status: 'succeeded',
    });
    expect(await stripe.paymentIntents.retrieve(asked.id)).toMatchObject({
      status: 'succeeded',
      amount_received: 2500,
    });
  });

  test.for(['fail', 'cancel'])(
    '%s at the bank: nothing is charged, another card may pay',
    async (outcome, { stripe }) => {
      const asked = await charge(stripe, 'pm_card_threeDSecure2Required');
      const back = await post(asked.next_action?.redirect_to_url?.url ?? '', { outcome });
      expect(new URL(back.headers.get('location') ?? '').searchParams.get('redirect_status')).toBe('failed');
      const failed = await stripe.paymentIntents.retrieve(asked.id);
      expect(failed.status).toBe('requires_payment_method');
      expect(failed.last_payment_error?.code).toBe('payment_intent_authentication_failure');
      expect((await stripe.charges.list({ payment_intent: asked.id })).data).toEqual([]);
    },
  );

  test('pressed twice: one charge', async ({ stripe }) => {
    const asked = await charge(stripe, 'pm_card_threeDSecure2Required');
    const url = asked.next_action?.redirect_to_url?.url ?? '';
    await Promise.all([
      post(url, { outcome: 'complete' }),
      post(url, { outcome: 'complete' }),
      post(url, { outcome: 'fail' }),
    ]);
    expect((await stripe.charges.list({ payment_intent: asked.id })).data.length).toBeLessThanOrEqual(1);
  });

  test('completed, and then declined by the bank', async ({ stripe }) => {
    const asked = await charge(stripe, 'pm_card_threeDSecureRequiredChargeDeclined');
    await post(asked.next_action?.redirect_to_url?.url ?? '', { outcome: 'complete' });
    const failed = await stripe.paymentIntents.retrieve(asked.id);
    expect(failed.status).toBe('requires_payment_method');
    expect(failed.last_payment_error).toMatchObject({ code: 'card_declined', decline_code: 'generic_decline' });
  });

  test('while nobody is there: refused, the bank wants to see its customer', async ({ stripe }) => {
    const { id: customer } = await stripe.customers.create({ payment_method: 'pm_card_authenticationRequired' });
    const [card] = (await stripe.paymentMethods.list({ customer, type: 'card' })).data;
    const alone = charge(stripe, card?.id ?? '', { customer, off_session: true, return_url: undefined });
    expect(await refusalLine(alone)).toBe('402 authentication_required/authentication_required');
  });

  test('of a wrong secret shows nothing', async ({ stripe }) => {
    const asked = await charge(stripe, 'pm_card_threeDSecure2Required');
    const url = new URL(asked.next_action?.redirect_to_url?.url ?? '');
    url.searchParams.set('payment_intent_client_secret', 'wrong');
    expect((await post(url.href, { outcome: 'complete' })).status).toBe(404);
    expect((await stripe.paymentIntents.retrieve(asked.id)).status).toBe('requires_action');
  });
});

describe('money that goes back', () => {
  test('5.00 and then 20.00 of 25.00; one cent more is refused', async ({ stripe }) => {
    const { id: payment_intent, latest_charge: made } = await charge(stripe, 'pm_card_visa');
    await stripe.refunds.create({ payment_intent, amount: 500 });
    expect(await stripe.charges.retrieve(String(made))).toMatchObject({ amount_refunded: 500, refunded: false });
    const rest = await stripe.refunds.create({ payment_intent });
    expect(rest).toMatchObject({ amount: 2000, status: 'succeeded' });
    expect(await stripe.charges.retrieve(String(made))).toMatchObject({ amount_refunded: 2500, refunded: true });
    expect((await refusal(stripe.refunds.create({ payment_intent, amount: 1 }))).statusCode).toBe(400);
    expect((await stripe.refunds.list({ payment_intent })).data.map(({ amount }) => amount)).toEqual([2000, 500]);
    expect(await stripe.refunds.retrieve(rest.id)).toMatchObject({ payment_intent });
  });

  test('a card whose holder disputes: 25.00, lost when it is closed', async ({ stripe }) => {
    const { id: payment_intent } = await charge(stripe, 'pm_card_createDispute');
    await expect.poll(async () => (await stripe.disputes.list({ payment_intent })).data.length).toBe(1);
    const [dispute] = (await stripe.disputes.list({ payment_intent })).data;
    expect(dispute).toMatchObject({ amount: 2500, reason: 'fraudulent', status: 'needs_response' });
    const closed = await stripe.disputes.close(dispute?.id ?? '');
    expect(closed.status).toBe('lost');
    expect(await stripe.disputes.retrieve(closed.id)).toMatchObject({ status: 'lost' });
  });

  test('a dispute is won by the evidence that Stripe documents', async ({ stripe }) => {
    const { id: payment_intent } = await charge(stripe, 'pm_card_createDispute');
    await expect.poll(async () => (await stripe.disputes.list({ payment_intent })).data.length).toBe(1);
    const [dispute] = (await stripe.disputes.list({ payment_intent })).data;
    const won = await stripe.disputes.update(dispute?.id ?? '', {
      evidence: { uncategorized_text: 'winning_evidence' },
    });
    expect(won.status).toBe('won');
  });
});
