import { describe, expect } from 'vitest';
import { traceReference } from '@/contracts/payout-trace';
import { plainDate } from '@/domain/calendar/plain-date';
import { importBankFile } from '@/server/commands/matching/import-bank-file';
import { importReturnFile } from '@/server/commands/matching/import-return-file';
import { listSentBack } from '@/server/queries/ops/matching-returns';
import { type TestBooks, test } from '../../support/books';
import { OTIS } from '../../support/ops-people';
import { acceptedOf, MORNING, refusalOf } from '../../support/owing';
import { twoShops } from '../../support/two-shops';

const HEAD = 'Date,Amount,Currency,Name,Description,Bank reference';

function importLines(books: TestBooks, ...rows: readonly string[]) {
  const bytes = Buffer.from([HEAD, ...rows].join('\n'));
  return importBankFile(books.database, { name: 'march.csv', bytes, currency: null, by: OTIS, now: MORNING });
}

/** The first payout of a shop with payouts, and its reference. */
async function payoutOf(books: TestBooks) {
  const { own } = await twoShops(books);
  await books.sql('DELETE FROM bank_debit');
  const [payout] = await books.sql<{ no: number; amount: bigint; day: string }>(
    'SELECT no, amount_minor AS amount, initiated_on::text AS day FROM payout WHERE shop_id = $1 ORDER BY no LIMIT 1',
    [own.shopId],
  );
  const { no = 0, amount = 0n, day = '' } = payout ?? {};
  const trace = traceReference({ shopId: own.shopId, no, initiatedOn: plainDate(day) });
  return { shopId: own.shopId, no, amount: `${amount / 100n}.${(amount % 100n).toString().padStart(2, '0')}`, trace };
}

const debits = (books: TestBooks) =>
  books.sql<{ amount: bigint; shop: number | null; no: number | null; trace: string | null }>(
    'SELECT amount_minor AS amount, shop_id AS shop, payout_no AS no, trace FROM bank_debit ORDER BY id',
  );

describe('A bank statement', () => {
  test('keeps what went out, with the payout that its words name', async ({ books }) => {
    const { shopId, no, amount, trace } = await payoutOf(books);
    const rows = [`2026-03-11,-${amount},USD,Ivy Hart,Payout ${trace},B-1`, '2026-03-11,-9.00,USD,Bank,fees,B-2'];
    expect(acceptedOf(await importLines(books, ...rows))).toMatchObject({ accepted: 0, debits: 2 });
    expect(await debits(books)).toMatchObject([
      { shop: shopId, no, trace: trace.replaceAll(' ', '') },
      { shop: null, no: null, trace: null },
    ]);
  });

  test('the same file again keeps nothing twice', async ({ books }) => {
    const { amount, trace } = await payoutOf(books);
    const row = `2026-03-11,-${amount},USD,Ivy Hart,${trace},B-1`;
    await importLines(books, row);
    expect(acceptedOf(await importLines(books, row))).toMatchObject({ debits: 0 });
    expect(await debits(books)).toHaveLength(1);
  });

  test('a reference of no payout is kept as it is written: reconciliation tells of it', async ({ books }) => {
    const trace = traceReference({ shopId: 3, no: 44, initiatedOn: plainDate('2026-03-09') });
    const row = `2026-03-11,-9.00,USD,Somebody,${trace},B-1`;
    await importLines(books, row);
    const [line] = await debits(books);
    expect([line?.no, line?.trace]).toEqual([null, trace.replaceAll(' ', '')]);
  });

  test('refused, names line and field and stores nothing', async ({ books }) => {
    const refusal = refusalOf(await importLines(books, '2026-03-11,5.00,USD,A,,B-1', '2026-03-11,5.001,USD,A,,B-2'));
    expect(refusal).toMatchObject([{ line: 3, field: 'amount' }]);
    expect(await books.sql('SELECT 1 FROM bank_line UNION ALL SELECT 1 FROM bank_file')).toEqual([]);
  });

  test('who imported it is on record', async ({ books }) => {
    await importLines(books, '2026-03-11,5.00,USD,A,,B-1');
    expect(await books.sql("SELECT actor_name, subject FROM audit_entry WHERE deed = 'bank-file.imported'")).toEqual([
      { actor_name: 'Otis Reed', subject: 'march.csv' },
    ]);
  });
});

describe('A return file', () => {
  const send = (books: TestBooks, text: string) =>
    importReturnFile(books.database, { name: 'r.csv', bytes: Buffer.from(text), by: OTIS, now: MORNING });

  test('a line that matches no payout is named, and nothing is stored', async ({ books }) => {
    const { trace } = await payoutOf(books);
    const refusal = refusalOf(await send(books, `reference,code\n${trace},R02\nP1-ZZZ,R02\n`));
    expect(refusal).toMatchObject([{ line: 3, field: 'reference' }]);
    expect((await listSentBack(books.database.pool, undefined)).payouts).toEqual([]);
  });

  test('a returned payout is listed with the bank’s reason', async ({ books }) => {
    books.breaksThem();
    const { trace, amount } = await payoutOf(books);
    expect(acceptedOf(await send(books, `reference,code\n${trace},R02\n`))).toMatchObject({ accepted: 1 });
    await books.close('2026-03-13');
    expect((await listSentBack(books.database.pool, undefined)).payouts).toMatchObject([
      { code: 'account-closed', amount, trace },
    ]);
  });
});
