import { describe, expect } from 'vitest';
import { factSchemas } from '@/contracts/fact-schemas';
import { opsFactsSearchSchema } from '@/contracts/ops-shop';
import { leftOutParams } from '@/contracts/search-params';
import { FACT_TYPES } from '@/domain/fact/fact';
import { matchByHand } from '@/server/commands/matching/decide-bank-line';
import { readFactsBehind } from '@/server/queries/ops/order-facts';
import { listAwaitedFacts, listFacts } from '@/server/queries/ops/shop';
import { readLines } from '@/server/queries/statement-lines';
import { type TestBooks, test } from '../../support/books';
import { IVY, ivySale } from '../../support/ivy';
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
  const { rows } = await listFacts(books.database.pool, shop?.id ?? 0, { q: order });
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
    const { rows } = await listFacts(books.database.pool, shopId, {});
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

/** The facts of the first shop under filters as an address gives them, as "order.placed fact-0002". */
async function factsUnder(books: TestBooks, given: Record<string, string>): Promise<readonly string[]> {
  const { rows } = await listFacts(books.database.pool, 1, opsFactsSearchSchema.parse(given));
  return rows.map(({ type, id }) => `${type} ${id}`);
}

describe('The facts of a shop are found', () => {
  /** Ivy on 12 March, with 37.40 posted that day for order A and 5.00 of 13 March, a day that is not closed. */
  async function ivyWithAdjustments(books: TestBooks): Promise<void> {
    await books.record([
      ...IVY,
      { ...adjusted('2026-03-12', '37.40', 'other-adjustment', { order: 'A' }), id: 'for-a' },
      { ...adjusted('2026-03-13', '5.00', 'other-adjustment', { order: 'A' }), id: 'for-a-later' },
    ]);
    await books.close('2026-03-12');
  }

  test('by their order, as it is written or in small letters: A was placed, shipped, delivered and refunded, and two adjustments name it', async ({
    books,
  }) => {
    await ivyWithAdjustments(books);
    const found = await factsUnder(books, { q: 'A' });
    expect(found.map((text) => text.split(' ')[0])).toEqual([
      ...['adjustment.posted', 'adjustment.posted'],
      ...['order.refunded', 'order.delivered', 'order.shipped', 'order.placed'],
    ]);
    expect(found.slice(0, 2)).toEqual(['adjustment.posted for-a-later', 'adjustment.posted for-a']);
    expect(await factsUnder(books, { q: ' a ' })).toEqual(found);
  });

  test('by an order in small letters where there is one: that of the same name in capitals is left out', async ({
    books,
  }) => {
    await books.record([
      ...IVY,
      ...ivySale('a', '12.00', '2026-03-05', '2026-03-09').map((wire, at) => ({ ...wire, id: `small-${at}` })),
    ]);
    expect(await factsUnder(books, { q: 'a' })).toEqual([
      'order.delivered small-2',
      'order.shipped small-1',
      'order.placed small-0',
    ]);
  });

  test('by their own id: the adjustment of 37.40 alone; by a part of it or of an order, none', async ({ books }) => {
    await ivyWithAdjustments(books);
    expect(await factsUnder(books, { q: 'for-a' })).toEqual(['adjustment.posted for-a']);
    expect(await factsUnder(books, { q: 'for-' })).toEqual([]);
    expect(await factsUnder(books, { q: 'A', type: 'bill.cleared' })).toEqual([]);
  });

  test('by their type and the days on which they take effect: on 12 March the refund, 37.40 and a payout’s arrival, on 13 March the bill and 5.00', async ({
    books,
  }) => {
    await ivyWithAdjustments(books);
    const types = async (given: Record<string, string>) =>
      (await factsUnder(books, given)).map((text) => text.split(' ')[0]);
    expect(await types({ type: 'order.refunded' })).toEqual(['order.refunded']);
    expect(await types({ from: '2026-03-12', to: '2026-03-12' })).toEqual([
      'payout.paid',
      'adjustment.posted',
      'order.refunded',
    ]);
    expect(await types({ from: '2026-03-13' })).toEqual(['bill.cleared', 'bill.captured', 'adjustment.posted']);
    expect(await types({ type: 'adjustment.posted', to: '2026-03-12' })).toEqual(['adjustment.posted']);
    expect(await types({ from: '2026-03-13', to: '2026-03-12' })).toEqual([]);
  });

  test('by pages under a filter: 40 charges on order B are 30 and 10, none lost or told twice', async ({ books }) => {
    const charges = Array.from({ length: 40 }, (_, at) => ({
      ...{ type: 'order.charged', occurredAt: '2026-03-10T10:00:00Z', order: 'B', kind: 'packaging', amount: '0.10' },
      id: `charge-${at + 10}`,
    }));
    await books.record([...IVY, ...charges]);
    const asked = opsFactsSearchSchema.parse({ q: 'b', type: 'order.charged', from: '2026-03-10' });
    const first = await listFacts(books.database.pool, 1, asked);
    const second = await listFacts(books.database.pool, 1, { ...asked, before: first.older ?? 0 });
    expect([first.rows.length, second.rows.length, second.older]).toEqual([30, 10, null]);
    const ids = [...first.rows, ...second.rows].map(({ id }) => id);
    expect(ids).toEqual(charges.map(({ id }) => id).toReversed());
  });

  test('by every type that the books know', () => {
    expect(FACT_TYPES.toSorted()).toEqual(Object.keys(factSchemas).toSorted());
  });

  test('and a filter that cannot be read is named, with what would be', () => {
    const unread = leftOutParams(opsFactsSearchSchema, { type: 'order.lost', to: 'yesterday', q: 'A' });
    expect(unread.map(({ name, cure }) => `${name}: ${cure}`)).toEqual([
      'type: choose it among the filters',
      'to: give a day such as 2026-03-11',
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
