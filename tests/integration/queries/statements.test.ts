import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainDate } from '@/domain/calendar/plain-date';
import { closeDays } from '@/server/commands/close-day';
import { connectDatabase, type Database } from '@/server/db/database';
import { findStatement } from '@/server/queries/statement';
import { readLines } from '@/server/queries/statement-lines';
import { proveStatement, readReplayed, replayProof } from '@/server/queries/statement-proof';
import { eachStatement, listStatements } from '@/server/queries/statements';
import { recordWires } from '../../support/books';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { IVY } from '../../support/ivy';
import { IVY_SHOP } from '../../support/ivy-shop';

/** Ivy at the end of 2026-03-13: the refund of A, half paid off. */
describe('the statements of Ivy, who owes 37.40', () => {
  let home: TestDatabase;
  let database: Database;
  const shop = IVY_SHOP;

  beforeAll(async () => {
    home = await createTestDatabase();
    database = connectDatabase(home.url, 4);
    const recorded = await recordWires(database, IVY);
    expect(recorded.refused).toEqual([]);
    await closeDays(database, { through: plainDate('2026-03-13') });
  });

  afterAll(async () => {
    await database.close();
    await home.drop();
  });

  it('lists 10, 12 and 13 March, newest first, with what settled each', async () => {
    const page = await listStatements(database.pool, shop, {});
    expect(page.rows.map((row) => [row.day, row.kind, row.status, row.payable, row.open])).toEqual([
      ['2026-03-13', 'bill-payment', 'paid', '50.00', '0.00'],
      ['2026-03-12', 'daily', 'pending', '-87.40', '-37.40'],
      ['2026-03-10', 'daily', 'paid', '75.28', '0.00'],
    ]);
    expect(page.rows[2]?.payout).toEqual({ no: 1, initiatedOn: '2026-03-11' });
    expect(page.rows[1]).toMatchObject({
      reason: 'negative-balance',
      lineCount: 4,
      about: { event: 'refund', order: 'A' },
    });
    expect(page.rows[0]?.counterparts).toEqual([{ no: 2, day: '2026-03-12', kind: 'daily' }]);
    expect(page.counts).toEqual({ all: 3, pending: 1, processing: 0, paid: 2 });
  });

  it('sums what is pending to the banner’s amount: -87.40 + 50.00 = -37.40', async () => {
    const page = await listStatements(database.pool, shop, { status: 'pending', reason: 'negative-balance' });
    expect(page.openTotal).toEqual({ count: 1, open: '-37.40' });
    expect(page.owed).toBe('37.40');
    expect(page.total).toBe(1);
  });

  it.each([
    ['an order', { q: 'B' }, []],
    ['an order that settled and was refunded', { q: 'A' }, [2, 1]],
    ['a number of a statement or payout', { q: '1' }, [1]],
    ['a kind', { kind: 'bill-payment' as const }, [3]],
    ['days', { from: plainDate('2026-03-11'), to: plainDate('2026-03-12') }, [2]],
    ['a payable of 0.00 to 60.00', { min: '0.00', max: '60.00' }, [3]],
    ['another reason', { reason: 'withdrawals-frozen' as const }, []],
    ['older ones', { before: 3 }, [2, 1]],
    ['a text that SQL would take for more', { q: "A' OR true --" }, []],
  ])('is filtered by %s', async (_title, search, nos) => {
    const page = await listStatements(database.pool, shop, search);
    expect(page.rows.map((row) => row.no)).toEqual(nos);
  });

  it('exports all of them', async () => {
    const nos: number[] = [];
    for await (const batch of eachStatement(database.pool, shop, {})) nos.push(...batch.map((row) => row.no));
    expect(nos).toEqual([3, 2, 1]);
  });

  it('proves 12 March: four lines sum to -87.40, and -87.40 + 50.00 - 0.00 = -37.40', async () => {
    const { proof } = await proveStatement(database, shop, 2);
    expect(proof.lineCount).toBe(4);
    expect(proof.lines).toEqual({ isEqual: true, computed: '-87.40', stored: '-87.40' });
    expect(proof.categories.isEqual).toBe(true);
    expect(proof.open).toEqual({ isEqual: true, computed: '-37.40', stored: '-37.40' });
    const replayed = await readReplayed(database, shop, 2);
    expect(replayProof(replayed)).toMatchObject({ differences: [], policyVersions: [1] });
    // A stored figure that is not what the facts make is found.
    const wrong = replayProof({ ...replayed, head: { ...replayed.head, payable: '-87.41' } });
    expect(wrong.differences).toEqual([{ what: 'Payable', replayed: '-87.40', stored: '-87.41' }]);
  });

  it('explains each line of 12 March with its numbers, and names the settlement of 10 March', async () => {
    const page = await readLines(database.pool, shop, { no: 2, rowCount: 1 }, {});
    const [group] = page.groups;
    expect(group).toMatchObject({
      order: 'A',
      products: ['Pour-over set'],
      placedOn: '2026-02-26',
      deliveredOn: '2026-03-02',
      settledOn: '2026-03-10',
      subtotal: '-87.40',
    });
    const [line] = group?.lines ?? [];
    expect(line?.fact?.type).toBe('order.refunded');
    expect(line?.amounts.map(({ label, amount }) => [label, amount])).toEqual([
      ['Refund', '-84.30'],
      ['Referral fee given back', '5.06'],
      ['Refund administration fee', '-1.01'],
      ['Return shipping fee', '-7.15'],
    ]);
    expect(line?.amounts[1]?.basisText).toContain('6 % × 84.30 = 5.058');
    expect(group?.others).toEqual([
      { statementNo: 1, day: '2026-03-10', event: 'settlement', amount: '79.24' },
      { statementNo: 1, day: '2026-03-10', event: 'reserve-withheld', amount: '-3.96' },
    ]);
  });

  it.each([
    ['an order', 'a', 1],
    ['a product', 'pour-over', 1],
    ['the words of a line', 'referral fee given', 1],
    ['nothing of it', '100%', 0],
  ])('finds lines by %s', async (_title, q, count) => {
    const page = await readLines(database.pool, shop, { no: 2, rowCount: 1 }, { q });
    expect(page.groups).toHaveLength(count);
  });

  it('says what was withheld from A, 5 % of 79.24 = 3.96', async () => {
    const page = await readLines(database.pool, shop, { no: 1, rowCount: 2 }, {});
    expect(page.groups[0]?.lines[0]?.withholding).toBe('5 % of the settlement, 3.96, is held until 2026-04-01.');
  });

  it('has nothing under a number that is another shop’s', async () => {
    expect(await findStatement(database.pool, { ...shop, id: 2 }, 2)).toBeNull();
    expect(await findStatement(database.pool, shop, 4)).toBeNull();
  });
});
