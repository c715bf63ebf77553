import { describe, expect } from 'vitest';
import { matchByHand } from '@/server/commands/matching/decide-bank-line';
import { listAwaitedFacts, listFacts } from '@/server/queries/ops/shop';
import { type TestBooks, test } from '../../support/books';
import { IVY } from '../../support/ivy';
import { OTIS } from '../../support/ops-people';
import { acceptedOf, billOf, ivyOwes, MORNING } from '../../support/owing';
import { arrives } from '../matching/support';

/** The statements of the lines that each fact of an order is in, by the fact's type, as "type: 12, 13". */
async function statementsOf(books: TestBooks, order: string): Promise<readonly string[]> {
  await books.record(IVY);
  // Long enough that what was withheld is released: no fact made that line.
  await books.close('2026-04-08');
  const [shop] = await books.sql<{ id: number }>("SELECT id FROM shop WHERE external_id = 'ivy'");
  const { rows } = await listFacts(books.database.pool, shop?.id ?? 0, { q: order, before: undefined });
  return rows.map(({ type, lines }) => `${type}: ${[...new Set(lines.map(({ statement }) => statement))].join(', ')}`);
}

describe('A fact beside its lines', () => {
  test('of an order that settled: each fact until then is in the settled line, the refund in its own', async ({
    books,
  }) => {
    const found = await statementsOf(books, 'A');
    expect(found.toSorted()).toEqual([
      'order.delivered: 1',
      'order.placed: 1',
      'order.refunded: 2',
      'order.shipped: 1',
    ]);
  });
});

describe('What is not in the books before the next close', () => {
  test('a card payment of 13 March while 12 March is closed, and no sale of the day; once 13 March is closed, nothing', async ({
    books,
  }) => {
    await books.record(IVY);
    await books.close('2026-03-12');
    const [shop] = await books.sql<{ id: number }>("SELECT id FROM shop WHERE external_id = 'ivy'");
    const awaited = () => listAwaitedFacts(books.database.pool, shop?.id ?? 0);
    expect(await awaited()).toMatchObject({
      facts: [{ type: 'bill.cleared', effectiveOn: '2026-03-13', amount: '50.00' }],
      moreCount: 0,
    });
    await books.close('2026-03-13');
    expect(await awaited()).toEqual({ facts: [], moreCount: 0 });
  });

  test('not a transfer of 50.00 that was booked by hand this morning: it has its statement already (R8.3)', async ({
    books,
  }) => {
    const { shopId } = await ivyOwes(books);
    const { id: bill } = await billOf(books, shopId, 5000n);
    const line = await arrives(books, 5000n);
    acceptedOf(await matchByHand(books.database, { line, shopId, bill, reason: '', by: OTIS, now: MORNING }));
    expect(await listAwaitedFacts(books.database.pool, shopId)).toEqual({ facts: [], moreCount: 0 });
  });
});
