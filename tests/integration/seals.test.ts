import { describe, expect } from 'vitest';
import { differencesOf } from '@/server/invariants/seal-differences';
import { readHead, verifySeals, writeHead } from '@/server/invariants/seals';
import { type TestBooks, test } from '../support/books';
import { IVY } from '../support/ivy';

interface SealRow {
  readonly day: string;
  readonly previous: string | null;
  readonly hash: string;
}

const sealsOf = (books: TestBooks) =>
  books.sql<SealRow>(
    `SELECT day, previous_day AS previous, encode(hash, 'hex') AS hash FROM seal JOIN shop ON shop.id = shop_id
      WHERE external_id = 'ivy' ORDER BY day`,
  );

describe('every closed day on which something was written has a seal', () => {
  test('chained: each names the day before that has one; a day without rows has none', async ({ books }) => {
    await books.record(IVY);
    await books.close('2026-03-13');
    const seals = await sealsOf(books);
    expect(seals.at(0)).toMatchObject({ day: '2026-01-01', previous: null });
    expect(seals.slice(-4).map(({ day, previous }) => `${previous} -> ${day}`)).toEqual([
      '2026-03-09 -> 2026-03-10',
      '2026-03-10 -> 2026-03-11',
      '2026-03-11 -> 2026-03-12',
      '2026-03-12 -> 2026-03-13',
    ]);
    expect(seals.some(({ day }) => day === '2026-01-02')).toBe(false);
  });

  test('day by day or all at once: the same seals', async ({ books }) => {
    await books.record(IVY);
    for (const day of ['2026-03-09', '2026-03-10', '2026-03-11', '2026-03-12', '2026-03-13', '2026-04-10'])
      await books.close(day);
    await books.record(
      IVY.map((wire) => wire),
      { shop: 'rose' },
    );
    await books.close('2026-04-10');
    const rows = await books.sql<{ shop: string; days: string }>(
      `SELECT s.external_id AS shop, string_agg(l.day || ' ' || encode(l.part_hashes, 'hex'), ',' ORDER BY l.day) AS days
         FROM seal l JOIN shop s ON s.id = l.shop_id GROUP BY 1 ORDER BY 1`,
    );
    const bank = await books.sql<{ count: number }>(
      `SELECT count(*)::int AS count FROM fact WHERE type = 'payout.paid'`,
    );
    expect(bank[0]?.count).toBeGreaterThan(2);
    expect(rows.map(({ shop }) => shop)).toEqual(['ivy', 'rose']);
    expect(rows[0]?.days.split(',').length).toBe(rows[1]?.days.split(',').length);
  });

  test('the head names the last day that all have closed, and is found again later by --expect', async ({ books }) => {
    await books.record(IVY);
    await books.close('2026-03-12');
    const { head } = await verifySeals(books.database);
    expect(head?.day).toBe('2026-03-12');
    const kept = readHead(writeHead(head ?? { day: '' as never, lastShop: 0, hash: '' }));
    await books.close('2026-03-20');
    // A shop that comes later with an older history is not of the first so many.
    await books.record(IVY, { shop: 'rose' });
    await books.close('2026-03-20');
    expect(await verifySeals(books.database, { expected: kept })).toMatchObject({ violations: [] });
  });

  test('what is not a head is not read as one', () => {
    for (const text of ['', 'abc', '2026-03-12', `2026-03-32.1.${'0'.repeat(64)}`, `2026-03-12.1.${'z'.repeat(64)}`])
      expect(readHead(text), text).toBeNull();
  });
});

describe('rows of a sealed day are named by what was sealed of them', () => {
  const row = (no: number, mark = `000000${no}0`) => ({ part: 'line', keys: [12, no, ''] as const, mark });
  const sealed = [1, 2, 3, 4].map((no) => row(no).mark);

  test('line 2 of 4 taken away: after line 1', () => {
    expect(differencesOf('line', sealed, [row(1), row(3), row(4)])).toEqual([
      { what: 'lines', detail: '1 taken away, after line 1 of statement 12 (4 when it was sealed, 3 now)' },
    ]);
  });

  test('the first taken away: before line 2', () => {
    expect(differencesOf('line', sealed, [row(2), row(3), row(4)])[0]?.detail).toContain(
      'before line 2 of statement 12',
    );
  });

  test('a fifth put in between', () => {
    const between = { part: 'line', keys: [12, 9, ''] as const, mark: 'ffffffff' };
    expect(differencesOf('line', sealed, [row(1), row(2), between, row(3), row(4)])).toEqual([
      { what: 'line 9 of statement 12', detail: 'was put in afterwards (lines: 4 when it was sealed, 5 now)' },
    ]);
  });

  test('nothing differs: nothing is named', () => {
    expect(differencesOf('line', sealed, [row(1), row(2), row(3), row(4)])).toEqual([]);
  });
});
