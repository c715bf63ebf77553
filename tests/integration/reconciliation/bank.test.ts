import { describe, expect } from 'vitest';
import { traceReference } from '@/contracts/payout-trace';
import { instant } from '@/domain/calendar/instant';
import { addDays, type PlainDate, plainDate } from '@/domain/calendar/plain-date';
import { importBankFile } from '@/server/commands/matching/import-bank-file';
import { reconcileDay, reconcileDueDays } from '@/server/commands/reconciliation/reconcile-day';
import type { CardGateway } from '@/server/gateways/card-gateway';
import { type TestBooks, test } from '../../support/books';
import { MORNING } from '../../support/owing';
import { twoShops } from '../../support/two-shops';

/** A provider through which nothing went. */
const QUIET = { listMovements: () => Promise.resolve([]) } as unknown as CardGateway;

const HEAD = 'Date,Amount,Currency,Name,Description,Bank reference';

interface Sent {
  readonly amount: string;
  readonly trace: string;
  readonly settledOn: PlainDate;
}

/** Ivy's first payout, which was paid, and the day on which it was. */
async function paidPayout(books: TestBooks): Promise<Sent> {
  const { own } = await twoShops(books);
  await books.sql('DELETE FROM bank_debit');
  // Paid one by one, not in a file.
  await books.sql('ALTER TABLE payout_file_entry DISABLE TRIGGER USER');
  await books.sql('DELETE FROM payout_file_entry');
  const [row] = await books.sql<{ no: number; cents: bigint; on: string; settled: string }>(
    `SELECT no, amount_minor AS cents, initiated_on::text AS on, settled_on::text AS settled FROM payout
      WHERE shop_id = $1 AND status = 'paid' ORDER BY no LIMIT 1`,
    [own.shopId],
  );
  const { no = 0, cents = 0n, on = '', settled = '' } = row ?? {};
  // Rook's twin payout is paid on the same day: the bank tells of it too.
  await books.sql("UPDATE payout SET settled_on = '2027-01-01' WHERE shop_id <> $1", [own.shopId]);
  const trace = traceReference({ shopId: own.shopId, no, initiatedOn: plainDate(on) });
  const amount = `${cents / 100n}.${(cents % 100n).toString().padStart(2, '0')}`;
  return { amount, trace, settledOn: plainDate(settled) };
}

/** The bank's statement of March, with these lines more. */
async function statement(books: TestBooks, ...rows: readonly string[]): Promise<void> {
  const edges = ['2026-03-01,-1.00,USD,Bank,fees,F-1', '2026-03-31,-1.00,USD,Bank,fees,F-2'];
  const bytes = Buffer.from([HEAD, ...edges, ...rows].join('\n'));
  await importBankFile(books.database, { name: 'march.csv', bytes, currency: null, by: null, now: MORNING });
}

/** What a day came to at the bank: its status, or what differs. */
async function bankOf(books: TestBooks, day: PlainDate): Promise<readonly string[]> {
  const { sides } = await reconcileDay(books.database, QUIET, { day, askedBy: null });
  const [, bank] = sides;
  if (bank?.status !== 'done') return [bank?.status ?? ''];
  return bank.differences.map(({ kind, theirs, ours }) => `${kind} ${theirs}/${ours}`);
}

describe('A day at the bank', { timeout: 60_000 }, () => {
  test('without a statement of it nothing can be said: it is no zero', async ({ books }) => {
    books.breaksThem();
    const { settledOn } = await paidPayout(books);
    expect(await bankOf(books, settledOn)).toEqual(['no-statement']);
  });

  test('a payout that left by its reference is no difference', async ({ books }) => {
    books.breaksThem();
    const { amount, trace, settledOn } = await paidPayout(books);
    await statement(books, `${settledOn},-${amount},USD,Ivy Hart,Payout ${trace},B-1`);
    expect(await bankOf(books, settledOn)).toEqual([]);
  });

  test('one that the books say was paid and the bank does not tell of', async ({ books }) => {
    books.breaksThem();
    const { settledOn } = await paidPayout(books);
    await statement(books);
    expect(await bankOf(books, settledOn)).toEqual(['only-ours 0/7528']);
  });

  test('paid twice, with another amount, and with a reference of no payout', async ({ books }) => {
    books.breaksThem();
    const { trace, settledOn } = await paidPayout(books);
    const none = traceReference({ shopId: 999, no: 1, initiatedOn: plainDate('2026-03-09') });
    await statement(
      books,
      `${settledOn},-75.00,USD,Ivy Hart,${trace},B-1`,
      `${settledOn},-75.28,USD,Ivy Hart,${trace},B-2`,
      `${settledOn},-9.00,USD,Somebody,${none},B-3`,
    );
    expect((await bankOf(books, settledOn)).toSorted()).toEqual(['double 7500/0', 'lost 900/0']);
  });

  test('another amount than the payout’s', async ({ books }) => {
    books.breaksThem();
    const { trace, settledOn } = await paidPayout(books);
    await statement(books, `${settledOn},-75.00,USD,Ivy Hart,${trace},B-1`);
    expect(await bankOf(books, settledOn)).toEqual(['other-amount 7500/7528']);
  });

  test('a payout on its way is in transit, no difference', async ({ books }) => {
    books.breaksThem();
    await paidPayout(books);
    await books.sql(
      `INSERT INTO payout SELECT shop_id, 99, '2026-03-20', 7528, account, 'processing', NULL, NULL FROM payout WHERE no = 1 LIMIT 1`,
    );
    await statement(books);
    expect(await bankOf(books, plainDate('2026-03-20'))).toEqual([]);
    const held = await books.sql("SELECT in_transit_minor AS held FROM reconciliation_total WHERE flow = 'paid-out'");
    expect(held).toEqual([{ held: 7528n }]);
  });

  test('rent and fees name no payout, and are none of the books’', async ({ books }) => {
    books.breaksThem();
    const { amount, trace, settledOn } = await paidPayout(books);
    const rent = `${settledOn},-1200.00,USD,Landlord,rent of March,B-2`;
    await statement(books, `${settledOn},-${amount},USD,Ivy Hart,${trace},B-1`, rent);
    expect(await bankOf(books, settledOn)).toEqual([]);
  });

  test('a statement of the account in BRL says nothing of a payout in USD: it is not missed', async ({ books }) => {
    books.breaksThem();
    const { settledOn } = await paidPayout(books);
    const rows = ['2026-03-01,-1.00,BRL,Banco,taxa,F-1', '2026-03-31,-1.00,BRL,Banco,taxa,F-2'];
    const bytes = Buffer.from([HEAD, ...rows].join('\n'));
    await importBankFile(books.database, { name: 'marco.csv', bytes, currency: null, by: null, now: MORNING });
    expect(await bankOf(books, settledOn)).toEqual([]);
  });

  test('a payout that went out in a file is not missed: the bank books the file as one sum', async ({ books }) => {
    books.breaksThem();
    const { settledOn } = await paidPayout(books);
    await books.sql(
      'INSERT INTO payout_file_entry SELECT shop_id, no, (SELECT min(id) FROM payout_file) FROM payout WHERE settled_on = $1',
      [settledOn],
    );
    await statement(books);
    expect(await bankOf(books, settledOn)).toEqual([]);
  });

  test('reconciled to zero, then a second file tells of the day: it is compared again, once', async ({ books }) => {
    books.breaksThem();
    const { amount, trace, settledOn } = await paidPayout(books);
    const later = instant(`${addDays(settledOn, 2)}T10:00:00Z`);
    const looks = async () => {
      await reconcileDueDays(books.database, QUIET, later);
      const rows = await books.sql<{ found: number }>(
        "SELECT difference_count AS found FROM reconciliation_run WHERE side = 'bank' AND day = $1 ORDER BY id",
        [settledOn],
      );
      return rows.map(({ found }) => found);
    };
    await statement(books, `${settledOn},-${amount},USD,Ivy Hart,Payout ${trace},B-1`);
    expect([await looks(), await looks()]).toEqual([[0], [0]]);
    await statement(books, `${settledOn},-${amount},USD,Ivy Hart,Payout ${trace},B-2`);
    expect([await looks(), await looks()]).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });
});
