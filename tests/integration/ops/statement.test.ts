import { describe, expect } from 'vitest';
import { present } from '@/domain/shared/assert';
import { clearBills } from '@/server/commands/bills/clear-bills';
import type { Database } from '@/server/db/database';
import { readFactsBehind } from '@/server/queries/ops/order-facts';
import { compareStatement } from '@/server/queries/ops/statement-comparison';
import { readStatementJournals } from '@/server/queries/ops/statement-journals';
import { listTriableVersions, tryVersion } from '@/server/queries/ops/statement-trial';
import { findStatement } from '@/server/queries/statement';
import { readLines } from '@/server/queries/statement-lines';
import { proveStatement } from '@/server/queries/statement-proof';
import { type TestBooks, test } from '../../support/books';
import { IVY } from '../../support/ivy';
import { IVY_SHOP } from '../../support/ivy-shop';
import { answer, billOf, captured, chargeUnanswered, ivyOwes, MORNING } from '../../support/owing';
import { schedules, takesEffect } from '../../support/policy-versions';

const shop = IVY_SHOP;

async function headOf(books: TestBooks, no: number) {
  return present(await findStatement(books.database.pool, shop, no), `statement ${no}`);
}

async function ivyThroughMarch13(books: TestBooks): Promise<void> {
  await books.record(IVY);
  await books.close('2026-03-13');
}

function compare(books: TestBooks, no: number) {
  return compareStatement(books.database, shop, no, 0);
}

/** The same database to somebody whose first reading of some table has to wait until something else is done. */
function interrupted({ database }: TestBooks, table: string, meanwhile: () => Promise<void>): Database {
  let isDone = false;
  return {
    ...database,
    connect: async () => {
      const connection = await database.connect();
      const query = connection.query.bind(connection) as (text: unknown, values?: unknown) => Promise<never>;
      return Object.assign(Object.create(connection) as typeof connection, {
        query: async (text: unknown, values?: unknown) => {
          if (!isDone && new RegExp(`FROM ${table}\\b`).test(String(text))) {
            isDone = true;
            await meanwhile();
          }
          return query(text, values);
        },
      });
    },
  };
}

describe('a statement replayed from the facts, line by line', () => {
  test('12 March: 1 of 1 line and 4 of 4 amounts equal', async ({ books }) => {
    await ivyThroughMarch13(books);
    const { proof, comparison } = await compare(books, 2);
    expect(proof.isEqual).toBe(true);
    expect(comparison).toMatchObject({ lineCount: 1, equalLineCount: 1, amountCount: 4, equalAmountCount: 4 });
    expect(comparison.different).toEqual([]);
  });

  test('one cent moved in the referral fee given back, 5.06 to 5.07: that amount is not equal, three are', async ({
    books,
  }) => {
    await ivyThroughMarch13(books);
    books.breaksThem();
    await books.sql('ALTER TABLE line DISABLE TRIGGER append_only');
    await books.sql(
      `UPDATE line SET breakdown = replace(breakdown::text, '"5.06"', '"5.07"')::json WHERE statement_no = 2`,
    );
    const { comparison } = await compare(books, 2);
    expect(comparison).toMatchObject({ equalLineCount: 0, equalAmountCount: 3 });
    expect(comparison.different[0]?.amounts.filter(({ stored, replayed }) => stored !== replayed)).toEqual([
      { no: 2, label: 'Referral fee given back', stored: '5.07', replayed: '5.06' },
    ]);
  });

  test('a line that was taken away is named: the facts make it, the books have none', async ({ books }) => {
    await ivyThroughMarch13(books);
    books.breaksThem();
    await books.sql('ALTER TABLE line DISABLE TRIGGER append_only');
    await books.sql('DELETE FROM line WHERE statement_no = 1 AND line_no = 2');
    const { comparison } = await compare(books, 1);
    expect(comparison).toMatchObject({ lineCount: 2, equalLineCount: 1 });
    expect(comparison.different.map(({ lineNo, event }) => [lineNo, event])).toEqual([[2, 'reserve-withheld']]);
    expect(comparison.different[0]?.amounts[0]).toMatchObject({ stored: null, replayed: '-3.96' });
  });

  test('a bill that clears on the open day, before its close, is replayed with it: 87.40 paid, all equal', async ({
    books,
  }) => {
    const { shopId } = await ivyOwes(books);
    await answer(books, await chargeUnanswered(books, await billOf(books, shopId, null)), captured(8740n));
    await clearBills(books.database, { now: MORNING });
    for (const no of [2, 3]) {
      const { proof } = await compare(books, no);
      expect(proof.differences, `statement ${no}`).toEqual([]);
    }
  });
});

describe('a statement of 12 March, -87.40 open, while the close of 13 March makes it -37.40 by a bill of 50.00', () => {
  const closesMeanwhile = async (books: TestBooks, table: string) => {
    await books.record(IVY);
    await books.close('2026-03-12');
    return interrupted(books, table, async () => void (await books.close('2026-03-13')));
  };

  test.for(['line', 'shop_state'])(
    'is equal, also where the close lands before the %ss are read',
    async (table, { books }) => {
      const { proof } = await compareStatement(await closesMeanwhile(books, table), shop, 2, 0);
      expect(proof).toMatchObject({ isEqual: true, through: '2026-03-12' });
      expect((await compare(books, 2)).proof).toMatchObject({ isEqual: true, through: '2026-03-13' });
    },
  );

  test('adds up, also where the close lands before its allocations are read: -87.40 - 0.00 = -87.40', async ({
    books,
  }) => {
    const { proof } = await proveStatement(await closesMeanwhile(books, 'allocation'), shop, 2);
    expect(proof.open).toEqual({ isEqual: true, computed: '-87.40', stored: '-87.40' });
  });
});

describe('what stands behind a statement', () => {
  test('every fact of an order, with its payload: A was placed, shipped, delivered and refunded', async ({ books }) => {
    await ivyThroughMarch13(books);
    const { pool } = books.database;
    const factsOf = await readFactsBehind(pool, shop.id, await readLines(pool, shop, { no: 2, rowCount: 1 }, {}));
    const facts = factsOf('A');
    expect(facts.map(({ type }) => type)).toEqual([
      'order.placed',
      'order.shipped',
      'order.delivered',
      'order.refunded',
    ]);
    expect(JSON.parse(facts.at(-1)?.payload ?? '{}')).toMatchObject({ fault: 'seller', returnShippingCost: '7.15' });
  });

  test('the bookings of 10 March and of the payout that took it, each summing to zero', async ({ books }) => {
    await ivyThroughMarch13(books);
    const journals = await readStatementJournals(books.database.pool, shop.id, 1);
    expect(journals.map(({ source, sum }) => [source, sum])).toEqual([
      ['statement', '0.00'],
      ['payout-started', '0.00'],
      ['payout-paid', '0.00'],
    ]);
    expect(journals[0]?.entries.map(({ account, amount }) => [account, amount])).toEqual([
      ['revenue-clearing', '-84.30'],
      ['fees-clearing', '5.06'],
      ['seller-reserve', '3.96'],
      ['seller-balance', '75.28'],
    ]);
  });
});

describe('the policy time machine of a statement', () => {
  const referral = { from: '2026-04-01', numbers: { referralRate: '10' } };

  test('a version that still waits for a second person can be tried: 84.30 - 8.43 less 5 %: payable 72.08', async ({
    books,
  }) => {
    await ivyThroughMarch13(books);
    expect((await schedules(books, referral)).ok).toBe(true);
    const [waiting] = await listTriableVersions(books.database.pool, shop);
    expect([waiting?.version, waiting?.status]).toEqual([2, 'waits']);
    const trial = await tryVersion(books.database, shop, await headOf(books, 1), { version: 2, since: 'orders' });
    expect(trial?.from).toBe('2026-02-26');
    expect(trial?.sums.find(({ key }) => key === 'payable')).toEqual({
      key: 'payable',
      before: '75.28',
      after: '72.08',
      difference: '-3.20',
    });
  });

  test('a confirmed version of later is told apart from the one in effect', async ({ books }) => {
    await ivyThroughMarch13(books);
    await takesEffect(books, referral);
    const versions = await listTriableVersions(books.database.pool, shop);
    expect(versions.map(({ version, status }) => [version, status])).toEqual([
      [2, 'later'],
      [1, 'in-effect'],
    ]);
  });

  test('from the shop’s opening on, and the same numbers: nothing is otherwise', async ({ books }) => {
    await ivyThroughMarch13(books);
    const trial = await tryVersion(books.database, shop, await headOf(books, 2), { version: 1, since: 'opening' });
    expect([trial?.from, trial?.changedCount]).toEqual(['2026-01-01', 0]);
  });

  test('a version that there is not is nothing to try', async ({ books }) => {
    await ivyThroughMarch13(books);
    expect(await tryVersion(books.database, shop, await headOf(books, 1), { version: 9, since: 'orders' })).toBeNull();
  });
});
