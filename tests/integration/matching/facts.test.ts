import { describe, expect } from 'vitest';
import { dismissFact } from '@/server/commands/matching/dismiss-fact';
import { listDismissedFacts, listFlaggedFacts } from '@/server/queries/ops/matching-facts';
import { type TestBooks, test } from '../../support/books';
import { ivyOpens } from '../../support/ivy';
import { OTIS } from '../../support/ops-people';
import { acceptedOf, MORNING, refusalOf } from '../../support/owing';

const placed = {
  ...{ id: 'placed', type: 'order.placed', occurredAt: '2026-03-07T10:00:00Z', order: 'A' },
  ...{ shipBy: '2026-03-09T10:00:00Z', shipping: 'ship-by-seller' },
  lines: [{ sku: 'cup', name: 'Cup', quantity: 1, amount: '20.00' }],
};
const delivered = { id: 'delivered', type: 'order.delivered', occurredAt: '2026-03-08T10:00:00Z', order: 'A' };
const refund = (id: string, amount: string) => ({
  ...{ id, type: 'order.refunded', occurredAt: '2026-03-06T10:00:00Z', order: 'A', refund: id, fault: 'seller' },
  lines: [{ sku: 'cup', quantity: 1, amount }],
});

/** What ops are told of, as "fact: flag". */
async function told(books: TestBooks): Promise<readonly string[]> {
  const { facts } = await listFlaggedFacts(books.database.pool, { flag: undefined, after: undefined });
  return facts.map(({ id, flag }) => `${id}: ${flag}`);
}

describe('Facts that ops are told of', () => {
  test('a delivery waits for its order, and is off the list when it arrives (R2.3)', async ({ books }) => {
    await books.record([...ivyOpens(), delivered]);
    expect(await told(books)).toEqual(['delivered: waiting']);
    await books.record([placed]);
    expect(await told(books)).toEqual([]);
  });

  test('refunds of 15.00 and 10.00 waited for an order over 20.00: the second has no effect (R2.5)', async ({
    books,
  }) => {
    await books.record([...ivyOpens(), refund('r1', '15.00'), refund('r2', '10.00')]);
    await books.record([placed]);
    expect(await told(books)).toEqual(['r2: without-effect']);
    const { facts } = await listFlaggedFacts(books.database.pool, { flag: 'without-effect', after: undefined });
    expect(facts).toMatchObject([{ amount: '10.00', order: 'A', currency: 'USD' }]);
  });

  test('a batch that is refused flags nothing', async ({ books }) => {
    await books.record([...ivyOpens(), placed]);
    const result = await books.record([
      { ...delivered, order: 'B' },
      { ...placed, id: 'again' },
    ]);
    expect([result.accepted, await told(books)]).toEqual([0, []]);
  });

  test('an unknown kind stays until it is dismissed (R3.3)', async ({ books }) => {
    const fee = { id: 'fee', type: 'adjustment.posted', occurredAt: '2026-03-06T10:00:00Z', kind: 'mystery-fee' };
    await books.record([...ivyOpens(), { ...fee, amount: '-3.00', reason: 'x' }]);
    expect(await told(books)).toEqual(['fee: unknown-kind']);
  });
});

describe('Dismissing a fact', () => {
  /** A delivery that waits, and what dismissing it is asked with. */
  async function waiting(books: TestBooks) {
    await books.record([...ivyOpens(), delivered]);
    const { facts } = await listFlaggedFacts(books.database.pool, { flag: undefined, after: undefined });
    const { shopNo: shopId = 0, no = 0 } = facts[0] ?? {};
    return { shopId, no, flag: 'waiting', reason: 'Never ours', by: OTIS, now: MORNING } as const;
  }

  test('takes it off the list, and keeps who and why', async ({ books }) => {
    const input = await waiting(books);
    acceptedOf(await dismissFact(books.database, input));
    acceptedOf(await dismissFact(books.database, input));
    expect(await told(books)).toEqual([]);
    expect((await listDismissedFacts(books.database.pool, undefined)).facts).toMatchObject([
      { id: 'delivered', dismissed: { byName: 'Otis Reed', reason: 'Never ours' } },
    ]);
  });

  test('has no effect on the books: its order arrives after all, and it is delivered', async ({ books }) => {
    acceptedOf(await dismissFact(books.database, await waiting(books)));
    await books.record([placed]);
    await books.close('2026-03-12');
    expect((await books.show()).ivy?.balance).toMatchObject({ onHold: '18.80' });
  });

  test('is refused once its order has arrived', async ({ books }) => {
    const input = await waiting(books);
    await books.record([placed]);
    expect(refusalOf(await dismissFact(books.database, input))).toMatchObject({ field: 'fact' });
  });

  test('is never taken back: the record is append-only', async ({ books }) => {
    acceptedOf(await dismissFact(books.database, await waiting(books)));
    await expect(books.sql('DELETE FROM fact_dismissal')).rejects.toThrow();
  });
});
