import { describe, expect } from 'vitest';
import { charge, refusal, refusalLine, test } from './simulated';

describe('customers', () => {
  test('are created, read, changed, listed by mail and deleted', async ({ stripe }) => {
    const made = await stripe.customers.create({
      name: 'Ivy Hart',
      email: 'ivy@example.com',
      metadata: { seller: '7' },
    });
    expect(made).toMatchObject({ object: 'customer', livemode: false, name: 'Ivy Hart', metadata: { seller: '7' } });
    expect(made.id).toMatch(/^cus_\w{14}$/);
    expect(await stripe.customers.retrieve(made.id)).toMatchObject({ id: made.id, email: 'ivy@example.com' });
    const changed = await stripe.customers.update(made.id, { description: 'ceramics', metadata: { shop: 'ivy' } });
    expect(changed).toMatchObject({ description: 'ceramics', metadata: { seller: '7', shop: 'ivy' } });
    const found = await stripe.customers.list({ email: 'ivy@example.com' });
    expect(found.data.map(({ id }) => id)).toEqual([made.id]);
    expect(await stripe.customers.del(made.id)).toMatchObject({ id: made.id, deleted: true });
    expect(await stripe.customers.retrieve(made.id)).toMatchObject({ deleted: true });
    expect((await stripe.customers.list()).data).toEqual([]);
  });

  test('lose a metadata key by an empty value, all by an empty metadata', async ({ stripe }) => {
    const { id } = await stripe.customers.create({ metadata: { one: '1', two: '2' } });
    expect((await stripe.customers.update(id, { metadata: { one: '' } })).metadata).toEqual({ two: '2' });
    expect((await stripe.customers.update(id, { metadata: '' })).metadata).toEqual({});
  });
});

describe('cards', () => {
  test('a test id becomes a new payment method each time it is attached', async ({ stripe }) => {
    const { id: customer } = await stripe.customers.create({});
    const first = await stripe.paymentMethods.attach('pm_card_visa', { customer });
    const second = await stripe.paymentMethods.attach('pm_card_mastercard', { customer });
    expect(first.id).toMatch(/^pm_\w{24}$/);
    expect([first, second].map(({ card }) => `${card?.brand} ${card?.last4}`)).toEqual([
      'visa 4242',
      'mastercard 4444',
    ]);
    const listed = await stripe.paymentMethods.list({ customer, type: 'card' });
    expect(listed.data.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect((await stripe.customers.listPaymentMethods(customer)).data).toHaveLength(2);
  });

  test('come by a token, or by a number of which four digits stay', async ({ stripe }) => {
    const byToken = await stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_amex' } });
    expect(byToken.card).toMatchObject({ brand: 'amex', last4: '0005' });
    const card = { number: '4242424242424242', exp_month: 12, exp_year: 2034, cvc: '123' };
    const byNumber = await stripe.paymentMethods.create({ type: 'card', card });
    expect(byNumber.card).toMatchObject({ brand: 'visa', last4: '4242', exp_month: 12, exp_year: 2034 });
    expect(JSON.stringify(byNumber)).not.toContain('42424242');
  });

  test('of a real or mistyped number are refused', async ({ stripe }) => {
    const typed = (number: string) =>
      stripe.paymentMethods.create({ type: 'card', card: { number, exp_month: 12, exp_year: 2034, cvc: '123' } });
    expect(await refusalLine(typed('4242424242424241'))).toBe('402 incorrect_number');
    expect(await refusalLine(typed('4532015112830366'))).toBe('402 card_declined/test_mode_live_card');
  });

  test('belong to one customer; once taken away they cannot pay for her', async ({ stripe }) => {
    const { id: customer } = await stripe.customers.create({});
    const { id: other } = await stripe.customers.create({});
    const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer });
    expect((await refusal(stripe.paymentMethods.attach(id, { customer: other }))).statusCode).toBe(400);
    expect((await refusal(charge(stripe, id, { customer: other }))).statusCode).toBe(400);
    expect((await stripe.paymentMethods.detach(id)).customer).toBeNull();
    expect((await stripe.paymentMethods.list({ customer, type: 'card' })).data).toEqual([]);
    expect((await refusal(stripe.paymentMethods.detach(id))).statusCode).toBe(400);
    const uses = [
      () => charge(stripe, id, { customer }),
      () => charge(stripe, id),
      () => stripe.paymentMethods.attach(id, { customer }),
    ];
    for (const use of uses)
      expect((await refusal(use())).message).toContain('was detached from its customer and may not be used again');
  });

  test.for([
    ['pm_card_chargeDeclined', '402 card_declined/generic_decline'],
    ['pm_card_visa_chargeDeclinedInsufficientFunds', '402 card_declined/insufficient_funds'],
    ['pm_card_chargeDeclinedExpiredCard', '402 expired_card'],
  ] as const)('%s is not attached: %s', async ([card, line], { stripe }) => {
    const { id: customer } = await stripe.customers.create({});
    expect(await refusalLine(stripe.paymentMethods.attach(card, { customer }))).toBe(line);
    expect((await stripe.paymentMethods.list({ customer, type: 'card' })).data).toEqual([]);
  });

  test('of a deleted customer are gone with her', async ({ stripe }) => {
    const { id: customer } = await stripe.customers.create({ payment_method: 'pm_card_visa' });
    const [card] = (await stripe.paymentMethods.list({ customer, type: 'card' })).data;
    await stripe.customers.del(customer);
    expect((await stripe.paymentMethods.retrieve(card?.id ?? '')).customer).toBeNull();
    expect(await refusalLine(charge(stripe, 'pm_card_visa', { customer }))).toBe('400 resource_missing');
  });
});
