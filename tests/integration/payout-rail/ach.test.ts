import { describe, expect } from 'vitest';
import { instant } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';
import { closeDays } from '@/server/commands/close-day';
import { exportPayoutFile, repeatPayoutFile } from '@/server/commands/payout-rail/export-payout-file';
import { recordBankReturns } from '@/server/commands/payout-rail/record-bank-returns';
import { readBankReturns } from '@/server/imports/bank-returns/read-bank-returns';
import { accountsOf, openShopOf, payoutsOf, request, VAULT } from '../../support/bank-accounts';
import { type TestBooks, test } from '../../support/books';
import { acceptedOf } from '../../support/owing';
import { adjusted } from '../../support/story';

const ORIGIN = {
  routing: '021000021',
  bankName: 'Harbour Bank',
  companyId: '1234567890',
  companyName: 'Evenkeel Market',
};

/** Closes with a real bank: nothing is paid before a file says so. */
const close = (books: TestBooks, through: string) =>
  closeDays(books.database, { through: plainDate(through), rail: 'ach' });

async function earn(books: TestBooks, day: string, amount: string): Promise<void> {
  await books.record([{ ...adjusted(day, amount), id: `earn-${day}` }]);
  await close(books, day);
}

const exportOn = async (books: TestBooks, day: string) =>
  acceptedOf(
    await exportPayoutFile(books.database, VAULT, {
      origin: ORIGIN,
      on: plainDate(day),
      now: instant(`${day}T10:00:00Z`),
    }),
  );

/** Payout 1, of 100.00, starts on Tuesday 10 March to an account with a number. */
async function payoutToSend(books: TestBooks): Promise<void> {
  await accountsOf(books, await openShopOf(books)).linkAndVerify('2026-03-02T10:00', '2026-03-05T10:00');
  await earn(books, '2026-03-09', '100.00');
  expect(await payoutsOf(books)).toEqual(['100.00 to 5530: processing']);
}

async function returned(books: TestBooks, text: string, day: string) {
  const { returns } = acceptedOf(readBankReturns(Buffer.from(text)));
  return recordBankReturns(books.database, { returns, now: instant(`${day}T10:00:00Z`), rail: 'ach' });
}

/** The bank's file about the entry of ours: the entry again, with an addenda of type 99. */
function returnFileOf(sent: string, code: string): string {
  const lines = sent.split('\n');
  const entry = (lines.find((line) => line.startsWith('6')) ?? '').replace(/^622/, '621');
  const marked = `${entry.slice(0, 78)}1${entry.slice(79)}`;
  const addenda = `799${code}${entry.slice(79)}${' '.repeat(6)}${entry.slice(3, 11)}${' '.repeat(44)}${entry.slice(79)}`;
  return [lines[0], lines[1], marked, addenda, ...lines.slice(3)].join('\n');
}

describe('payouts by ACH', () => {
  test('one that went out in no file does not count as paid, however long it waits', async ({ books }) => {
    await payoutToSend(books);
    await close(books, '2026-03-31');
    expect((await payoutsOf(books))[0]).toBe('100.00 to 5530: processing');
  });

  test('100.00 goes out once: the second export finds nothing', async ({ books }) => {
    await payoutToSend(books);
    expect((await exportOn(books, '2026-03-10')).file).toMatchObject({ payouts: 1, amount: 10000n });
    expect(await exportOn(books, '2026-03-10')).toEqual({ file: null, failed: [] });
  });

  test('two exports at the same moment: 100.00 goes out in one of them', async ({ books }) => {
    await payoutToSend(books);
    const files = await Promise.all([exportOn(books, '2026-03-10'), exportOn(books, '2026-03-10')]);
    expect(files.filter(({ file }) => file !== null)).toHaveLength(1);
  });

  test('the file holds the number that the owner entered, and can be made again to the byte', async ({ books }) => {
    await payoutToSend(books);
    const { file } = await exportOn(books, '2026-03-10');
    expect(file?.text).toContain('622110000000000917425530     0000010000P1-1');
    const again = acceptedOf(await repeatPayoutFile(books.database, VAULT, { id: '2026-03-10-A', origin: ORIGIN }));
    expect(again.text).toBe(file?.text);
  });

  test('to a savings account: the entry says 32, not 22', async ({ books }) => {
    const savings = { ...request(), accountKind: 'savings' } as const;
    await accountsOf(books, await openShopOf(books)).linkAndVerify('2026-03-02T10:00', '2026-03-05T10:00', savings);
    await earn(books, '2026-03-09', '100.00');
    const { file } = await exportOn(books, '2026-03-10');
    expect(file?.text).toContain('632110000000000917425530     0000010000P1-1');
  });

  test('in the file of Tuesday 10: effective Wednesday 11, returnable through Friday 13, when it counts as paid', async ({
    books,
  }) => {
    await payoutToSend(books);
    await exportOn(books, '2026-03-10');
    await close(books, '2026-03-12');
    expect(await payoutsOf(books)).toEqual(['100.00 to 5530: processing']);
    await close(books, '2026-03-13');
    expect(await payoutsOf(books)).toEqual(['100.00 to 5530: paid']);
  });

  test('R02 while it is on its way: failed, 100.00 is open again, and the seller reads that the account is closed', async ({
    books,
  }) => {
    await payoutToSend(books);
    const { file } = await exportOn(books, '2026-03-10');
    expect(await returned(books, returnFileOf(file?.text ?? '', 'R02'), '2026-03-11')).toMatchObject({ accepted: 1 });
    await close(books, '2026-03-11');
    expect(await payoutsOf(books)).toEqual(['100.00 to 5530: failed']);
    expect(await books.sql('SELECT code FROM payout')).toEqual([{ code: 'account-closed' }]);
    expect((await books.show()).ivy?.balance).toMatchObject({ available: '100.00', inTransit: '0.00' });
  });

  test('R03 after it counted as paid: returned', async ({ books }) => {
    await payoutToSend(books);
    const { file } = await exportOn(books, '2026-03-10');
    await close(books, '2026-03-13');
    await returned(books, returnFileOf(file?.text ?? '', 'R03'), '2026-03-16');
    await close(books, '2026-03-16');
    expect(await payoutsOf(books)).toEqual(['100.00 to 5530: returned']);
  });

  test('R03 read on Saturday 14 before Friday 13 is closed: paid on Friday, returned on Saturday, and the close goes on', async ({
    books,
  }) => {
    await payoutToSend(books);
    await exportOn(books, '2026-03-10');
    await close(books, '2026-03-12');
    await returned(books, 'reference,code,amount\nP1-1,R03,100.00\n', '2026-03-14');
    await close(books, '2026-03-13');
    expect(await payoutsOf(books)).toEqual(['100.00 to 5530: paid']);
    await close(books, '2026-03-14');
    expect(await payoutsOf(books)).toEqual(['100.00 to 5530: returned']);
  });

  test('two imports of a return at the same moment: 100.00 comes back once', async ({ books }) => {
    await payoutToSend(books);
    await exportOn(books, '2026-03-10');
    const csv = 'reference,code\nP1-1,R02\n';
    const results = await Promise.all([returned(books, csv, '2026-03-11'), returned(books, csv, '2026-03-11')]);
    expect(results.map(({ accepted }) => accepted).sort()).toEqual([0, 1]);
  });

  test('the same return twice, in one file and in the next: 1 accepted, then none', async ({ books }) => {
    await payoutToSend(books);
    await exportOn(books, '2026-03-10');
    const csv = 'reference,code,amount\nP1-1,R02,100.00\nP1-1,R02,100.00\n';
    expect(await returned(books, csv, '2026-03-11')).toEqual({ accepted: 1, duplicates: 1, refused: [] });
    expect(await returned(books, csv, '2026-03-12')).toEqual({ accepted: 0, duplicates: 2, refused: [] });
  });

  test('an account without a number: its payout fails at the export, 100.00 is open again', async ({ books }) => {
    await openShopOf(books);
    await earn(books, '2026-03-09', '100.00');
    expect(await exportOn(books, '2026-03-10')).toEqual({ file: null, failed: [{ shop: 'ivy', payout: 1 }] });
    expect(await exportOn(books, '2026-03-11')).toEqual({ file: null, failed: [] });
    await close(books, '2026-03-11');
    expect(await payoutsOf(books)).toEqual(['100.00 to 4417: failed']);
  });
});

describe('returns that are refused; nothing of their file is stored', () => {
  test('a payout that there is not', async ({ books }) => {
    await payoutToSend(books);
    const csv = 'reference,code,amount\nP1-1,R02,100.00\nP1-9,R02,5.00\n';
    expect(await returned(books, csv, '2026-03-11')).toMatchObject({
      accepted: 0,
      refused: [{ line: 3, field: 'reference', reason: expect.stringContaining('"P1-9" is no payout') }],
    });
    expect(await books.sql("SELECT 1 FROM fact WHERE type = 'payout.failed'")).toEqual([]);
  });

  test('another amount than was sent: 10.00 for 100.00', async ({ books }) => {
    await payoutToSend(books);
    expect(await returned(books, 'reference,code,amount\nP1-1,R02,10.00\n', '2026-03-11')).toMatchObject({
      refused: [{ line: 2, field: 'amount', reason: 'is 10.00, but payout P1-1 sent 100.00' }],
    });
  });
});

describe('files of returns that cannot be read', () => {
  const refusalOf = (text: string) => {
    const read = readBankReturns(Buffer.from(text));
    return read.ok ? null : read.refusal[0];
  };

  test('a record of 93 characters', () => {
    const record = `101${' '.repeat(90)}`;
    expect(refusalOf(record)).toEqual({
      line: 1,
      field: 'record',
      reason: 'has 93 characters; every record has 94',
    });
  });

  test('a return without its entry', () => {
    const text = [`101${' '.repeat(91)}`, `799R02${' '.repeat(88)}`].join('\n');
    expect(refusalOf(text)).toMatchObject({ line: 2, field: 'record' });
  });

  test('neither of the two formats', () => {
    expect(refusalOf('hello')).toMatchObject({ line: 1, field: 'file' });
  });

  test('nothing at all', () => {
    expect(refusalOf('')).toMatchObject({ field: 'file', reason: 'is empty' });
  });

  test('a row without a code', () => {
    expect(refusalOf('reference,code\nP1-1,\n')).toMatchObject({ line: 2, field: 'code' });
  });

  test('our own word for a reason stays ours, in capitals or not, like the code of the bank', () => {
    const rows = ['account-closed', 'Account-Closed', 'r02'].map((code) => `P1-1,${code}`);
    const read = acceptedOf(readBankReturns(Buffer.from(['reference,code', ...rows].join('\n'))));
    expect(read.returns.map(({ code }) => code)).toEqual(['account-closed', 'account-closed', 'account-closed']);
  });

  test('a code that nobody knows is named, with what to write instead', () => {
    const refusal = refusalOf('reference,code\nP1-1,ZZ9\n');
    expect(refusal).toMatchObject({ line: 2, field: 'code' });
    expect(refusal?.reason).toMatch(/^is “ZZ9”, which is no code .* like R02, or one of .*account-closed/);
  });
});
