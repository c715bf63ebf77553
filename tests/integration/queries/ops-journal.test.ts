import { describe, expect } from 'vitest';
import { opsJournalSearchSchema } from '@/contracts/ops-shop';
import { leftOutParams } from '@/contracts/search-params';
import { listJournals } from '@/server/queries/ops/shop';
import { test as base, type TestBooks } from '../../support/books';
import { IVY } from '../../support/ivy';

/** Ivy is paid 75.28 of the statement of 10 March, which arrives on 12 March; a refund and a bill of 50.00 follow. */
const test = base.extend<{ readonly ivy: TestBooks }>({
  ivy: async ({ books }, use) => {
    await books.record(IVY);
    await books.close('2026-04-08');
    await use(books);
  },
});

/** Journals under filters as an address gives them, as "payout-paid 1, 2026-03-12: 0.00". */
async function journalsUnder(books: TestBooks, given: Record<string, string>): Promise<readonly string[]> {
  const { rows } = await listJournals(books.database.pool, 1, opsJournalSearchSchema.parse(given));
  return rows.map(({ source, sourceNo, day, sum }) => `${source} ${sourceNo}, ${day}: ${sum}`);
}

describe('The journal of Ivy', () => {
  test('under payout 1 has its two steps, the last first: 75.28 sets out, and arrives', async ({ ivy }) => {
    const found = await journalsUnder(ivy, { source: 'payout', no: '1' });
    expect(found).toEqual(['payout-paid 1, 2026-03-12: 0.00', 'payout-started 1, 2026-03-11: 0.00']);
  });

  test('under number 1 alone has statement 1 too; under a single step only that', async ({ ivy }) => {
    const numbered = await journalsUnder(ivy, { no: '1' });
    expect(numbered.map((text) => text.split(',')[0])).toEqual(['payout-paid 1', 'payout-started 1', 'statement 1']);
    expect(await journalsUnder(ivy, { source: 'payout-paid', no: '1' })).toHaveLength(1);
    expect(await journalsUnder(ivy, { source: 'payout-failed' })).toEqual([]);
  });

  test('from 11 to 12 March has what was booked on the two days, both counted', async ({ ivy }) => {
    const found = await journalsUnder(ivy, { from: '2026-03-11', to: '2026-03-12' });
    const days = await ivy.sql<{ count: number }>(
      "SELECT count(*)::int AS count FROM journal WHERE day IN ('2026-03-11', '2026-03-12')",
    );
    expect(found).toContain('payout-started 1, 2026-03-11: 0.00');
    expect(found).toContain('payout-paid 1, 2026-03-12: 0.00');
    expect(found).toHaveLength(days[0]?.count ?? 0);
  });

  test('says which filters could not be read, and leaves them out', () => {
    const unread = leftOutParams(opsJournalSearchSchema, { no: 'twelve', source: 'bank', from: '2026-02-30' });
    expect(unread.map(({ name, cure }) => `${name}: ${cure}`)).toEqual([
      'source: choose it among the filters',
      'no: give the number of a statement or payout, such as 12',
      'from: give a day such as 2026-03-11',
    ]);
  });
});

describe('The journal of a shop with 40 statements and 40 payouts', () => {
  test('goes on under a filter with the next older journal: 40 statements are 30 and 10, none lost or told twice', async ({
    ivy,
  }) => {
    ivy.breaksThem();
    await ivy.sql(
      `WITH booked AS (
         INSERT INTO journal SELECT 1, 1000 + n, '2026-05-01', CASE n % 2 WHEN 0 THEN 'statement' ELSE 'payout-started' END, 1000 + n
           FROM generate_series(1, 80) n RETURNING no)
       INSERT INTO journal_entry SELECT 1, booked.no, e.no, e.account, e.amount FROM booked
        CROSS JOIN (VALUES (1, 'bank', 100), (2, 'seller-balance', -100)) e (no, account, amount)`,
    );
    const asked = opsJournalSearchSchema.parse({ source: 'statement', from: '2026-05-01' });
    const first = await listJournals(ivy.database.pool, 1, asked);
    const second = await listJournals(ivy.database.pool, 1, { ...asked, before: first.older ?? 0 });
    const nos = [...first.rows, ...second.rows].map(({ no }) => no);
    expect([first.rows.length, second.rows.length, second.older]).toEqual([30, 10, null]);
    expect(nos).toEqual(Array.from({ length: 40 }, (_, index) => 1080 - 2 * index));
  });
});
