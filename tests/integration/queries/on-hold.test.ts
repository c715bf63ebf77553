import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, plainDate } from '@/domain/calendar/plain-date';
import { closeDays } from '@/server/commands/close-day';
import { connectDatabase, type Database } from '@/server/db/database';
import { eachOnHold, listOnHold, readOnHoldDays, readOnHoldFigure } from '@/server/queries/on-hold';
import { listUndelivered } from '@/server/queries/on-hold-undelivered';
import { recordWires } from '../../support/books';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import type { WireFact } from '../../support/facts';
import { IVY } from '../../support/ivy';
import { IVY_SHOP } from '../../support/ivy-shop';

const at = (day: string) => `${day}T10:00:00Z`;

function placed(order: string, day: string, amount: string): WireFact {
  return {
    type: 'order.placed',
    occurredAt: at(day),
    order,
    shipBy: at(addDays(plainDate(day), 3)),
    shipping: 'ship-by-seller',
    lines: [{ sku: 'pitcher', name: 'Pitcher', quantity: 1, amount }],
  };
}

/** D was delivered on 3 March and is disputed; U is shipped, V cancelled, W delivered today; 25 small orders settle on 20 March. */
const MORE: readonly WireFact[] = [
  placed('D', '2026-02-28', '10.00'),
  { type: 'order.delivered', occurredAt: at('2026-03-03'), order: 'D' },
  { type: 'dispute.opened', occurredAt: at('2026-03-05'), order: 'D', dispute: 'dp-1', amount: '10.00' },
  placed('U', '2026-03-10', '42.00'),
  { type: 'order.shipped', occurredAt: at('2026-03-11'), order: 'U' },
  { type: 'order.delivered', occurredAt: at('2026-03-16'), order: 'U' },
  placed('V', '2026-03-11', '5.00'),
  { type: 'order.cancelled', occurredAt: at('2026-03-12'), order: 'V', fault: 'buyer' },
  placed('W', '2026-03-11', '8.00'),
  { type: 'order.delivered', occurredAt: '2026-03-14T08:00:00Z', order: 'W' },
  ...Array.from({ length: 25 }, (_, index) => `S-1${String(index).padStart(2, '0')}`).flatMap((order) => [
    placed(order, '2026-03-10', '1.00'),
    { type: 'order.delivered', occurredAt: at('2026-03-12'), order },
  ]),
];

describe('what Ivy has on hold on 14 March', () => {
  let home: TestDatabase;
  let database: Database;
  const shop = IVY_SHOP;

  beforeAll(async () => {
    home = await createTestDatabase();
    database = connectDatabase(home.url, 4);
    const recorded = await recordWires(database, [...IVY, ...MORE]);
    expect(recorded.refused).toEqual([]);
    expect((await listOnHold(database, shop, {})).rows).toEqual([]);
    expect((await readOnHoldDays(database, shop)).days).toEqual([]);
    await closeDays(database, { through: plainDate('2026-03-13') });
  });

  afterAll(async () => {
    await database.close();
    await home.drop();
  });

  it('sums by day to the figure that the closes kept: 56.40 + 25 × 0.94 + 9.40 = 89.30', async () => {
    expect(await readOnHoldDays(database, shop)).toEqual({
      days: [
        { day: '2026-03-17', count: 1, amount: '56.40' },
        { day: '2026-03-20', count: 25, amount: '23.50' },
        { day: null, count: 1, amount: '9.40' },
      ],
      sum: '89.30',
      sumCount: 27,
      kept: '89.30',
      keptCount: 27,
    });
    expect(await readOnHoldFigure(database.pool, shop.id)).toEqual({ amount: '89.30', count: 27 });
  });

  it('lists by the day of settlement in pages of 20, each order once', async () => {
    const first = await listOnHold(database, shop, {});
    expect(
      first.rows
        .slice(0, 3)
        .map((row) => [row.order, row.settlesOn, row.disputes.map(({ dispute }) => dispute).join()]),
    ).toEqual([
      ['D', '2026-03-11', 'dp-1'],
      ['B', '2026-03-17', ''],
      ['S-100', '2026-03-20', ''],
    ]);
    expect(first.next).toEqual({ day: '2026-03-20', order: 'S-117' });
    const second = await listOnHold(database, shop, { after: first.next ?? undefined });
    expect(second.rows[0]?.order).toBe('S-118');
    expect(second.next).toBeNull();
    expect(first.rows.length + second.rows.length).toBe(27);
  });

  it('explains B: 60.00 − 6 % × 60.00 = 56.40, eight days after delivery', async () => {
    const { opened } = await listOnHold(database, shop, { q: 'S-12', open: 'B' });
    expect(opened).toMatchObject({ amount: '56.40', settlementDays: 8, tier: 'standard', products: ['Pour-over set'] });
    expect(opened?.components.map(({ amount, basisText }) => [amount, basisText])).toEqual([
      ['60.00', null],
      ['-3.60', '6 % × 60.00 = 3.60'],
    ]);
  });

  it.each([
    ['an id', 'B', ['B']],
    ['the first four letters', 'S-12', ['S-120', 'S-121', 'S-122', 'S-123', 'S-124']],
    ['fewer letters', 'S-1', []],
    ['an order that has settled', 'A', []],
    ['a text that SQL would take for more', "B' OR true --", []],
  ])('is searched by %s', async (_title, q, orders) => {
    expect((await listOnHold(database, shop, { q })).rows.map((row) => row.order)).toEqual(orders);
  });

  it('opens nothing that settled, is not delivered or is another shop’s', async () => {
    for (const open of ['A', 'U', 'nobody']) expect((await listOnHold(database, shop, { open })).opened).toBeNull();
  });

  it('exports all of them in the order of the list', async () => {
    const orders: string[] = [];
    for await (const batch of eachOnHold(database, shop, {})) orders.push(...batch.map((row) => row.order));
    expect(orders).toHaveLength(27);
    expect(orders.slice(0, 2)).toEqual(['D', 'B']);
  });

  it('estimates U at 42.00 − 2.52 = 39.48 and leaves out what was cancelled; W is delivered, but its day is not closed', async () => {
    const { rows } = await listUndelivered(database, shop, {});
    expect(rows.map((row) => [row.order, row.shippedOn, row.deliveredOn, row.amount])).toEqual([
      ['W', null, '2026-03-14', '7.52'],
      ['U', '2026-03-11', null, '39.48'],
    ]);
    const behind = await listUndelivered(database, shop, {
      before: { day: plainDate('2026-03-11'), order: 'W' },
      open: 'W',
    });
    expect(behind.rows.map((row) => row.order)).toEqual(['U']);
    expect(behind.opened?.order).toBe('W');
    expect((await listUndelivered(database, shop, { open: 'B' })).opened).toBeNull();
  });
});
