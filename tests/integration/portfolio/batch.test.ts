import { describe, expect } from 'vitest';
import { askPayment } from '@/server/commands/bill-batches/ask-payment';
import { payBatch } from '@/server/commands/bill-batches/pay-batch';
import { startBatch } from '@/server/commands/bill-batches/start-batch';
import { clearBills } from '@/server/commands/bills/clear-bills';
import type { CardCharge, CardGateway, ChargeOutcome } from '@/server/gateways/card-gateway';
import { readBatch } from '@/server/queries/bill-batch';
import { test as base, type TestBooks } from '../../support/books';
import { acceptedOf, refusalOf } from '../../support/owing';
import { fleetOf, MORNING, providerOf } from '../../support/owing-shops';

/** Three shops that owe 40.00, 60.00 and 25.50, and one that does not; a batch of all four. */
interface Fleet {
  readonly ids: Readonly<Record<string, number>>;
  readonly start: (key?: string) => Promise<string>;
  readonly ask: (batch: string, asks: string, key?: string, card?: string) => ReturnType<typeof askPayment>;
  readonly carryOut: (batch: string, gateway: CardGateway) => Promise<number>;
  /** "alder failed 40.00", by shop. */
  readonly stands: (batch: string) => Promise<readonly string[]>;
}

const test = base.extend<{ readonly fleet: Fleet }>({
  fleet: async ({ books }, use) => {
    const { database } = books;
    const { sellerId, ids } = await fleetOf(books, {
      alder: { amount: '-40.00' },
      beech: { amount: '-60.00' },
      cedar: { amount: '-25.50' },
      dogwood: { amount: '30.00' },
    });
    await use({
      ids,
      start: async (key = 'form-1') => {
        const shops = Object.values(ids);
        const asked = { sellerId, shops, currency: 'USD', key, createdBy: 'ann', now: MORNING } as const;
        return (await startBatch(database, asked)).id;
      },
      ask: (batch, asks, key = 'form-1.pay', card = 'pm_1') =>
        askPayment(database, { sellerId, batch, card, asks, key, now: MORNING }),
      carryOut: (batch, gateway) => payBatch(database, gateway, { sellerId, batch, now: MORNING, clearingMinutes: 0 }),
      stands: async (batch) => {
        const read = await readBatch(database.pool, sellerId, batch);
        return (read?.items ?? []).map(({ shop, status, amount }) =>
          `${shop} ${status ?? 'no bill'} ${amount ?? ''}`.trim(),
        );
      },
    });
  },
});

const captured = ({ payment, amount }: CardCharge): ChargeOutcome => ({
  kind: 'captured',
  ref: `pi_${payment}`,
  amount,
});
const declined: ChargeOutcome = { kind: 'failed', ref: null, code: 'insufficient_funds' };

const owed = async (books: TestBooks) =>
  (await books.sql<{ text: string }>("SELECT external_id || ' ' || owed_minor AS text FROM shop ORDER BY 1")).map(
    ({ text }) => text,
  );

describe('a batch of three pay-offs', () => {
  test('makes one bill for each shop that owes, 40.00 + 60.00 + 25.50, and says why the fourth has none', async ({
    fleet,
    books,
  }) => {
    const batch = await fleet.start();
    expect(await fleet.stands(batch)).toEqual([
      'alder unpaid 40.00',
      'beech unpaid 60.00',
      'cedar unpaid 25.50',
      'dogwood no bill',
    ]);
    const [item] = await books.sql<{ refusal: string }>('SELECT refusal FROM bill_batch_item WHERE bill_id IS NULL');
    expect(item?.refusal).toBe('Your balance is not negative; there is nothing to pay.');
  });

  test('where one card is declined, two are paid, and the third says so and owes 60.00 as before', async ({
    fleet,
    books,
  }) => {
    const batch = await fleet.start();
    const provider = providerOf((charge) => (charge.shop === 'beech' ? declined : captured(charge)));
    expect(acceptedOf(await fleet.ask(batch, '125.50'))).toBe(3);
    await fleet.carryOut(batch, provider.gateway);
    await clearBills(books.database, { now: MORNING, shopId: null });
    expect(await fleet.stands(batch)).toEqual([
      'alder cleared 40.00',
      'beech failed 60.00',
      'cedar cleared 25.50',
      'dogwood no bill',
    ]);
    expect(await owed(books)).toEqual(['alder 0', 'beech 6000', 'cedar 0', 'dogwood 0']);
  });

  test('tried again with another card, charges what had failed and nothing else', async ({ fleet }) => {
    const batch = await fleet.start();
    const first = providerOf((charge) => (charge.shop === 'beech' ? declined : captured(charge)));
    await fleet.ask(batch, '125.50');
    await fleet.carryOut(batch, first.gateway);
    const second = providerOf(captured);
    expect(acceptedOf(await fleet.ask(batch, '60.00', 'form-2.pay', 'pm_2'))).toBe(1);
    await fleet.carryOut(batch, second.gateway);
    expect(second.charged).toEqual(['beech 6000 pm_2']);
    expect(await fleet.stands(batch)).toContain('beech paid 60.00');
  });

  test('sent twice, started twice and carried out three times, charges each shop once', async ({ fleet, books }) => {
    const batch = await fleet.start();
    expect(await fleet.start()).toBe(batch);
    const provider = providerOf(captured);
    expect(acceptedOf(await fleet.ask(batch, '125.50'))).toBe(3);
    expect(acceptedOf(await fleet.ask(batch, '125.50'))).toBe(0);
    await Promise.all([fleet.carryOut(batch, provider.gateway), fleet.carryOut(batch, provider.gateway)]);
    await fleet.carryOut(batch, provider.gateway);
    expect([...provider.charged].sort()).toEqual(['alder 4000 pm_1', 'beech 6000 pm_1', 'cedar 2550 pm_1']);
    expect(await books.sql('SELECT FROM bill')).toHaveLength(3);
  });

  test('broken off after the first charge, goes on with the second and third', async ({ fleet }) => {
    const batch = await fleet.start();
    await fleet.ask(batch, '125.50');
    let calls = 0;
    const breaking = providerOf((charge) => {
      calls += 1;
      if (calls > 1) throw new Error('the process is gone');
      return captured(charge);
    });
    await expect(fleet.carryOut(batch, breaking.gateway)).rejects.toThrow('2 bills');
    const provider = providerOf(captured);
    await fleet.carryOut(batch, provider.gateway);
    // Their charges may have reached the provider: they are asked about, never sent anew.
    expect(provider.charged).toEqual([]);
    expect(await fleet.stands(batch)).toEqual([
      'alder paid 40.00',
      'beech processing 60.00',
      'cedar processing 25.50',
      'dogwood no bill',
    ]);
  });

  test('is not charged for another sum than the one that was confirmed', async ({ fleet, books }) => {
    const batch = await fleet.start();
    expect(refusalOf(await fleet.ask(batch, '125.51'))).toMatchObject({ code: 'changed', field: 'asks' });
    expect(await books.sql('SELECT FROM bill_payment')).toEqual([]);
  });

  test('where sales covered 10.00 of one meanwhile, charges the others and asks that one anew', async ({
    fleet,
    books,
  }) => {
    const batch = await fleet.start();
    await books.record(
      [
        {
          type: 'adjustment.posted',
          occurredAt: '2026-03-13T08:00:00Z',
          kind: 'platform-compensation',
          amount: '10.00',
          reason: 'Sorry',
          id: 'covers',
        },
      ],
      { shop: 'alder' },
    );
    await fleet.ask(batch, '125.50');
    await books.close('2026-03-13', 'alder');
    const provider = providerOf(captured);
    await fleet.carryOut(batch, provider.gateway);
    expect([...provider.charged].sort()).toEqual(['beech 6000 pm_1', 'cedar 2550 pm_1']);
    expect(await fleet.stands(batch)).toContain('alder unpaid 30.00');
  });

  test('with a card that is not the seller’s, charges nobody and says so', async ({ fleet, books }) => {
    const batch = await fleet.start();
    await fleet.ask(batch, '125.50', 'form-1.pay', 'pm_foreign');
    const provider = providerOf(captured);
    await fleet.carryOut(batch, provider.gateway);
    expect(provider.charged).toEqual([]);
    const [item] = await books.sql<{ refusal: string }>(
      'SELECT refusal FROM bill_batch_item WHERE done_attempt = 1 LIMIT 1',
    );
    expect(item?.refusal).toContain('not one of your saved cards');
  });
});
