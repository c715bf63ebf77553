import { describe, expect } from 'vitest';
import { listAwaitedFacts, listFacts } from '@/server/queries/ops/shop';
import { type TestBooks, test } from '../../support/books';
import { IVY } from '../../support/ivy';

/** The statements of the lines that each fact of an order is in, by the fact's type, as "type: 12, 13". */
async function statementsOf(books: TestBooks, order: string): Promise<readonly string[]> {
  await books.record(IVY);
  await books.close('2026-03-13');
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
    expect((await awaited()).map(({ type, effectiveOn }) => `${type} ${effectiveOn}`)).toEqual([
      'bill.cleared 2026-03-13',
      'bill.captured 2026-03-13',
    ]);
    await books.close('2026-03-13');
    expect(await awaited()).toEqual([]);
  });
});
