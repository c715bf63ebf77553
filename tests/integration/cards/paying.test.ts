import { describe, expect } from 'vitest';
import { machineTime } from '@/server/clock';
import { removeCard } from '@/server/commands/cards/remove-card';
import { listSavedCards } from '@/server/queries/cards';
import type { TestBooks } from '../../support/books';
import { acceptedOf, billsOf, IVY, refusalOf } from '../../support/owing';
import { type CardWorld, test } from './card-world';

const VISA = '4242 4242 4242 4242';
const MASTERCARD = '5555 5555 5555 4444';
const FAILS_TO_CHARGE = '4000 0000 0000 0341';
const ALWAYS_3DS = '4000 0000 0000 3220';
const AFTER_3DS_DECLINED = '4000 0084 0000 1629';
const DISPUTED_LATER = '4000 0000 0000 0259';

const PAID = ['paid 8740 of 8740'];

const standing = (books: TestBooks) => books.sql('SELECT status, failure_code AS code FROM bill');

/** Until every event that the provider has sent was answered. */
const settled = ({ books }: CardWorld) =>
  expect
    .poll(() => books.sql("SELECT event FROM stripe_simulator.delivery WHERE state = 'waiting'"), { timeout: 15_000 })
    .toEqual([]);

describe('binding a card on the hosted page', () => {
  test('a Visa ending 4242 is saved, and is the default', async ({ world }) => {
    const id = await world.bind(VISA);
    const { books, gateway, sellerId } = world;
    const { cards } = await listSavedCards(books.database, gateway, { sellerId, now: machineTime() });
    expect(cards).toEqual([
      { id, brand: 'visa', last4: '4242', expMonth: 12, expYear: 2034, expiry: 'valid', isDefault: true },
    ]);
  });

  test('no test card’s number is anywhere in the database', async ({ world }) => {
    await world.pay(await world.newBill(), await world.bind(VISA));
    await settled(world);
    const { books } = world;
    const tables = await books.sql<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    for (const { name } of tables) {
      const found = await books.sql(`SELECT 1 FROM ${name} AS t WHERE t::text ~ '4242[ -]?4242[ -]?4242[ -]?4242'`);
      expect(found, name).toEqual([]);
    }
  });

  test('a number that is no test card’s, a wrong one and a card of last year are refused, and nothing is saved', async ({
    world,
  }) => {
    expect(await world.enter('4111 1111 1111 1111')).toHaveProperty('page');
    expect(await world.enter('4242 4242 4242 4241')).toHaveProperty('page');
    expect(await world.enter(VISA, '12/20')).toHaveProperty('page');
    const { books, gateway, sellerId } = world;
    const { cards } = await listSavedCards(books.database, gateway, { sellerId, now: machineTime() });
    expect(cards).toEqual([]);
  });

  test('a removed card is gone at the provider too, and is not found when it is removed again', async ({ world }) => {
    const card = await world.bind(VISA);
    const { books, gateway, sellerId } = world;
    acceptedOf(await removeCard(books.database, gateway, { sellerId, card, by: IVY }));
    expect(refusalOf(await removeCard(books.database, gateway, { sellerId, card, by: IVY })).code).toBe('not-found');
    expect((await world.stripe.paymentMethods.retrieve(card)).customer).toBeNull();
  });
});

describe('paying 87.40 by card', () => {
  test('captured at once; the events that follow change nothing', async ({ world }) => {
    expect((await world.pay(await world.newBill(), await world.bind(VISA))).status).toBe('paid');
    await settled(world);
    expect(world.events).toContain('payment_intent.succeeded handled');
    expect(await billsOf(world.books)).toEqual(PAID);
    expect(await world.captured()).toEqual([8740]);
  });

  test('declined, with the bank’s reason, then paid with another card: captured once', async ({ world }) => {
    const bill = await world.newBill();
    const declining = await world.bind(FAILS_TO_CHARGE);
    expect(await world.pay(bill, declining)).toMatchObject({ status: 'failed', failureCode: 'generic_decline' });
    expect((await world.pay(bill, await world.bind(MASTERCARD), 'try-2')).status).toBe('paid');
    await settled(world);
    expect(await billsOf(world.books)).toEqual(PAID);
    expect(await world.captured()).toEqual([8740]);
  });

  test('one form sent twenty times at once: captured once', async ({ world }) => {
    const bill = await world.newBill();
    const card = await world.bind(VISA);
    await Promise.all(Array.from({ length: 20 }, () => world.pay(bill, card)));
    expect(await billsOf(world.books)).toEqual(PAID);
    expect(await world.captured()).toEqual([8740]);
  });
});

describe('3-D Secure', () => {
  test('completed at the bank’s page: paid', async ({ world }) => {
    const bill = await world.newBill();
    const card = await world.bind(ALWAYS_3DS);
    expect(await world.pay(bill, card)).toMatchObject({ status: 'processing', needsAction: true });
    const back = await world.answerBank(/Complete/);
    expect(back).toMatchObject({ leftFor: expect.stringContaining(`/cashier/${bill.id}/return`) });
    await world.ask();
    expect(await billsOf(world.books)).toEqual(PAID);
    expect(await world.captured()).toEqual([8740]);
  });

  test.for([
    ['failed at the bank’s page', /Fail/],
    ['cancelled at the bank’s page', /Cancel/],
  ] as const)('%s: failed, and can be paid with another card', async ([, button], { world }) => {
    const bill = await world.newBill();
    await world.pay(bill, await world.bind(ALWAYS_3DS));
    await world.answerBank(button);
    await world.ask();
    expect(await standing(world.books)).toEqual([{ status: 'failed', code: 'payment_intent_authentication_failure' }]);
    expect((await world.pay(bill, await world.bind(VISA), 'try-2')).status).toBe('paid');
    expect(await world.captured()).toEqual([8740]);
  });

  test('completed, and then declined by the bank: failed', async ({ world }) => {
    await world.pay(await world.newBill(), await world.bind(AFTER_3DS_DECLINED));
    await world.answerBank(/Complete/);
    await world.ask();
    expect(await standing(world.books)).toEqual([{ status: 'failed', code: 'generic_decline' }]);
    expect(await world.captured()).toEqual([]);
  });

  test('completed, and the browser never comes back: the event tells, and the bill is paid', async ({ world }) => {
    await world.pay(await world.newBill(), await world.bind(ALWAYS_3DS));
    await world.answerBank(/Complete/);
    await expect.poll(() => billsOf(world.books), { timeout: 15_000 }).toEqual(PAID);
  });
});

describe('money that goes back', () => {
  test('disputed later: the money is gone before it cleared, the bill failed and 87.40 is owed', async ({ world }) => {
    const paid = await world.pay(await world.newBill(), await world.bind(DISPUTED_LATER));
    expect(paid.status).toBe('paid');
    await expect.poll(() => billsOf(world.books), { timeout: 15_000 }).toEqual(['failed 0 of 8740']);
    await settled(world);
    expect(await billsOf(world.books)).toEqual(['failed 0 of 8740']);
  });

  test('30.00 refunded by the marketplace: it clears and 30.00 is reversed, once', async ({ world }) => {
    await world.pay(await world.newBill(), await world.bind(VISA));
    const [payment] = await world.books.sql<{ ref: string }>('SELECT provider_ref AS ref FROM bill_payment');
    await world.stripe.refunds.create({ payment_intent: payment?.ref ?? '', amount: 3000 });
    await expect
      .poll(() => world.books.sql('SELECT status, reversed_minor AS reversed FROM bill'), { timeout: 15_000 })
      .toEqual([{ status: 'reversed', reversed: 3000n }]);
    await settled(world);
    expect(await world.books.sql('SELECT reversed_minor AS reversed FROM bill')).toEqual([{ reversed: 3000n }]);
  });
});

describe('what goes wrong on the way: never failed, never charged twice', () => {
  test.for([
    ['no answer before the capture', 'time-out-before-capture', { times: '1' }],
    ['no answer before the capture, ever', 'time-out-before-capture', { times: '2' }],
    ['no answer after the capture', 'time-out-after-capture', { times: '1' }],
    ['no answer after the capture, ever', 'time-out-after-capture', {}],
    ['the connection cut before the capture', 'time-out-before-capture', { times: '2', mode: 'cut' }],
    ['the connection cut after the capture', 'time-out-after-capture', { mode: 'cut' }],
    ['an answer that is slower than we wait', 'slow', { times: '2', millis: '1500' }],
    ['the bank takes its time', 'processing', { millis: '400' }],
    ['events late', 'webhook-late', { millis: '500' }],
    ['events twice', 'webhook-twice', {}],
    ['events out of order', 'webhook-out-of-order', {}],
    ['events lost', 'webhook-lost', {}],
  ] as const)('%s: paid in the end, captured once', async ([, name, more], { world }) => {
    const bill = await world.newBill();
    const card = await world.bind(VISA);
    await world.fault(name, more);
    expect((await world.pay(bill, card)).status).not.toBe('failed');
    await expect
      .poll(
        async () => {
          await world.ask();
          const bills = await billsOf(world.books);
          expect(bills).not.toContain('failed 0 of 8740');
          return bills;
        },
        { timeout: 20_000, interval: 100 },
      )
      .toEqual(PAID);
    await settled(world);
    expect(await world.captured()).toEqual([8740]);
    expect(world.events.filter((event) => !/ (handled|seen)$/.test(event))).toEqual([]);
  });
});
