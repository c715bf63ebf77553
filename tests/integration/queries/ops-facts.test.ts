import { describe, expect } from 'vitest';
import { matchByHand } from '@/server/commands/matching/decide-bank-line';
import { readFactsBehind } from '@/server/queries/ops/order-facts';
import { listAwaitedFacts, listFacts } from '@/server/queries/ops/shop';
import { readLines } from '@/server/queries/statement-lines';
import { type TestBooks, test } from '../../support/books';
import { IVY } from '../../support/ivy';
import { OTIS } from '../../support/ops-people';
import { acceptedOf, billOf, ivyOwes, MORNING } from '../../support/owing';
import { adjusted } from '../../support/story';
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

describe('An adjustment of 37.40 that names an order', () => {
  /** Posted on 12 March for order A, which is then closed. */
  async function closedWithIt(books: TestBooks) {
    await books.record([
      ...IVY,
      { ...adjusted('2026-03-12', '37.40', 'other-adjustment', { order: 'A' }), id: 'for-a' },
    ]);
    await books.close('2026-03-12');
    const [shop] = await books.sql<{ id: number }>("SELECT id FROM shop WHERE external_id = 'ivy'");
    return shop?.id ?? 0;
  }

  test('is in its line, though it is not about the order (R3.5): 37.40, once', async ({ books }) => {
    const shopId = await closedWithIt(books);
    const { rows } = await listFacts(books.database.pool, shopId, { q: undefined, before: undefined });
    const lines = rows.find(({ id }) => id === 'for-a')?.lines;
    expect(lines?.map(({ event, amount }) => `${event} ${amount}`)).toEqual(['adjustment 37.40']);
  });

  test('stands among the facts behind the lines of its order, once', async ({ books }) => {
    const shopId = await closedWithIt(books);
    const [statement] = await books.sql<{ no: number }>(
      'SELECT statement_no AS no FROM line WHERE fact_no = (SELECT no FROM fact WHERE id = $1)',
      ['for-a'],
    );
    const page = await readLines(books.database.pool, { id: shopId }, { no: statement?.no ?? 0, rowCount: 50 }, {});
    const factsOf = await readFactsBehind(books.database.pool, shopId, page);
    expect(factsOf('A').filter(({ id }) => id === 'for-a')).toHaveLength(1);
    expect(factsOf('A').map(({ type }) => type)).toContain('order.delivered');
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
