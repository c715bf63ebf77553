import fc from 'fast-check';
import { Client } from 'pg';
import { describe, expect } from 'vitest';
import { addDays, plainDate } from '@/domain/calendar/plain-date';
import { closeDays } from '@/server/commands/close-day';
import { runPayouts } from '@/server/commands/run-payouts';
import { verifyBooks } from '@/server/commands/verify-books';
import { connectDatabase } from '@/server/db/database';
import { shopStream } from '../properties/generators';
import { type TestBooks, test } from '../support/books';
import type { WireFact } from '../support/facts';
import { IVY, ivyCancels, ivyOpens, ivySells } from '../support/ivy';

/** Several shops that do the same as Ivy. */
async function recordShops(books: TestBooks, count: number): Promise<string[]> {
  const shops = Array.from({ length: count }, (_, index) => `shop-${index}`);
  for (const shop of shops) await books.record(IVY, { shop });
  return shops;
}

describe('the worked example of engine.md, from PostgreSQL', () => {
  test('Ivy at the end of 13 March: -87.40 less 50.00 paid leaves 37.40 owed', async ({ books }) => {
    await books.record(IVY);
    expect(await books.close('2026-03-13')).toMatchObject({ days: 72, shops: 1, statements: 3, payouts: 1 });
    const { ivy } = await books.show();
    expect(ivy?.statements.map(({ day, kind, payable, open, status }) => [day, kind, payable, open, status])).toEqual([
      ['2026-03-10', 'daily', '75.28', '0.00', 'paid'],
      ['2026-03-12', 'daily', '-87.40', '-37.40', 'pending'],
      ['2026-03-13', 'bill-payment', '50.00', '0.00', 'paid'],
    ]);
    expect(ivy?.statements[1]?.pendingReason).toBe('negative-balance');
    expect(ivy?.balance).toMatchObject({ available: '-37.40', owed: '37.40', reserved: '3.96', inTransit: '0.00' });
    expect([ivy?.reserveLevel, ivy?.settlementTier]).toEqual([2, 'standard']);
  });

  test('to the end: 75.28 + 16.18 + 3.96 + 2.82 = 98.24 paid out', async ({ books }) => {
    await books.record(IVY);
    await books.close('2026-04-30');
    const { ivy } = await books.show();
    expect(ivy?.payouts.map(({ initiatedOn, amount, status }) => [initiatedOn, amount, status])).toEqual([
      ['2026-03-11', '75.28', 'paid'],
      ['2026-03-18', '16.18', 'paid'],
      ['2026-04-02', '3.96', 'paid'],
      ['2026-04-09', '2.82', 'paid'],
    ]);
  });

  test('had she not paid: on 21 March frozen and 6.78 of reserve drawn, owed 27.04', async ({ books }) => {
    await books.record([...ivyOpens(), ...ivyCancels(), ...ivySells()]);
    await books.close('2026-03-21');
    const { ivy } = await books.show();
    expect(ivy?.balance).toMatchObject({ owed: '27.04', reserved: '0.00' });
    expect(ivy?.measures.map(({ measure }) => measure)).toContain('freeze-withdrawals');
  });
});

describe('a close that is repeated, cut or run twice at once', () => {
  test('closing again adds nothing', async ({ books }) => {
    await books.record(IVY);
    await books.close('2026-03-13');
    const before = await books.show();
    expect(await books.close('2026-03-13')).toMatchObject({ days: 0, shops: 0, statements: 0, payouts: 0, rows: 0 });
    expect(await books.close('2026-02-01')).toMatchObject({ days: 0, shops: 0, statements: 0, payouts: 0, rows: 0 });
    expect(await books.show()).toEqual(before);
  });

  test('killed while it writes the journal: nothing of the batch stays, and repeated it gives the same books', async ({
    books,
  }) => {
    const shops = await recordShops(books, 4);
    // Two batches of two; the second one's writing is held up, and its connection cut.
    await books.close('2026-03-20', shops[0]);
    await books.close('2026-03-20', shops[1]);
    const expected = (await books.show())['shop-0'];
    const other = new Client({ connectionString: books.url });
    await other.connect();
    await other.query('BEGIN; LOCK TABLE journal IN ACCESS EXCLUSIVE MODE');
    const closing = connectDatabase(books.url, 3);
    const outcome = closeDays(closing, { through: plainDate('2026-03-20'), shopsAtATime: 2 }).then(
      () => 'closed',
      () => 'cut',
    );
    const victim = async () => {
      // Not by the locking connection: within its transaction the activity stays as it was first seen.
      const rows = await books.sql<{ pid: number }>(
        `SELECT pid FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'COPY "journal"%'`,
      );
      return rows[0]?.pid;
    };
    await expect.poll(victim, { timeout: 20_000, interval: 20 }).toBeTypeOf('number');
    await other.query('SELECT pg_terminate_backend($1)', [await victim()]);
    expect(await outcome).toBe('cut');
    await other.query('ROLLBACK');
    await other.end();
    await closing.close();
    const halfway = await books.show();
    expect([halfway['shop-2']?.statements, halfway['shop-3']?.statements]).toEqual([[], []]);
    expect(await verifyBooks(books.database)).toEqual([]);
    expect(await books.close('2026-03-20')).toMatchObject({ shops: 2 });
    const { 'shop-2': third, 'shop-3': fourth } = await books.show();
    expect([third, fourth]).toEqual([expected, expected]);
  });

  test('two closes at once close each day once: the statements of four shops, 3 each', async ({ books }) => {
    await recordShops(books, 4);
    const through = plainDate('2026-03-13');
    const results = await Promise.all([
      closeDays(books.database, { through, shopsAtATime: 1 }),
      closeDays(books.database, { through, shopsAtATime: 3 }),
      closeDays(books.database, { through: addDays(through, -1) }),
    ]);
    expect(results.reduce((total, result) => total + result.statements, 0)).toBe(4 * 3);
    const [count] = await books.sql<{ count: number }>('SELECT count(*)::int AS count FROM statement');
    expect(count?.count).toBe(12);
  });

  test('facts that arrive while a close runs enter the first day that it leaves open', async ({ books }) => {
    await books.record(IVY);
    const late = {
      id: 'l-1',
      type: 'adjustment.posted',
      occurredAt: '2026-03-11T10:00:00Z',
      kind: 'other-adjustment',
      amount: '-1.00',
      reason: 'late',
    };
    await Promise.all([books.close('2026-03-13'), books.record([late])]);
    await books.close('2026-03-20');
    const [line] = await books.sql<{ day: string; effective_on: string }>(
      `SELECT s.day, f.effective_on FROM line l JOIN statement s ON s.shop_id = l.shop_id AND s.no = l.statement_no
         JOIN fact f ON f.shop_id = l.shop_id AND f.no = l.fact_no WHERE f.id = 'l-1'`,
    );
    expect(line?.day).toBe(line?.effective_on);
  });

  test('the payout run of 11 March is the last act of the close of the 10th, and runs once: 75.28', async ({
    books,
  }) => {
    await books.record(IVY);
    expect(await runPayouts(books.database, { on: plainDate('2026-03-11') })).toEqual({
      payouts: 1,
      amounts: { USD: 7528n },
    });
    expect(await runPayouts(books.database, { on: plainDate('2026-03-11') })).toEqual({
      payouts: 1,
      amounts: { USD: 7528n },
    });
  });
});

/** Everything that is stored of the books, in the order of their keys, without the numbers that facts got. */
async function dump(books: TestBooks): Promise<unknown> {
  const tables = {
    statement: 'no',
    line: 'statement_no, line_no',
    allocation: 'no',
    payout: 'no',
    payout_item: 'payout_no, statement_no',
    hold: 'order_id',
    due_order: 'order_id',
    journal: 'no',
    journal_entry: 'journal_no, entry_no',
    shop_event: 'no',
    shop_state: 'shop_id',
  };
  const dumped: Record<string, unknown> = {};
  for (const [table, order] of Object.entries(tables)) {
    const rows = await books.sql<Record<string, unknown>>(`SELECT * FROM ${table} ORDER BY shop_id, ${order}`);
    dumped[table] = rows.map(({ fact_no: _factNo, ...row }) => row);
  }
  return dumped;
}

describe('the books do not depend on how days are grouped or facts ordered', () => {
  test('each day by itself, in weeks, or all at once: the same rows', async ({ books }) => {
    const shops = await recordShops(books, 3);
    await books.close('2026-04-30', shops[0]);
    for (let day = plainDate('2026-01-01'); day <= '2026-04-30'; day = addDays(day, 1))
      await books.close(day, shops[1]);
    for (let day = plainDate('2026-01-07'); day < '2026-04-30'; day = addDays(day, 7)) await books.close(day, shops[2]);
    await books.close('2026-04-30', shops[2]);
    const shown = await books.show();
    expect(shown['shop-1']).toEqual(shown['shop-0']);
    expect(shown['shop-2']).toEqual(shown['shop-0']);
  });

  const histories = fc.sample(shopStream, { numRuns: 12, seed: 20260301 });
  for (const [index, stream] of histories.entries()) {
    test(`invented history ${index + 1}: at once, and in pieces with the facts of a file turned round`, async ({
      books,
    }) => {
      const named = (wires: readonly WireFact[], bank: string) =>
        wires.map((wire) => (wire.type === 'bank-account.verified' ? { ...wire, holderName: bank } : wire));
      // Half of the histories have an account in another name: every payout of theirs fails.
      const facts = named(stream.facts as readonly WireFact[], index % 2 === 0 ? 'Shop  One Ltd' : 'Somebody Else');
      const { through } = stream;
      await books.record(facts, { isAtomic: false });
      await books.close(through);
      const whole = await dump(books);
      const reversed = [...facts].reverse().map((wire) => ({ ...wire, shop: 'shop-2' }));
      await books.record(reversed, { isAtomic: false });
      const first = plainDate(stream.openedOn);
      for (const days of [0, 3, 4, 17, 40, 41, 75]) {
        const day = addDays(first, days);
        if (day < through) await books.close(day, 'shop-2');
      }
      await books.close(through, 'shop-2');
      const text = (value: unknown) =>
        JSON.stringify(value, (_key, member: unknown) => (typeof member === 'bigint' ? `${member}` : member));
      const of = (shopId: number, rows: unknown) =>
        Object.fromEntries(
          Object.entries(rows as Record<string, Record<string, unknown>[]>).map(([table, all]) => [
            table,
            all
              .filter((row) => row['shop_id'] === shopId)
              .map((row) => text({ ...row, shop_id: 0 }).replaceAll('shop-2', 'shop-1')),
          ]),
        );
      expect(of(2, await dump(books))).toEqual(of(1, whole));
    });
  }
});
