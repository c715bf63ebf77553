import { describe, expect } from 'vitest';
import { plainDate } from '@/domain/calendar/plain-date';
import { minor } from '@/domain/money/money';
import { reverseBillPayment } from '@/server/commands/bills/reverse-bill-payment';
import { reconcileDays, reconcileDueDays } from '@/server/commands/reconciliation/reconcile-day';
import type { BillRow } from '@/server/repositories/bills';
import { IVY } from '../../support/ivy';
import { MORNING } from '../../support/owing';
import { shopsThatOwe, test } from '../../support/payments';
import { layLine, passOn } from '../../support/payments-proxy';
import {
  atATime,
  capturesUnheard,
  differencesOf,
  paidBill,
  providerForgets,
  providerSays,
  reconcileSince,
  refOf,
  sideOf,
  tellingNobody,
  today,
} from './support';

/** Amounts of bills, each its own: 10.01, 10.02, ... */
const amounts = (count: number): readonly bigint[] => Array.from({ length: count }, (_, index) => BigInt(1001 + index));

describe('1,000 card payments beside the provider', { timeout: 240_000 }, () => {
  test('the planted differences are found, and nothing else: 6 lost, 5 double, 4 of another amount, 3 only ours', async ({
    books,
    provider,
  }) => {
    const day = today();
    const shops = await shopsThatOwe(books, provider, Array<bigint>(10).fill(2_000_000n));
    const paid: BillRow[] = [];
    await tellingNobody(books, provider, async (gateway) => {
      const bills = await atATime(shops, 10, async (shopId) => {
        const ofShop: BillRow[] = [];
        for (const cents of amounts(100)) ofShop.push(await paidBill(books, { gateway }, shopId, cents));
        return ofShop;
      });
      paid.push(...bills.flat());
    });
    expect(paid).toHaveLength(1000);

    const [first] = await books.sql<{ shop: string }>('SELECT external_id AS shop FROM shop WHERE id = $1', [shops[0]]);
    const shop = first?.shop ?? '';
    for (const no of [61, 62, 63, 64, 65, 66])
      await capturesUnheard(provider, BigInt(no), { payment: `pay_LOST${no}`, bill: `bil_LOST${no}`, shop });
    for (const bill of paid.slice(0, 5))
      await capturesUnheard(provider, bill.amount, { payment: `pay_AGAIN${bill.id}`, bill: bill.id, shop });
    for (const bill of paid.slice(5, 9)) await providerSays(books, await refOf(books, bill), bill.amount + 100n);
    for (const bill of paid.slice(9, 12)) await providerForgets(books, await refOf(books, bill));

    const days = await reconcileSince(books, provider.gateway, day);
    const expected = [
      ...[61, 62, 63, 64, 65, 66].map((cents) => `lost captured ${cents}/0`),
      ...paid.slice(0, 5).map(({ amount }) => `double captured ${amount}/0`),
      ...paid.slice(5, 9).map(({ amount }) => `other-amount captured ${amount + 100n}/${amount}`),
      ...paid.slice(9, 12).map(({ amount }) => `only-ours captured 0/${amount}`),
    ];
    expect(differencesOf(days)).toEqual(expected.sort());
    // 1,000 less 3, and 11 that we never heard of: eleven pages.
    expect(sideOf(days, 'provider').reduce((sum, { entries }) => sum + entries, 0)).toBe(1008);
  });
});

describe('A day at the provider', { timeout: 120_000 }, () => {
  test('where both sides agree it is zero, with both sums', async ({ books, provider }) => {
    const day = today();
    const [shopId = 0] = await shopsThatOwe(books, provider, [50_000n]);
    await paidBill(books, provider, shopId, 1001n);
    await paidBill(books, provider, shopId, 1002n);
    expect(differencesOf(await reconcileSince(books, provider.gateway, day))).toEqual([]);
    const [total] = await books.sql<{ theirs: bigint; ours: bigint }>(
      `SELECT sum(theirs_minor)::bigint AS theirs, sum(ours_minor)::bigint AS ours FROM reconciliation_total WHERE flow = 'captured'`,
    );
    expect(total).toEqual({ theirs: 2003n, ours: 2003n });
  });

  test('it settles 10.01 USD as 9.21 EUR: the payment is compared in its own currency, and is zero', async ({
    books,
    provider,
  }) => {
    const day = today();
    const [shopId = 0] = await shopsThatOwe(books, provider, [50_000n]);
    await paidBill(books, provider, shopId, 1001n);
    await books.sql(
      `UPDATE stripe_simulator.object SET data = data || '{"amount": 921, "currency": "eur"}' WHERE kind = 'balance_transaction'`,
    );
    expect(differencesOf(await reconcileSince(books, provider.gateway, day))).toEqual([]);
  });

  test('a refund that we never reversed, and a reversal that the provider knows nothing of', async ({
    books,
    provider,
  }) => {
    const day = today();
    const [shopId = 0] = await shopsThatOwe(books, provider, [50_000n]);
    const [refunded, reversed] = [
      await paidBill(books, provider, shopId, 1001n),
      await paidBill(books, provider, shopId, 1002n),
    ];
    await provider.stripe.refunds.create({ payment_intent: await refOf(books, refunded) });
    const invented = {
      ref: await refOf(books, reversed),
      amount: minor(1002n),
      reason: 'refund',
      id: 're_none',
    } as const;
    await reverseBillPayment(books.database, { ...invented, now: MORNING });
    expect(differencesOf(await reconcileSince(books, provider.gateway, day))).toEqual([
      'lost refunded 1001/0',
      'only-ours refunded 0/1002',
    ]);
  });

  test('captures and refunds without a payment behind them, of two shops under the same ids: 50.00 captured and 5.00 refunded of each, only ours', async ({
    books,
    provider,
  }) => {
    const refunded = { type: 'bill.reversed', bill: 'bill-1', amount: '5.00', reason: 'refund' } as const;
    const told = [...IVY, { ...refunded, occurredAt: '2026-03-14T10:00:00-08:00' }];
    for (const shop of ['ivy', 'ivy-two']) await books.record(told, { shop });
    const recorded = plainDate('2026-01-01');
    const days = await reconcileDays(books.database, provider.gateway, {
      from: recorded,
      through: recorded,
      by: null,
    });
    expect(differencesOf(days)).toEqual([
      ...Array<string>(2).fill('only-ours captured 0/5000'),
      ...Array<string>(2).fill('only-ours refunded 0/500'),
    ]);
    const keys = sideOf(days, 'provider').flatMap(({ differences }) => differences.map(({ key }) => key));
    expect(new Set(keys).size).toBe(4);
  });

  test('a refund that we reversed is no difference, and the next run says so', async ({ books, provider }) => {
    const day = today();
    const [shopId = 0] = await shopsThatOwe(books, provider, [50_000n]);
    const ref = await refOf(books, await paidBill(books, provider, shopId, 1001n));
    const { id } = await provider.stripe.refunds.create({ payment_intent: ref });
    expect(differencesOf(await reconcileSince(books, provider.gateway, day))).toEqual(['lost refunded 1001/0']);
    await reverseBillPayment(books.database, { ref, amount: minor(1001n), reason: 'refund', id, now: MORNING });
    expect(differencesOf(await reconcileSince(books, provider.gateway, day))).toEqual([]);
    const kept = await books.sql('SELECT 1 FROM reconciliation_item');
    expect(kept, 'what the first run found stays').toHaveLength(1);
  });

  test('a dispute that took the money is a difference until it is reversed', async ({ books, provider }) => {
    const day = today();
    const [shopId = 0] = await shopsThatOwe(books, provider, [50_000n]);
    const ref = await refOf(books, await paidBill(books, provider, shopId, 1001n));
    const intent = await provider.stripe.paymentIntents.retrieve(ref);
    await fetch(`${provider.origin}/_simulator/disputes`, {
      method: 'POST',
      body: new URLSearchParams({ charge: String(intent.latest_charge) }),
    });
    expect(differencesOf(await reconcileSince(books, provider.gateway, day))).toEqual(['lost disputed 1001/0']);
    const { data } = await provider.stripe.disputes.list({ payment_intent: ref });
    const id = data[0]?.id ?? '';
    await reverseBillPayment(books.database, { ref, amount: minor(1001n), reason: 'dispute', id, now: MORNING });
    expect(differencesOf(await reconcileSince(books, provider.gateway, day))).toEqual([]);
  });

  test('a provider that falls silent in the middle: the run has failed, is not zero, and is made again', async ({
    books,
    provider,
  }) => {
    const day = today();
    for (let no = 0; no < 120; no += 20)
      await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          capturesUnheard(provider, BigInt(100 + no + index), {
            payment: `pay_${no + index}`,
            bill: 'b',
            shop: 'none',
          }),
        ),
      );
    const line = await layLine(provider.origin, (passage) =>
      passage.path.includes('starting_after') ? Promise.resolve(passage.cut()) : passOn(passage),
    );
    const days = await reconcileSince(books, provider.gatewayBy(line.origin, 2000), day);
    await line.stop();
    expect(sideOf(days, 'provider')).toMatchObject([{ status: 'failed', entries: 0, differences: [] }]);
    expect(await books.sql('SELECT 1 FROM reconciliation_total')).toEqual([]);
    const again = await reconcileSince(books, provider.gateway, day);
    expect(sideOf(again, 'provider')).toMatchObject([{ status: 'done', entries: 120 }]);
  });

  test('the nightly sweep looks at each day once, and again only where it failed or differed', async ({
    books,
    provider,
  }) => {
    const first = await reconcileDueDays(books.database, provider.gateway, MORNING);
    expect([first, await reconcileDueDays(books.database, provider.gateway, MORNING)]).toEqual([60, 0]);
    await books.sql(
      `INSERT INTO reconciliation_run (day, side, status, started_at, finished_at, error)
       SELECT max(day), 'provider', 'failed', now() - interval '1 hour', now(), 'silent' FROM reconciliation_run WHERE side = 'provider'`,
    );
    expect(await reconcileDueDays(books.database, provider.gateway, MORNING)).toBe(1);
  });
});
