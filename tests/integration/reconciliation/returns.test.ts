import { describe, expect } from 'vitest';
import { traceReference } from '@/contracts/payout-trace';
import { instant } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';
import { closeDays } from '@/server/commands/close-day';
import { setAsideBankLine } from '@/server/commands/matching/decide-bank-line';
import { importReturnFile } from '@/server/commands/matching/import-return-file';
import { exportPayoutFile } from '@/server/commands/payout-rail/export-payout-file';
import { accountsOf, earn, openShopOf, payoutsOf, VAULT } from '../../support/bank-accounts';
import { type TestBooks, test } from '../../support/books';
import { LENA } from '../../support/ops-people';
import { acceptedOf, MORNING } from '../../support/owing';
import { bankOf, statement, tell } from './at-the-bank';

const ORIGIN = {
  routing: '021000021',
  bankName: 'Harbour Bank',
  companyId: '1234567890',
  companyName: 'Evenkeel Market',
};

const TRACE = traceReference({ shopId: 1, no: 1, initiatedOn: plainDate('2026-03-10') });
const BACK_ON = plainDate('2026-03-11');
const MISSED_ON = plainDate('2026-03-16');

/** What the bank booked when the file left on Wednesday 11. */
const LEFT = '2026-03-11,-100.00,USD,Harbour Bank,ACH origination,B-1';

/** A payout of 100.00 leaves in the file of Tuesday 10. */
async function sent(books: TestBooks): Promise<void> {
  await accountsOf(books, await openShopOf(books)).linkAndVerify('2026-03-02T10:00', '2026-03-05T10:00');
  await earn(books, '2026-03-09', '100.00');
  const now = instant('2026-03-10T10:00:00Z');
  await exportPayoutFile(books.database, VAULT, { origin: ORIGIN, on: plainDate('2026-03-10'), now });
}

/** The bank's return of Wednesday 11 is imported: the payout failed. */
async function returned(books: TestBooks): Promise<void> {
  const bytes = Buffer.from('reference,code\nP1-1,R02\n');
  const now = instant('2026-03-11T10:00:00Z');
  acceptedOf(await importReturnFile(books.database, { name: 'r.csv', bytes, by: LENA, now }));
  await closeDays(books.database, { through: BACK_ON, rail: 'ach' });
  expect((await payoutsOf(books))[0]).toBe('100.00 to 5530: failed');
}

async function setAside(books: TestBooks): Promise<void> {
  const [line] = await books.sql<{ id: number }>('SELECT id FROM bank_line');
  const aside = { line: line?.id ?? 0, as: 'not-ours', reason: 'ACH returns', by: LENA, now: MORNING } as const;
  acceptedOf(await setAsideBankLine(books.database, aside));
}

describe('A payout of 100.00 that came back beside the bank', { timeout: 60_000 }, () => {
  test('given back by its reference on Thursday 12: 100.00 there, 100.00 in our books, and nothing is missed', async ({
    books,
  }) => {
    await sent(books);
    await returned(books);
    await statement(books, LEFT, `2026-03-12,100.00,USD,Harbour Bank,RETURN ${TRACE} R02,B-2`);
    expect(await bankOf(books, plainDate('2026-03-12'))).toEqual([]);
    expect(
      await books.sql("SELECT theirs_minor, ours_minor FROM reconciliation_total WHERE flow = 'came-back'"),
    ).toEqual([{ theirs_minor: 10_000n, ours_minor: 10_000n }]);
    expect(await bankOf(books, BACK_ON)).toEqual([]);
    expect(await bankOf(books, MISSED_ON)).toEqual([]);
  });

  test('given back by its reference, and no return was imported: lost, until it is', async ({ books }) => {
    await sent(books);
    await statement(books, LEFT, `2026-03-12,100.00,USD,Harbour Bank,RETURN ${TRACE} R02,B-2`);
    expect(await bankOf(books, plainDate('2026-03-12'))).toEqual(['lost 10000/0']);
    await returned(books);
    expect(await bankOf(books, plainDate('2026-03-12'))).toEqual([]);
  });

  test('given back less a fee of 4.00: another amount, 96.00 for 100.00', async ({ books }) => {
    await sent(books);
    await returned(books);
    await statement(books, LEFT, `2026-03-12,96.00,USD,Harbour Bank,RETURN ${TRACE} R02,B-2`);
    expect(await bankOf(books, plainDate('2026-03-12'))).toEqual(['other-amount 9600/10000']);
  });

  test('given back on Thursday and again on Friday: a double of 100.00 on Friday', async ({ books }) => {
    await sent(books);
    await returned(books);
    const row = (day: string) => `${day},100.00,USD,Harbour Bank,RETURN ${TRACE} R02,B-${day}`;
    await statement(books, LEFT, row('2026-03-12'), row('2026-03-13'));
    expect(await bankOf(books, plainDate('2026-03-12'))).toEqual([]);
    expect(await bankOf(books, plainDate('2026-03-13'))).toEqual(['double 10000/0']);
  });

  test('not given back: 100.00 is on its way on Wednesday 11, and missed on Monday 16, by its reference', async ({
    books,
  }) => {
    await sent(books);
    await returned(books);
    await statement(books, LEFT);
    expect(await bankOf(books, BACK_ON)).toEqual([]);
    const [total] = await books.sql("SELECT in_transit_minor FROM reconciliation_total WHERE flow = 'came-back'");
    expect(total).toEqual({ in_transit_minor: 10_000n });
    expect(await bankOf(books, MISSED_ON)).toEqual(['only-ours 0/10000']);
    const [item] = await books.sql('SELECT reference, of_shop_id, payout_no FROM reconciliation_item');
    expect(item).toEqual({ reference: TRACE.replaceAll(' ', ''), of_shop_id: 1, payout_no: 1 });
  });

  test('given back as 100.00 that names nothing: missed until a person sets the line aside as no seller’s payment', async ({
    books,
  }) => {
    await sent(books);
    await returned(books);
    await statement(books, LEFT, '2026-03-13,100.00,USD,Harbour Bank,ACH RETURN ITEMS,B-2');
    expect(await bankOf(books, MISSED_ON)).toEqual(['only-ours 0/10000']);
    await setAside(books);
    expect([await bankOf(books, MISSED_ON), await bankOf(books, plainDate('2026-03-13'))]).toEqual([[], []]);
    const [total] = await books.sql(
      "SELECT theirs_minor, ours_minor FROM reconciliation_total WHERE flow = 'came-back' AND theirs_minor > 0",
    );
    expect(total).toEqual({ theirs_minor: 10_000n, ours_minor: 10_000n });
  });

  test('where no statement tells of the days until Monday 16, nothing is missed', async ({ books }) => {
    await sent(books);
    await returned(books);
    for (const row of [LEFT, '2026-03-16,-1.00,USD,Bank,fees,F-1']) await tell(books, row);
    expect(await bankOf(books, MISSED_ON)).toEqual([]);
  });

  test('that the bank never took does not come back: it went out in no file, and no line names it', async ({
    books,
  }) => {
    books.breaksThem();
    await sent(books);
    await returned(books);
    await books.sql('ALTER TABLE payout_file_entry DISABLE TRIGGER USER');
    await books.sql('DELETE FROM payout_file_entry');
    await statement(books);
    expect([await bankOf(books, BACK_ON), await bankOf(books, MISSED_ON)]).toEqual([[], []]);
  });
});
