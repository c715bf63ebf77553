import { describe, expect } from 'vitest';
import type { BankLine } from '@/domain/bill/bank-line';
import { formatReference, type Reference } from '@/domain/bill/reference';
import { instant } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';
import { minor } from '@/domain/money/money';
import { cancelBill } from '@/server/commands/bills/cancel-bill';
import { chooseMethod } from '@/server/commands/bills/choose-method';
import { clearBills } from '@/server/commands/bills/clear-bills';
import { expireBills } from '@/server/commands/bills/expire-bills';
import { type ImportBankLinesResult, importBankLines } from '@/server/commands/match-bank-lines';
import { acceptSuggestion } from '@/server/commands/matching/decide-bank-line';
import { getBillTransfer } from '@/server/queries/bill-transfer';
import type { BillRow } from '@/server/repositories/bills';
import { type TestBooks, test } from '../../support/books';
import { OTIS } from '../../support/ops-people';
import {
  acceptedOf,
  answer,
  billOf,
  billsOf,
  captured,
  chargeUnanswered,
  IVY,
  ivyOwes,
  MORNING,
  owedBy,
  refusalOf,
} from '../../support/owing';

let count = 0;
/** A line of 50.00 that says nothing, changed as a test needs it. */
function line(changes: Partial<BankLine> = {}): BankLine {
  count += 1;
  return {
    bookedOn: plainDate('2026-03-13'),
    amount: minor(5000n),
    currency: 'USD',
    counterparty: '',
    description: '',
    bankReference: null,
    fingerprint: `test:${count}`,
    ...changes,
  };
}

async function byTransfer(books: TestBooks, bill: BillRow): Promise<BillRow & { readonly reference: Reference }> {
  const { shopId, id } = bill;
  const chosen = acceptedOf(
    await chooseMethod(books.database, { shopId, bill: id, method: 'bank-transfer', now: MORNING }),
  );
  return chosen as BillRow & { readonly reference: Reference };
}

/** Ivy owes 87.40 and awaits a transfer for a bill of an amount. */
async function transferOf(books: TestBooks, amount: bigint | null) {
  const { shopId } = await ivyOwes(books);
  return byTransfer(books, await billOf(books, shopId, amount));
}

function arrive(books: TestBooks, ...lines: readonly BankLine[]): Promise<ImportBankLinesResult> {
  return importBankLines(books.database, { lines, by: null, now: MORNING });
}

/** Each stored line: its status, its bill's or null, and why. */
async function linesOf(
  books: TestBooks,
): Promise<readonly { id: number; status: string; bill: string | null; reason: string }[]> {
  return books.sql('SELECT id, status, bill_id AS bill, reason FROM bank_line ORDER BY id');
}

async function openOf(books: TestBooks): Promise<readonly string[]> {
  const { ivy } = await books.show();
  return (ivy?.statements ?? []).map(({ day, kind, payable, open }) => `${day} ${kind} ${payable} open ${open}`);
}

const NONE = { accepted: 0, duplicates: 0, matched: 0, suggested: 0, unmatched: 0 };

describe('A bank transfer clears for what arrived (R8.5)', () => {
  test('exact: 87.40 owed, 87.40 arrives with the reference: nothing is owed', async ({ books }) => {
    const bill = await transferOf(books, null);
    const paid = line({ amount: minor(8740n), description: `Ivy pays ${formatReference(bill.reference)}, thanks` });
    expect(await arrive(books, paid)).toEqual({ ...NONE, accepted: 1, matched: 1 });
    expect(await owedBy(books)).toBe(0n);
    expect(await billsOf(books)).toEqual(['cleared 8740 of 8740']);
    expect(await openOf(books)).toEqual([
      '2026-03-10 daily 75.28 open 0.00',
      '2026-03-12 daily -87.40 open 0.00',
      '2026-03-13 bill-payment 87.40 open 0.00',
    ]);
  });

  test('less: 30.00 of 87.40 arrives: 57.40 is still owed', async ({ books }) => {
    const bill = await transferOf(books, null);
    await arrive(books, line({ amount: minor(3000n), description: bill.reference.toLowerCase() }));
    expect(await owedBy(books)).toBe(5740n);
    expect(await billsOf(books)).toEqual(['cleared 3000 of 8740']);
  });

  test('less in two parts: 30.00 + 57.40 = 87.40: nothing is owed', async ({ books }) => {
    const bill = await transferOf(books, null);
    await arrive(books, line({ amount: minor(3000n), description: bill.reference }));
    await arrive(books, line({ amount: minor(5740n), description: bill.reference }));
    expect(await owedBy(books)).toBe(0n);
    expect(await billsOf(books)).toEqual(['cleared 8740 of 8740']);
  });

  test("more: 100.00 for 87.40: the excess of 12.60 is the shop's credit", async ({ books }) => {
    const bill = await transferOf(books, null);
    await arrive(books, line({ amount: minor(10_000n), description: `ref ${bill.reference}` }));
    expect(await owedBy(books)).toBe(0n);
    expect((await books.show()).ivy?.balance).toMatchObject({ available: '12.60' });
    expect((await openOf(books)).at(-1)).toBe('2026-03-13 bill-payment 100.00 open 12.60');
  });

  test('cancelled or expired meanwhile: 87.40 clears all the same', async ({ books }) => {
    const first = await transferOf(books, 5000n);
    acceptedOf(await cancelBill(books.database, { shopId: first.shopId, bill: first.id, by: IVY }));
    const second = await byTransfer(books, await billOf(books, first.shopId, 3740n));
    const late = instant('2026-03-20T10:00:01Z');
    await expireBills(books.database, { now: late });
    const lines = [
      line({ description: first.reference }),
      line({ amount: minor(3740n), description: second.reference }),
    ];
    expect(await importBankLines(books.database, { lines, by: null, now: late })).toMatchObject({ matched: 2 });
    expect(await billsOf(books)).toEqual(['cleared 5000 of 5000', 'cleared 3740 of 3740']);
  });

  test('paid by card meanwhile: 50.00 + 50.00 = 100.00 for 87.40 owed; 12.60 is credit', async ({ books }) => {
    const bill = await transferOf(books, 5000n);
    const { shopId, id } = bill;
    const card = acceptedOf(await chooseMethod(books.database, { shopId, bill: id, method: 'card', now: MORNING }));
    await answer(books, await chargeUnanswered(books, card), captured(5000n));
    await clearBills(books.database, { now: MORNING });
    await arrive(books, line({ description: bill.reference }));
    expect((await books.show()).ivy?.balance).toMatchObject({ available: '12.60' });
  });
});

describe('The same line has no effect twice', () => {
  test('the same import again, and the same line twice in one: one payment of 50.00', async ({ books }) => {
    const bill = await transferOf(books, null);
    const paid = line({ description: bill.reference });
    expect(await arrive(books, paid, paid)).toEqual({ ...NONE, accepted: 1, duplicates: 1, matched: 1 });
    expect(await arrive(books, paid)).toEqual({ ...NONE, duplicates: 1 });
    expect(await owedBy(books)).toBe(3740n);
  });

  test('two payments of 20.00 under one reference of the bank, the second in a later file that tells it first: both count, once', async ({
    books,
  }) => {
    const bill = await transferOf(books, null);
    const pix = (name: string) =>
      line({ amount: minor(2000n), description: bill.reference, fingerprint: `bank:pix:${name}` });
    const [ana, bea] = [pix('ana'), pix('bea')];
    expect(await arrive(books, ana)).toMatchObject({ accepted: 1, duplicates: 0 });
    expect(await arrive(books, bea, ana)).toMatchObject({ accepted: 1, duplicates: 1 });
    expect(await arrive(books, ana, bea)).toMatchObject({ accepted: 0, duplicates: 2 });
    expect(await owedBy(books)).toBe(4740n);
  });

  test('imported six times at once: one payment of 50.00', async ({ books }) => {
    const bill = await transferOf(books, null);
    const paid = line({ description: bill.reference });
    const results = await Promise.all(Array.from({ length: 6 }, () => arrive(books, paid)));
    expect(results.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(1);
    expect(results.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(5);
    expect(await owedBy(books)).toBe(3740n);
    expect(await billsOf(books)).toEqual(['cleared 5000 of 8740']);
  });

  test('two files with the same 20 lines in opposite orders, three times each, at once: 20 lines, 20.00 paid', async ({
    books,
  }) => {
    const bill = await transferOf(books, null);
    const lines = Array.from({ length: 20 }, () => line({ amount: minor(100n), description: bill.reference }));
    const files = [lines, [...lines].reverse()].flatMap((file) => [file, file, file]);
    const results = await Promise.all(files.map((file) => arrive(books, ...file)));
    expect(results.reduce((sum, { matched }) => sum + matched, 0)).toBe(20);
    expect(await billsOf(books)).toEqual(['cleared 2000 of 8740']);
  });

  test('two equal true payments of 20.00 both count: 87.40 - 40.00 = 47.40', async ({ books }) => {
    const bill = await transferOf(books, null);
    const paid = { amount: minor(2000n), description: bill.reference };
    await arrive(books, line(paid), line(paid));
    expect(await owedBy(books)).toBe(4740n);
  });

  test('a line that was stored and not booked, as when a process ends between, is booked by the next import', async ({
    books,
  }) => {
    const bill = await transferOf(books, null);
    const paid = line({ description: bill.reference });
    await books.sql(
      `INSERT INTO bank_line (fingerprint, booked_on, amount_minor, currency, status, shop_id, bill_id, reason, imported_at)
       VALUES ($1, '2026-03-13', 5000, 'USD', 'matched', $2, $3, 'Its reference.', $4)`,
      [paid.fingerprint, bill.shopId, bill.id, MORNING],
    );
    expect(await owedBy(books)).toBe(8740n);
    expect(await arrive(books, paid)).toEqual({ ...NONE, duplicates: 1 });
    expect(await owedBy(books)).toBe(3740n);
    await arrive(books, paid);
    expect(await owedBy(books)).toBe(3740n);
  });
});

describe('Without a reference nothing is booked by guess', () => {
  test('the amount of one awaited bill is suggested, and booked once ops accept it', async ({ books }) => {
    const bill = await transferOf(books, 5000n);
    expect(await arrive(books, line({ counterparty: 'Somebody' }))).toEqual({ ...NONE, accepted: 1, suggested: 1 });
    const [stored] = await linesOf(books);
    expect(stored).toMatchObject({ status: 'suggested', bill: bill.id });
    expect(stored?.reason).toBe('It has no reference of a bill, but the amount is that of one bill alone.');
    expect(await owedBy(books)).toBe(8740n);
    const accept = () => acceptSuggestion(books.database, { line: stored?.id ?? 0, by: OTIS, now: MORNING });
    expect(acceptedOf(await accept())).toMatchObject({ id: bill.id, status: 'cleared', received: 5000n });
    expect(acceptedOf(await accept())).toMatchObject({ received: 5000n });
    expect(await owedBy(books)).toBe(3740n);
  });

  test("the payer's registered name is suggested, whatever the amount, accents and capitals", async ({ books }) => {
    const bill = await transferOf(books, 5000n);
    await arrive(books, line({ amount: minor(4999n), counterparty: 'ÍVY  HART.' }));
    expect(await linesOf(books)).toMatchObject([{ status: 'suggested', bill: bill.id }]);
  });

  test('two bills of 20.00 of one payer: neither amount nor name tells them apart', async ({ books }) => {
    const first = await transferOf(books, 2000n);
    await byTransfer(books, await billOf(books, first.shopId, 2000n, 'another'));
    await arrive(books, line({ amount: minor(2000n) }), line({ amount: minor(2000n), counterparty: 'Ivy Hart' }));
    expect(await linesOf(books)).toMatchObject([
      { status: 'unmatched', bill: null, reason: 'It has no reference of a bill, and 2 bills could be meant.' },
      { status: 'unmatched', bill: null },
    ]);
  });

  test('a second line of 50.00 is not suggested for the bill that the first is', async ({ books }) => {
    await transferOf(books, 5000n);
    expect(await arrive(books, line(), line())).toMatchObject({ suggested: 1, unmatched: 1 });
    expect(await arrive(books, line())).toMatchObject({ suggested: 0, unmatched: 1 });
  });

  test('of two lines of 50.00 the one with the reference pays, so the other is not suggested', async ({ books }) => {
    const bill = await transferOf(books, 5000n);
    expect(await arrive(books, line(), line({ description: bill.reference }))).toMatchObject({
      matched: 1,
      unmatched: 1,
    });
  });

  test('no bill awaited, an unpaid bill by card, another amount: unmatched, and the books are as they were', async ({
    books,
  }) => {
    const { shopId } = await ivyOwes(books);
    await billOf(books, shopId, 5000n);
    expect(await arrive(books, line({ counterparty: 'Ivy Hart' }))).toMatchObject({ unmatched: 1 });
    expect(await linesOf(books)).toMatchObject([
      { reason: 'It has no reference of a bill, and no bill awaits this amount or this payer.' },
    ]);
    expect(await owedBy(books)).toBe(8740n);
  });

  test('a suggestion whose bill was paid meanwhile is refused, and its line is unmatched', async ({ books }) => {
    const bill = await transferOf(books, 5000n);
    await arrive(books, line());
    await arrive(books, line({ description: bill.reference }));
    const [stored] = await linesOf(books);
    const accept = () => acceptSuggestion(books.database, { line: stored?.id ?? 0, by: OTIS, now: MORNING });
    expect(refusalOf(await accept())).toMatchObject({
      code: 'conflict',
      reason: 'The bill that was suggested is cleared already. The money waits, unmatched.',
    });
    expect((await linesOf(books))[0]).toMatchObject({ status: 'unmatched', bill: null });
    expect(refusalOf(await accept()).reason).toBe('No bill is suggested for this bank line.');
    expect(await owedBy(books)).toBe(3740n);
  });

  test('a line that does not exist cannot be accepted', async ({ books }) => {
    expect(refusalOf(await acceptSuggestion(books.database, { line: 7, by: OTIS, now: MORNING }))).toMatchObject({
      code: 'not-found',
    });
  });
});

describe('A reference that cannot be followed leaves the line unmatched', () => {
  test('another currency: 87.40 EUR for a bill in USD', async ({ books }) => {
    const bill = await transferOf(books, null);
    const paid = line({ amount: minor(8740n), currency: 'EUR', description: bill.reference });
    expect(await arrive(books, paid)).toMatchObject({ unmatched: 1 });
    const [stored] = await linesOf(books);
    expect(stored?.reason).toBe(`It is in EUR, but reference ${formatReference(bill.reference)} is of a bill in USD.`);
    expect(await owedBy(books)).toBe(8740n);
  });

  test('two bills in one payment', async ({ books }) => {
    const first = await transferOf(books, 5000n);
    const second = await byTransfer(books, await billOf(books, first.shopId, 3740n));
    await arrive(books, line({ amount: minor(8740n), description: `${first.reference} + ${second.reference}` }));
    expect(await linesOf(books)).toMatchObject([
      { status: 'unmatched', reason: 'It names the references of 2 bills; divide it by hand.' },
    ]);
  });

  test('a wrong digit: the check digits find it, and the amount makes it a suggestion', async ({ books }) => {
    const bill = await transferOf(books, 5000n);
    const last = bill.reference.at(-1) === '7' ? '8' : '7';
    expect(await arrive(books, line({ description: `${bill.reference.slice(0, -1)}${last}` }))).toMatchObject({
      suggested: 1,
    });
  });
});

describe('Instructions for a transfer', () => {
  test('payee, account, amount, reference in groups of four, seven days', async ({ books }) => {
    const bill = await transferOf(books, 5000n);
    expect(await getBillTransfer(books.database.pool, bill.shopId, bill.id)).toEqual({
      bill: bill.id,
      status: 'unpaid',
      payee: 'Evenkeel Marketplace (demo)',
      bankName: 'Simulated Bank',
      account: 'SIM-0000-0000-0001',
      isSimulated: true,
      reference: formatReference(bill.reference),
      referencePlain: bill.reference,
      amount: '50.00',
      currency: 'USD',
      until: '2026-03-20T10:00:00.000Z',
    });
  });

  test('none for a bill by card, an unknown bill, another shop', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const card = await billOf(books, shopId, 5000n);
    const { pool } = books.database;
    expect(await getBillTransfer(pool, shopId, card.id)).toBeNull();
    expect(await getBillTransfer(pool, shopId, 'bil_none')).toBeNull();
    const { id } = await byTransfer(books, await billOf(books, shopId, 2000n));
    expect(await getBillTransfer(pool, shopId + 1, id)).toBeNull();
  });
});
