import { describe, expect } from 'vitest';
import { findByName, findByNumber, TEST_CARDS } from '@/simulators/stripe/cards/catalogue';
import { checkNumber, hasCheckDigit, readExpiry } from '@/simulators/stripe/cards/check';
import { charge, refusalLine, test } from './simulated';

/** What Stripe documents of cards that are refused when they are charged (https://docs.stripe.com/testing#declined-payments). */
const REFUSED: Readonly<Record<string, string>> = {
  visa_chargeDeclined: '402 card_declined/generic_decline',
  chargeDeclined: '402 card_declined/generic_decline',
  visa_chargeDeclinedInsufficientFunds: '402 card_declined/insufficient_funds',
  chargeDeclinedInsufficientFunds: '402 card_declined/insufficient_funds',
  visa_chargeDeclinedLostCard: '402 card_declined/lost_card',
  visa_chargeDeclinedStolenCard: '402 card_declined/stolen_card',
  visa_chargeDeclinedVelocityLimitExceeded: '402 card_declined/card_velocity_exceeded',
  chargeDeclinedFraudulent: '402 card_declined/fraudulent',
  chargeDeclinedExpiredCard: '402 expired_card',
  chargeDeclinedIncorrectCvc: '402 incorrect_cvc',
  chargeDeclinedProcessingError: '402 processing_error',
  chargeCustomerFail: '402 card_declined/generic_decline',
};
const SUCCEEDING = ['visa', 'visa_debit', 'mastercard', 'mastercard_debit', 'mastercard_prepaid', 'amex', 'discover']
  .concat(['diners', 'jcb', 'unionpay', 'br', 'ca', 'mx', 'de', 'fr', 'gb', 'au', 'in', 'jp', 'sg'])
  .concat(['threeDSecureOptional', 'amex_threeDSecureNotSupported', 'cvcCheckFail', 'bypassPending']);

describe('the list of test cards', () => {
  test('has each number once, each name once, and right check digits', () => {
    const numbers = TEST_CARDS.map(({ number }) => number);
    const names = TEST_CARDS.flatMap((card) => card.names);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(new Set(names).size).toBe(names.length);
    expect(numbers.filter((number) => !hasCheckDigit(number))).toEqual([]);
    for (const card of TEST_CARDS) {
      expect(findByNumber(card.number)).toBe(card);
      for (const name of card.names) expect(findByName(`pm_card_${name}`)).toBe(findByName(`tok_${name}`));
    }
  });

  test('one digit mistyped is found in every number', () => {
    for (const { number } of TEST_CARDS) {
      for (const [place, digit] of [...number].entries()) {
        const typed = `${number.slice(0, place)}${(Number(digit) + 1) % 10}${number.slice(place + 1)}`;
        expect(checkNumber(typed)).toMatchObject({ code: 'incorrect_number' });
      }
    }
  });

  test.for([
    ['12 / 34', { month: 12, year: 2034 }],
    ['1/34', { month: 1, year: 2034 }],
    ['0134', { month: 1, year: 2034 }],
    ['12/2034', { month: 12, year: 2034 }],
    ['12-34', { month: 12, year: 2034 }],
    ['1234567', null],
    ['soon', null],
  ] as const)('the date "%s"', ([typed, read]) => {
    expect(readExpiry(typed)).toEqual(read);
  });
});

describe('every documented id', () => {
  test.for(SUCCEEDING)('pm_card_%s is charged', async (name, { stripe }) => {
    expect(await charge(stripe, `pm_card_${name}`)).toMatchObject({ status: 'succeeded', amount_received: 2500 });
  });

  test.for(Object.entries(REFUSED))('pm_card_%s is refused: %s', async ([name, line], { stripe }) => {
    expect(await refusalLine(charge(stripe, `pm_card_${name}`))).toBe(line);
    const [intent] = (await stripe.paymentIntents.list()).data;
    expect(intent).toMatchObject({ status: 'requires_payment_method', amount_received: 0, payment_method: null });
    expect(await stripe.charges.retrieve(String(intent?.latest_charge))).toMatchObject({
      paid: false,
      status: 'failed',
    });
  });

  test('tok_... makes the same card: one fingerprint', async ({ stripe }) => {
    const token = await stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_visa' } });
    const typed = await stripe.paymentMethods.create({
      type: 'card',
      card: { number: '4242424242424242', exp_month: 12, exp_year: 2034, cvc: '123' },
    });
    expect(typed.card?.fingerprint).toBe(token.card?.fingerprint);
  });

  test('a wrong security code can be wrong only where one is given', async ({ stripe }) => {
    const card = { number: '4000000000000127', exp_month: 1, exp_year: 2040 };
    const without = await stripe.paymentMethods.create({ type: 'card', card });
    expect((await charge(stripe, without.id)).status).toBe('succeeded');
    const given = await stripe.paymentMethods.create({ type: 'card', card: { ...card, cvc: '999' } });
    expect(await refusalLine(charge(stripe, given.id))).toBe('402 incorrect_cvc');
  });

  test('a card that was set up pays without its holder; with her, the bank asks again', async ({ stripe }) => {
    const { id: customer } = await stripe.customers.create({});
    const setup = await stripe.setupIntents.create({
      customer,
      payment_method: 'pm_card_authenticationRequiredOnSetup',
      confirm: true,
      allowed_payment_method_types: ['card'],
      return_url: 'http://localhost:3000/back',
    });
    const address = setup.next_action?.redirect_to_url?.url ?? '';
    await fetch(address, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ outcome: 'complete' }) });
    const { payment_method: method } = await stripe.setupIntents.retrieve(setup.id);
    const alone = { amount: 2500, currency: 'usd', customer, payment_method: String(method), confirm: true } as const;
    const types = { allowed_payment_method_types: ['card'] } satisfies { allowed_payment_method_types: ['card'] };
    expect((await stripe.paymentIntents.create({ ...alone, ...types, off_session: true })).status).toBe('succeeded');
    expect((await charge(stripe, String(method), { customer })).status).toBe('requires_action');
  });
});

describe('at once', () => {
  test('10 confirmations of one payment under 10 keys: one charge of 25.00', async ({ stripe }) => {
    const { id } = await stripe.paymentIntents.create({
      amount: 2500,
      currency: 'usd',
      payment_method: 'pm_card_visa',
      allowed_payment_method_types: ['card'],
    });
    const answers = await Promise.allSettled(
      Array.from({ length: 10 }, (_, key) => stripe.paymentIntents.confirm(id, {}, { idempotencyKey: `${id}-${key}` })),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await stripe.charges.list({ payment_intent: id })).data.map(({ amount }) => amount)).toEqual([2500]);
  });

  test('10 refunds of 5.00 under 10 keys: 5 of them, 25.00', async ({ stripe }) => {
    const { id } = await charge(stripe, 'pm_card_visa');
    const answers = await Promise.allSettled(
      Array.from({ length: 10 }, () => stripe.refunds.create({ payment_intent: id, amount: 500 })),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect((await stripe.charges.list({ payment_intent: id })).data[0]).toMatchObject({
      amount_refunded: 2500,
      refunded: true,
    });
  });
});
