import { describe, expect } from 'vitest';
import { matchByHand, setAsideBankLine } from '@/server/commands/matching/decide-bank-line';
import { listFoundLines } from '@/server/queries/ops/matching-transfers';
import { type TestBooks, test } from '../../support/books';
import { OTIS } from '../../support/ops-people';
import { acceptedOf, billOf, ivyOwes, MORNING } from '../../support/owing';

/** A line of each kind: one that waits, one that is matched with Ivy's bill, and one that is not ours. */
async function threeLines(books: TestBooks) {
  const { shopId } = await ivyOwes(books);
  const bill = await billOf(books, shopId, 5000n);
  await books.sql(
    `INSERT INTO bank_line (id, fingerprint, booked_on, amount_minor, currency, counterparty, description, status, reason, imported_at)
     VALUES (901, 'waits', '2026-03-20', 120450, 'USD', 'Cash desk 4', 'INV-2026/77, counter', 'unmatched', 'none', now()),
            (902, 'paid', '2026-03-21', 5000, 'USD', 'Ana-Lu "Loja" Ünal', 'for march', 'unmatched', 'none', now()),
            (903, 'aside', '2026-03-21', 900, 'USD', 'Landlord', 'deposit back', 'unmatched', 'none', now())`,
  );
  acceptedOf(
    await matchByHand(books.database, { line: 902, shopId, bill: bill.id, reason: '', by: OTIS, now: MORNING }),
  );
  const aside = { line: 903, as: 'not-ours', reason: 'Rent', by: OTIS, now: MORNING } as const;
  acceptedOf(await setAsideBankLine(books.database, aside));
  return { shopId, bill };
}

async function find(books: TestBooks, words: string): Promise<readonly number[]> {
  const { lines } = await listFoundLines(books.database.pool, words, undefined);
  return lines.map(({ id }) => id);
}

describe('Ops find a transfer, whatever became of it', () => {
  test.for<readonly [string, string, readonly number[]]>([
    ['its amount, 1,204.50', '1204.50', [901]],
    ['its amount, as a page shows it', '$1,204.50', [901]],
    ['its day: two lines, the later first', '2026-03-21', [903, 902]],
    ['a word of the payer', 'desk', [901]],
    ['the beginnings of two words, in any order', 'coun cash', [901]],
    ['a part of a number that the bank wrote between signs', '2026/77', [901]],
    ['a name with its signs and letters of other languages', 'ana-lu "loja" Ünal', [902]],
    ['the id of the shop whose bill it paid', 'ivy', [902]],
    ['a pattern: a sign of percent is none', '%', []],
    ['signs alone', '& | ! ( :*', []],
    ['words of which the line has only one', 'cash landlord', []],
    ['a day that does not exist', '2026-02-30', []],
  ])('by %s', async ([, words, found], { books }) => {
    await threeLines(books);
    expect(await find(books, words)).toEqual(found);
  });

  test('by the id of the bill that it paid', async ({ books }) => {
    const { bill } = await threeLines(books);
    expect(await find(books, bill.id)).toEqual([902]);
  });

  test('120 lines of 5.00: 50 + 50 + 20, the newest first, each once', async ({ books }) => {
    await books.sql(
      `INSERT INTO bank_line (fingerprint, booked_on, amount_minor, currency, status, reason, imported_at)
       SELECT 'w' || i, date '2026-03-20' - i % 7, 500, 'USD', 'unmatched', 'none', now() FROM generate_series(1, 120) i`,
    );
    const pages: (readonly number[])[] = [];
    let before: string | undefined;
    do {
      const { lines, next } = await listFoundLines(books.database.pool, '5.00', before);
      pages.push(lines.map(({ id }) => id));
      before = next ?? undefined;
    } while (before !== undefined);
    expect(pages.map(({ length }) => length)).toEqual([50, 50, 20]);
    expect(new Set(pages.flat()).size).toBe(120);
    expect(pages.flat()).toEqual(pages.flat().toSorted((left, right) => right - left));
  });
});
