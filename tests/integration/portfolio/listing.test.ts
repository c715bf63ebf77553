import { describe, expect } from 'vitest';
import { portfolioSearchSchema } from '@/contracts/portfolio';
import { plainDate } from '@/domain/calendar/plain-date';
import type { Connection } from '@/server/db/database';
import { portfolioCsv } from '@/server/exports/portfolio-csv';
import { listPortfolio } from '@/server/queries/portfolio';
import { test as base, type TestBooks } from '../../support/books';
import { fleetOf, MORNING } from '../../support/owing-shops';

const test = base.extend<{ readonly shops: readonly { readonly id: number }[] }>({
  shops: async ({ books }, use) => {
    const { ids } = await fleetOf(books, {
      alder: { amount: '30.00' },
      beech: { amount: '-90.00' },
      cedar: { amount: '-120.00' },
      dogwood: { amount: '-20.00' },
      ipe: { amount: '-80.00', marketplace: 'br' },
    });
    await use(Object.values(ids).map((id) => ({ id })));
  },
});

const asMoney = { now: MORNING, seesMoney: true };

function list(
  books: TestBooks,
  shops: readonly { readonly id: number }[],
  asked: Record<string, string> = {},
  seesMoney = true,
) {
  return listPortfolio(books.database.pool, shops, { now: MORNING, seesMoney }, portfolioSearchSchema.parse(asked));
}

const codes = (rows: readonly { readonly externalId: string }[]) => rows.map(({ externalId }) => externalId);

describe('the list of shops', () => {
  test('begins with the worst: frozen over 100.00, then 90 % and 80 % of the limit, then 20 %, then the healthy one', async ({
    books,
    shops,
  }) => {
    expect(codes((await list(books, shops)).rows)).toEqual(['cedar', 'beech', 'ipe', 'dogwood', 'alder']);
  });

  test('adds up each currency alone: 90 + 120 + 20 dollars owed, and 80 reais', async ({ books, shops }) => {
    const { totals } = await list(books, shops);
    expect(totals.map(({ currency, owed, owingCount, shopCount }) => [currency, owed, owingCount, shopCount])).toEqual([
      ['USD', '230.00', 3, 4],
      ['BRL', '80.00', 1, 1],
    ]);
  });

  test('is read by one query, and one for the policies, however many shops there are', async ({ books, shops }) => {
    let queries = 0;
    const counted: Connection = {
      query: (text, values) => {
        queries += 1;
        return books.database.pool.query(text, values);
      },
    };
    await listPortfolio(counted, shops, asMoney, {});
    expect(queries).toBe(2);
  });

  for (const [asked, expected] of [
    [{ view: 'owing', currency: 'USD', sort: 'owed' }, ['cedar', 'beech', 'dogwood']],
    [{ sort: 'name', dir: 'reverse' }, ['ipe', 'dogwood', 'cedar', 'beech', 'alder']],
    [{ q: 'EDA' }, ['cedar']],
    [{ state: 'frozen' }, ['cedar']],
    [{ view: 'healthy' }, ['alder']],
    [{ after: 'beech' }, ['ipe', 'dogwood', 'alder']],
    [{ level: '7', tier: 'gold', sort: 'nothing' }, ['cedar', 'beech', 'ipe', 'dogwood', 'alder']],
  ] as const) {
    test(`under ${new URLSearchParams(asked)}: ${expected.join(', ')}`, async ({ books, shops }) => {
      expect(codes((await list(books, shops, asked)).rows)).toEqual(expected);
    });
  }

  test('says when the next measure comes: above 100.00, or with the tenth day-end below zero, 20 March', async ({
    books,
    shops,
  }) => {
    const [beech] = (await list(books, shops, { q: 'beech' })).rows;
    expect(beech?.money).toMatchObject({ negativeDays: 2, nextAbove: '100.00', nextAtEndOf: '2026-03-20' });
  });

  test('tells a role that sees no money no amount, no total, and nothing in the order of amounts', async ({
    books,
    shops,
  }) => {
    const page = await list(books, shops, { sort: 'owed', view: 'owing' }, false);
    expect(page.totals).toEqual([]);
    expect(JSON.stringify(page.rows)).not.toMatch(/\d\.\d\d/);
    expect(codes(page.rows)).toHaveLength(5);
  });

  test('is exported with each amount beside its currency, and for support without any', async ({ books, shops }) => {
    const csv = async (seesMoney: boolean) =>
      (
        await portfolioCsv(
          books.database.pool,
          shops,
          { now: MORNING, seesMoney },
          { view: 'owing' },
          plainDate('2026-03-13'),
        ).text()
      ).split('\r\n');
    const [head, first] = await csv(true);
    expect(head).toContain('currency,available,owed');
    expect(first).toContain('USD,-120.00,120.00');
    expect((await csv(false))[0]).not.toMatch(/available|owed|reserved,/);
  });
});
