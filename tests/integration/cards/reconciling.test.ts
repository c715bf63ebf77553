import { describe, expect, onTestFinished } from 'vitest';
import { type Instant, instant } from '@/domain/calendar/instant';
import { giveUpCharge } from '@/server/commands/bills/give-up-charge';
import { payBill } from '@/server/commands/bills/pay-bill';
import { askAboutBill, reconcileBills } from '@/server/commands/bills/reconcile-bills';
import { cashierReturnUrl } from '@/server/commands/bills/return-url';
import type { CardGateway } from '@/server/gateways/card-gateway';
import type { BillRow } from '@/server/repositories/bills';
import { type TestBooks, test } from '../../support/books';
import {
  acceptedOf,
  billOf,
  billsOf,
  cardOf,
  chargeUnanswered,
  IVY,
  ivyOwes,
  MORNING,
  refusalOf,
} from '../../support/owing';
import { type Reply, type ScriptedProvider, type Sent, startScriptedProvider } from './scripted-provider';

const BANK = 'https://bank.example/3ds';

const intentOf = (payment: string, status: string) => ({
  id: 'pi_1',
  object: 'payment_intent',
  status,
  amount_received: status === 'succeeded' ? 8740 : 0,
  metadata: { payment },
  next_action: status === 'requires_action' ? { redirect_to_url: { url: BANK } } : null,
  cancellation_reason: status === 'canceled' ? 'abandoned' : null,
});

const ok = (body: unknown): Reply => ({ status: 200, body });
const list = (data: readonly object[]): Reply =>
  ok({ object: 'list', data, has_more: false, url: '/v1/payment_intents' });

async function provider(replies: (request: Sent) => Reply): Promise<ScriptedProvider> {
  const scripted = await startScriptedProvider(replies);
  onTestFinished(() => scripted.stop());
  return scripted;
}

function pays(books: TestBooks, gateway: CardGateway, { shopId, id }: BillRow): Promise<unknown> {
  const input = { bill: id, card: cardOf(shopId), key: 'try-1', returnUrl: cashierReturnUrl(id) };
  return payBill(books.database, gateway, { ...input, now: MORNING, clearingMinutes: 240 });
}

const asks = (books: TestBooks, gateway: CardGateway, now: Instant = MORNING) =>
  reconcileBills(books.database, gateway, { now, clearingMinutes: 240 });

/** A bill of 87.40 that waits for Ivy at her bank's page; afterwards the provider says what a test sets. */
async function waiting(books: TestBooks) {
  const { shopId } = await ivyOwes(books);
  const bill = await billOf(books, shopId, null);
  const world = { now: 'requires_action' };
  const scripted = await provider(({ path }) => {
    if (path.endsWith('/cancel') && world.now === 'requires_action') world.now = 'canceled';
    else if (path.endsWith('/cancel'))
      return {
        status: 400,
        body: { error: { type: 'invalid_request_error', code: 'payment_intent_unexpected_state' } },
      };
    return ok(intentOf('', world.now));
  });
  await pays(books, scripted.gateway, bill);
  return { bill, world, ...scripted };
}

describe('asking again about a charge that was never answered (R8.2)', () => {
  test('it had captured: paid, and nothing was charged by asking', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const payment = await chargeUnanswered(books, await billOf(books, shopId, null));
    const { gateway, sent } = await provider(() => list([intentOf(payment, 'succeeded')]));
    expect(await asks(books, gateway)).toBe(1);
    expect(await billsOf(books)).toEqual(['paid 8740 of 8740']);
    expect(sent.map(({ method }) => method)).toEqual(['GET']);
    expect(await asks(books, gateway)).toBe(0);
  });

  test('the provider never got it: it is charged now, under the same key and from the same address', async ({
    books,
  }) => {
    const { shopId } = await ivyOwes(books);
    const bill = await billOf(books, shopId, null);
    const silent = await provider(() => 'silence');
    await pays(books, silent.gateway, bill);
    expect(await billsOf(books)).toEqual(['processing 0 of 8740']);
    const { gateway, sent } = await provider(({ method }) =>
      method === 'GET' ? list([]) : ok(intentOf('', 'succeeded')),
    );
    await asks(books, gateway);
    expect(await billsOf(books)).toEqual(['paid 8740 of 8740']);
    const [first, again] = [silent.sent[0], sent[1]];
    expect(again?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
    expect(again?.body.toString()).toBe(first?.body.toString());
  });

  test('23 hours later the provider’s memory of keys may be over: what it never got is failed, and never sent', async ({
    books,
  }) => {
    const { shopId } = await ivyOwes(books);
    await chargeUnanswered(books, await billOf(books, shopId, null));
    const { gateway, sent } = await provider(() => list([]));
    await asks(books, gateway, instant('2026-03-14T09:00:00Z'));
    expect(await books.sql('SELECT status, failure_code FROM bill')).toEqual([
      { status: 'failed', failure_code: 'never-charged' },
    ]);
    expect(sent.map(({ method }) => method)).toEqual(['GET']);
  });

  test('it captured, and the answer is found a day later: paid all the same', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const payment = await chargeUnanswered(books, await billOf(books, shopId, null));
    const { gateway } = await provider(() => list([intentOf(payment, 'succeeded')]));
    await asks(books, gateway, instant('2026-03-15T10:00:00Z'));
    expect(await billsOf(books)).toEqual(['paid 8740 of 8740']);
  });

  test('no answer again: it stays processing, for as long as it takes', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    await chargeUnanswered(books, await billOf(books, shopId, null));
    const { gateway } = await provider(() => ({ status: 500, body: { error: { type: 'api_error' } } }));
    await asks(books, gateway, instant('2026-04-13T10:00:00Z'));
    expect(await billsOf(books)).toEqual(['processing 0 of 8740']);
  });

  test('five open charges and a provider that is down: it is asked three times, then left alone', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    for (let no = 1; no <= 5; no += 1) await chargeUnanswered(books, await billOf(books, shopId, 1000n, `form-${no}`));
    const { gateway } = await provider(() => ({ status: 429, body: { error: { type: 'invalid_request_error' } } }));
    expect(await asks(books, gateway)).toBe(3);
  });
});

describe('a charge about which nothing can be learnt does not keep the others waiting', () => {
  /** Five bills of 10.00, charged without an answer; the provider knows the last two as captured. */
  async function fiveOpen(books: TestBooks, first: (payment: string) => Reply) {
    const { shopId } = await ivyOwes(books);
    const payments: string[] = [];
    for (let no = 1; no <= 5; no += 1)
      payments.push(await chargeUnanswered(books, await billOf(books, shopId, 1000n, `form-${no}`)));
    await books.sql("UPDATE bill_payment SET provider_ref = 'pi_' || id");
    return provider(({ path }) => {
      const payment = path.replace('/v1/payment_intents/pi_', '');
      if (payments.indexOf(payment) < 3) return first(payment);
      return ok({ ...intentOf(payment, 'succeeded'), id: `pi_${payment}`, amount_received: 1000 });
    });
  }

  test('the oldest three have no answer, for ever: the next sweep begins behind them, and two are paid', async ({
    books,
  }) => {
    const missing: Reply = {
      status: 404,
      body: { error: { type: 'invalid_request_error', code: 'resource_missing' } },
    };
    const { gateway } = await fiveOpen(books, () => missing);
    expect(await asks(books, gateway)).toBe(3);
    await asks(books, gateway);
    expect([...(await billsOf(books))].sort()).toEqual([
      'paid 1000 of 1000',
      'paid 1000 of 1000',
      'processing 0 of 1000',
      'processing 0 of 1000',
      'processing 0 of 1000',
    ]);
  });

  test('the oldest three say that they captured 9.99 of 10.00: that is told as an error, and two are paid', async ({
    books,
  }) => {
    const { gateway } = await fiveOpen(books, (payment) =>
      ok({ ...intentOf(payment, 'succeeded'), id: `pi_${payment}`, amount_received: 999 }),
    );
    await expect(asks(books, gateway)).rejects.toThrow('3 charges could not be recorded');
    expect((await billsOf(books)).filter((bill) => bill === 'paid 1000 of 1000')).toHaveLength(2);
  });
});

describe('3-D Secure that was left', () => {
  test('after 23 h 59 min it still waits, after 24 h it is given up: failed, and can be paid again', async ({
    books,
  }) => {
    const { gateway, world } = await waiting(books);
    await asks(books, gateway, instant('2026-03-14T09:59:00Z'));
    expect(await books.sql('SELECT status, needs_action FROM bill')).toEqual([
      { status: 'processing', needs_action: true },
    ]);
    await asks(books, gateway, instant('2026-03-14T10:00:00Z'));
    expect(await books.sql('SELECT status, failure_code FROM bill')).toEqual([
      { status: 'failed', failure_code: 'abandoned' },
    ]);
    expect(world.now).toBe('canceled');
  });

  test('a bank that had let it through, when it is given up after a day: paid', async ({ books }) => {
    const { gateway, world } = await waiting(books);
    world.now = 'succeeded';
    await asks(books, gateway, instant('2026-03-14T10:00:00Z'));
    expect(await billsOf(books)).toEqual(['paid 8740 of 8740']);
  });

  test('a provider that does not answer leaves the bank’s page as it was: it can be resumed', async ({ books }) => {
    await waiting(books);
    const { gateway } = await provider(() => ({ status: 500, body: { error: { type: 'api_error' } } }));
    await asks(books, gateway);
    expect(
      await books.sql('SELECT p.action_url, b.needs_action FROM bill b JOIN bill_payment p ON p.bill_id = b.id'),
    ).toEqual([{ action_url: BANK, needs_action: true }]);
  });

  test('back from the bank’s page: the bill is asked about at once', async ({ books }) => {
    const { gateway, world, bill } = await waiting(books);
    world.now = 'succeeded';
    const { shopId, id } = bill;
    const asked = await askAboutBill(books.database, gateway, { shopId, bill: id, now: MORNING, clearingMinutes: 240 });
    expect(acceptedOf(asked).status).toBe('paid');
  });

  test('paying another way: the charge is given up first, and the bill can be paid again', async ({ books }) => {
    const { gateway, bill } = await waiting(books);
    const { shopId, id } = bill;
    const input = { shopId, bill: id, by: IVY, now: MORNING, clearingMinutes: 240 };
    expect(acceptedOf(await giveUpCharge(books.database, gateway, input)).status).toBe('failed');
    expect(acceptedOf(await giveUpCharge(books.database, gateway, input)).status).toBe('failed');
  });

  test('paying another way, when the bank had let it through: paid, and nothing more to pay', async ({ books }) => {
    const { gateway, bill, world } = await waiting(books);
    world.now = 'succeeded';
    const { shopId, id } = bill;
    const input = { shopId, bill: id, by: IVY, now: MORNING, clearingMinutes: 240 };
    expect(acceptedOf(await giveUpCharge(books.database, gateway, input)).status).toBe('paid');
  });

  test('a charge that was never answered is not given up: it may have captured', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const { id } = await billOf(books, shopId, null);
    const silent = await provider(() => 'silence');
    await pays(books, silent.gateway, { shopId, id } as BillRow);
    const input = { shopId, bill: id, by: IVY, now: MORNING, clearingMinutes: 240 };
    expect(refusalOf(await giveUpCharge(books.database, silent.gateway, input)).code).toBe('conflict');
    expect(await billsOf(books)).toEqual(['processing 0 of 8740']);
  });

  test('another shop’s bill is not found', async ({ books }) => {
    const { bill, gateway } = await waiting(books);
    const input = { shopId: bill.shopId + 1, bill: bill.id, by: IVY, now: MORNING, clearingMinutes: 240 };
    expect(refusalOf(await giveUpCharge(books.database, gateway, input)).code).toBe('not-found');
    expect(refusalOf(await askAboutBill(books.database, gateway, input)).code).toBe('not-found');
  });
});
