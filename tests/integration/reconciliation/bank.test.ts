import { describe, expect } from 'vitest';
import { traceReference } from '@/contracts/payout-trace';
import { instant } from '@/domain/calendar/instant';
import { addDays, type PlainDate, plainDate } from '@/domain/calendar/plain-date';
import { exportPayoutFile } from '@/server/commands/payout-rail/export-payout-file';
import { reconcileDueDays } from '@/server/commands/reconciliation/reconcile-day';
import { readReconciledDay } from '@/server/queries/ops/reconciliation';
import { accountsOf, earn, openShopOf, VAULT } from '../../support/bank-accounts';
import { type TestBooks, test } from '../../support/books';
import { twoShops } from '../../support/two-shops';
import { bankOf, QUIET, statement, tell } from './at-the-bank';

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

  test('rent of 1,200.00 names no payout: it is no difference, and is listed with what else left the account', async ({
    books,
  }) => {
    books.breaksThem();
    const { amount, trace, settledOn } = await paidPayout(books);
    const rent = `${settledOn},-1200.00,USD,Landlord,rent of March,B-2`;
    await statement(books, `${settledOn},-${amount},USD,Ivy Hart,${trace},B-1`, rent);
    expect(await bankOf(books, settledOn)).toEqual([]);
    const day = await readReconciledDay(books.database.pool, settledOn);
    expect([day?.others.map(({ counterparty }) => counterparty), day?.otherSums]).toEqual([
      ['Landlord'],
      [{ currency: 'USD', count: 1, amount: '1200.00' }],
    ]);
  });

  test('250 lines that name no payout of ours: 100 + 100 + 50 differences, each once', async ({ books }) => {
    await tell(books, '2026-03-11,-1.00,USD,Bank,fees,F-1');
    await books.sql(
      `INSERT INTO bank_debit (fingerprint, booked_on, amount_minor, currency, counterparty, description, trace, imported_at)
       SELECT 'lost ' || i, '2026-03-11', i, 'USD', 'Somebody', '', 'EKPO' || i, now() FROM generate_series(1, 250) i`,
    );
    const day = plainDate('2026-03-11');
    expect(await bankOf(books, day)).toHaveLength(250);
    const pages: (readonly string[])[] = [];
    let after: string | undefined;
    do {
      const page = await readReconciledDay(books.database.pool, day, after);
      pages.push((page?.differences ?? []).map(({ key }) => key));
      after = page?.next ?? undefined;
    } while (after !== undefined);
    expect(pages.map(({ length }) => length)).toEqual([100, 100, 50]);
    expect(new Set(pages.flat()).size).toBe(250);
  });

  test('a statement of the account in BRL says nothing of a payout in USD: it is not missed', async ({ books }) => {
    books.breaksThem();
    const { settledOn } = await paidPayout(books);
    const rows = ['2026-03-01,-1.00,BRL,Banco,taxa,F-1', '2026-03-31,-1.00,BRL,Banco,taxa,F-2'];
    await tell(books, ...rows);
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

/** Ivy's payout of 75.28 to a company, and Rook's twin to a person, sent in one file that is due on the day on which Ivy's counts as paid. */
async function sentInAFile(books: TestBooks): Promise<Sent & { readonly file: string }> {
  const sent = await paidPayout(books);
  const id = `${addDays(sent.settledOn, -1)}-Z`;
  await books.sql("INSERT INTO payout_file VALUES ($1, 'us', $2, 'Z', $3)", [
    id,
    addDays(sent.settledOn, -1),
    sent.settledOn,
  ]);
  await books.sql('INSERT INTO payout_file_entry SELECT shop_id, no, $1 FROM payout WHERE no = 1', [id]);
  // Their accounts are of the demo's bank, which says nothing of whose they are.
  await books.sql('ALTER TABLE bank_account DROP CONSTRAINT linked_accounts_have_a_number, DISABLE TRIGGER USER');
  await books.sql("UPDATE bank_account SET account_type = CASE WHEN shop_id = 1 THEN 'corporate' ELSE 'personal' END");
  return { ...sent, file: id };
}

const SUM = '150.56';

describe('A file of payouts, 75.28 to a company + 75.28 to a person = 150.56', { timeout: 60_000 }, () => {
  test('that the bank booked as one sum is no difference', async ({ books }) => {
    books.breaksThem();
    const { settledOn } = await sentInAFile(books);
    await statement(books, `${settledOn},-${SUM},USD,Evenkeel,ACH settlement,B-1`);
    expect(await bankOf(books, settledOn)).toEqual([]);
    const [total] = await books.sql(
      "SELECT theirs_minor, ours_minor FROM reconciliation_total WHERE flow = 'paid-out'",
    );
    expect(total).toEqual({ theirs_minor: 15_056n, ours_minor: 15_056n });
  });

  test('that the bank booked batch by batch is no difference', async ({ books }) => {
    books.breaksThem();
    const { settledOn, amount } = await sentInAFile(books);
    const row = (no: number) => `${settledOn},-${amount},USD,Evenkeel,ACH batch ${no},B-${no}`;
    await statement(books, row(1), row(2));
    expect(await bankOf(books, settledOn)).toEqual([]);
  });

  test('of which the bank booked one batch only misses the other', async ({ books }) => {
    books.breaksThem();
    const { settledOn, amount } = await sentInAFile(books);
    await statement(books, `${settledOn},-${amount},USD,Evenkeel,ACH batch 1,B-1`);
    expect(await bankOf(books, settledOn)).toEqual(['only-ours 0/7528']);
  });

  test('that the bank does not tell of is missed on its day, by its name', async ({ books }) => {
    books.breaksThem();
    const { settledOn, file } = await sentInAFile(books);
    await statement(books);
    expect(await bankOf(books, settledOn)).toEqual(['only-ours 0/15056']);
    expect(await books.sql('SELECT reference, marketplace FROM reconciliation_item')).toEqual([
      { reference: file, marketplace: 'us' },
    ]);
  });

  test('is missed by nobody before it is due', async ({ books }) => {
    books.breaksThem();
    const { settledOn } = await sentInAFile(books);
    await statement(books);
    expect(await bankOf(books, addDays(settledOn, -1))).toEqual([]);
  });

  test('that the bank booked the day after: nothing differs on either day', async ({ books }) => {
    books.breaksThem();
    const { settledOn } = await sentInAFile(books);
    await statement(books, `${addDays(settledOn, 1)},-${SUM},USD,Evenkeel,ACH settlement,B-1`);
    expect(await bankOf(books, settledOn)).toEqual([]);
    expect(await bankOf(books, addDays(settledOn, 1))).toEqual([]);
  });

  test('booked twice, the second time a day later: a double of 150.56 on that day', async ({ books }) => {
    books.breaksThem();
    const { settledOn } = await sentInAFile(books);
    const row = (day: PlainDate, no: number) => `${day},-${SUM},USD,Evenkeel,ACH settlement ${no},B-${no}`;
    await statement(books, row(settledOn, 1), row(addDays(settledOn, 1), 2));
    expect(await bankOf(books, settledOn)).toEqual([]);
    expect(await bankOf(books, addDays(settledOn, 1))).toEqual(['double 15056/0']);
  });

  test('of which the bank names a payout is compared payout by payout: the other 75.28 is missed', async ({
    books,
  }) => {
    books.breaksThem();
    const { settledOn, amount, trace } = await sentInAFile(books);
    await books.sql('UPDATE payout SET settled_on = $1 WHERE no = 1', [settledOn]);
    await statement(books, `${settledOn},-${amount},USD,Ivy Hart,Payout ${trace},B-1`);
    expect(await bankOf(books, settledOn)).toEqual(['only-ours 0/7528']);
  });

  test('without a statement of the day before its day is not missed', async ({ books }) => {
    books.breaksThem();
    const { settledOn } = await sentInAFile(books);
    await tell(books, `${settledOn},-1.00,USD,Bank,fees,F-1`);
    expect(await bankOf(books, settledOn)).toEqual([]);
  });

  test('made by the export on Tuesday 10, booked as 100.00 on Wednesday 11: 100.00 there, 100.00 in our books', async ({
    books,
  }) => {
    await accountsOf(books, await openShopOf(books)).linkAndVerify('2026-03-02T10:00', '2026-03-05T10:00');
    await earn(books, '2026-03-09', '100.00');
    const of = {
      routing: '021000021',
      bankName: 'Harbour Bank',
      companyId: '1234567890',
      companyName: 'Evenkeel Market',
    };
    const now = instant('2026-03-10T10:00:00Z');
    await exportPayoutFile(books.database, VAULT, { origin: of, on: plainDate('2026-03-10'), now });
    await statement(books, '2026-03-11,-100.00,USD,Harbour Bank,ACH origination,B-1');
    expect(await bankOf(books, plainDate('2026-03-11'))).toEqual([]);
    const totals = await books.sql('SELECT theirs_minor, ours_minor FROM reconciliation_total');
    expect(totals).toEqual([{ theirs_minor: 10_000n, ours_minor: 10_000n }]);
    expect((await readReconciledDay(books.database.pool, plainDate('2026-03-11')))?.others).toEqual([]);
  });

  test('of which the bank names the payout of 75.28 and books 150.56 as well: the sum is a double', async ({
    books,
  }) => {
    books.breaksThem();
    const { settledOn, amount, trace } = await sentInAFile(books);
    const sum = `${settledOn},-${SUM},USD,Evenkeel,ACH settlement,B-2`;
    await statement(books, `${settledOn},-${amount},USD,Ivy Hart,Payout ${trace},B-1`, sum);
    expect(await bankOf(books, settledOn)).toEqual(['double 15056/0']);
  });
});
