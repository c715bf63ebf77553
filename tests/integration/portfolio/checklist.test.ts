import { describe, expect } from 'vitest';
import { CHECK_ITEMS } from '@/domain/checklist/checklist';
import { type CheckShopsInput, checkShops } from '@/server/commands/checklist/check-shops';
import { saveView } from '@/server/commands/views/save-view';
import { listChecks, readChecklist } from '@/server/queries/checklist';
import { selectViews } from '@/server/repositories/saved-views';
import { type TestBooks, test } from '../../support/books';
import { acceptedOf } from '../../support/owing';
import { fleetOf, MORNING } from '../../support/owing-shops';

const ANN = { person: { key: 'ann', name: 'Ann Low' } };

async function fleet(books: TestBooks) {
  const { ids, sellerId } = await fleetOf(books, { alder: { amount: '30.00' }, beech: { amount: '-40.00' } });
  const shops = Object.values(ids);
  const check = (input: Partial<CheckShopsInput> = {}) =>
    checkShops(books.database, { shops, items: 'open', deed: 'checked', note: '', by: ANN, now: MORNING, ...input });
  const read = async (shop: string) => {
    const list = await readChecklist(books.database.pool, ids[shop] ?? 0, { now: MORNING, seesMoney: true });
    return Object.fromEntries(
      (list?.rows ?? []).map(({ item, finding, isDone }) => [item, `${finding}${isDone ? ' done' : ''}`]),
    );
  };
  return { ids, sellerId, shops, check, read };
}

describe('the daily checklist', () => {
  test('is answered from the books where they hold it, and left to the person where they do not', async ({ books }) => {
    const { read } = await fleet(books);
    expect(await read('beech')).toEqual({
      activity: 'attention',
      balance: 'attention',
      'review-complaints': 'none',
      'response-rate': 'none',
      'pending-orders': 'ok done',
      'ip-warnings': 'none',
      'account-security': 'none',
      disputes: 'ok done',
      'reserve-level': 'ok done',
    });
    expect(await read('alder')).toMatchObject({ balance: 'ok done' });
  });

  test('marked for two shops at once, keeps a row for each that was left; marked again, nothing', async ({ books }) => {
    const { check, read } = await fleet(books);
    expect(await check()).toEqual({ shops: 2, rows: 11 });
    expect(await check()).toEqual({ shops: 0, rows: 0 });
    expect(Object.values(await read('beech')).every((text) => text.endsWith('done'))).toBe(true);
  });

  test('keeps who, when, the note and what the books said; what is opened again stays on record', async ({ books }) => {
    const { ids, check, read } = await fleet(books);
    const shops = [ids.beech ?? 0];
    await check({ shops, items: ['balance'], note: 'Paying on Friday' });
    await check({ shops, items: ['balance'], deed: 'reopened' });
    expect((await read('beech')).balance).toBe('attention');
    const { entries } = await listChecks(books.database.pool, ids.beech ?? 0, {});
    expect(entries.map(({ deed, finding, note, byName, day }) => [deed, finding, note, byName, day])).toEqual([
      ['reopened', 'attention', '', 'Ann Low', '2026-03-13'],
      ['checked', 'attention', 'Paying on Friday', 'Ann Low', '2026-03-13'],
    ]);
  });

  test('asks anew on the next day, but for account security, which counts for seven', async ({ books }) => {
    const { ids, check, read } = await fleet(books);
    await check({ items: CHECK_ITEMS });
    await books.close('2026-03-13', 'beech');
    const later = { now: '2026-03-14T10:00:00.000Z' as typeof MORNING, seesMoney: true };
    const list = await readChecklist(books.database.pool, ids.beech ?? 0, later);
    const done = (list?.rows ?? []).filter(({ isDone, finding }) => isDone && finding !== 'ok').map(({ item }) => item);
    expect(done).toEqual(['account-security']);
    expect((await read('alder'))['ip-warnings']).toBe('none done');
  });
});

const order = (id: string) => ({
  ...{ type: 'order.placed', occurredAt: '2026-03-12T10:00:00Z', order: id, shipBy: '2026-03-13T08:00:00Z' },
  ...{
    shipping: 'ship-by-seller',
    lines: [{ sku: 'cup', name: 'Cup', quantity: 1, amount: '12.00' }],
    id: `${id}-placed`,
  },
});
const happened = (id: string, type: string, extra: object = {}) => ({
  ...{ type, occurredAt: '2026-03-12T11:00:00Z', order: id, id: `${id}-${type}` },
  ...extra,
});

describe('orders that wait to be shipped', () => {
  test('are kept as facts arrive, in one file or several, and before their order too', async ({ books }) => {
    await fleet(books);
    const inAlder = { shop: 'alder' };
    await books.record([order('A'), order('B'), happened('B', 'order.shipped')], inAlder);
    await books.record([happened('C', 'order.shipped')], inAlder);
    await books.record([order('C'), order('D')], inAlder);
    await books.record([happened('D', 'order.cancelled', { fault: 'buyer' })], inAlder);
    expect(await books.sql('SELECT order_id FROM pending_order ORDER BY 1')).toEqual([{ order_id: 'A' }]);
  });

  test('past their day make the row of the checklist ask for it', async ({ books }) => {
    const { read } = await fleet(books);
    await books.record([order('A')], { shop: 'alder' });
    expect((await read('alder'))['pending-orders']).toBe('attention');
  });
});

describe('saved views', () => {
  test('are a person’s own; a name that is taken gets the new filters', async ({ books }) => {
    const { sellerId } = await fleet(books);
    const ann = { sellerId, person: 'ann' };
    acceptedOf(await saveView(books.database, ann, { name: 'Owing', query: 'view=owing' }));
    acceptedOf(await saveView(books.database, ann, { name: 'Owing', query: 'view=owing&currency=USD' }));
    expect(await selectViews(books.database.pool, ann)).toMatchObject([
      { name: 'Owing', query: 'view=owing&currency=USD' },
    ]);
    expect(await selectViews(books.database.pool, { sellerId, person: 'ben' })).toEqual([]);
  });
});
