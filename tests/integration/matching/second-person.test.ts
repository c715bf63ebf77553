import { describe, expect } from 'vitest';
import { plainDate } from '@/domain/calendar/plain-date';
import { minor } from '@/domain/money/money';
import { chooseMethod } from '@/server/commands/bills/choose-method';
import { importBankLines } from '@/server/commands/match-bank-lines';
import { acceptSuggestion, matchByHand } from '@/server/commands/matching/decide-bank-line';
import { type TestBooks, test } from '../../support/books';
import { LENA, OTIS } from '../../support/ops-people';
import { acceptedOf, billOf, ivyOwes, MORNING, owedBy, refusalOf } from '../../support/owing';
import { addOpsWhoOwnsIvys } from '../../support/people';
import { standingOf } from './support';

/** Ivy owes 87.40, and a transfer with the reference of a bill over it is awaited. */
async function awaited(books: TestBooks) {
  const { shopId } = await ivyOwes(books);
  const { id } = await billOf(books, shopId, null);
  const bill = acceptedOf(
    await chooseMethod(books.database, { shopId, bill: id, method: 'bank-transfer', now: MORNING }),
  );
  return { shopId, bill: id, reference: bill.reference ?? '' };
}

/** Somebody imports a file with these lines; their numbers, in order. */
async function imports(
  books: TestBooks,
  by: typeof OTIS | null,
  ...rows: readonly { readonly cents: bigint; readonly words: string }[]
): Promise<readonly number[]> {
  const [{ last } = { last: 0 }] = await books.sql<{ last: number }>(
    'SELECT coalesce(max(id), 0) AS last FROM bank_line',
  );
  const lines = rows.map(({ cents, words }, index) => ({
    ...{ bookedOn: plainDate('2026-03-13'), amount: minor(cents), currency: 'USD', counterparty: '' },
    ...{ description: words, bankReference: null, fingerprint: `second:${last}:${index}` },
  }));
  await importBankLines(books.database, { lines, by, now: MORNING });
  const stored = await books.sql<{ id: number }>('SELECT id FROM bank_line WHERE id > $1 ORDER BY id', [last]);
  return stored.map(({ id }) => id);
}

const creditOf = async (books: TestBooks) => (await books.show()).ivy?.balance.available;

describe('Who imports a bank file turns at most 100.00 a day into a shop’s credit alone (ADR 30)', () => {
  test('5,000.00 for a bill over 87.40 is not booked: it is suggested, and says what becomes credit', async ({
    books,
  }) => {
    const { reference } = await awaited(books);
    const [line = 0] = await imports(books, OTIS, { cents: 500_000n, words: reference });
    expect([await standingOf(books, line), await owedBy(books)]).toEqual(['suggested with a bill', 8740n]);
    const [row] = await books.sql<{ reason: string }>('SELECT reason FROM bank_line');
    expect(row?.reason).toContain('4912.60 USD of it is more than is owed');
  });

  test('Otis, who imported it, is told that it takes a colleague; Lena books it: 4,912.60 of credit', async ({
    books,
  }) => {
    const { reference } = await awaited(books);
    const [line = 0] = await imports(books, OTIS, { cents: 500_000n, words: reference });
    const about = { line, now: MORNING };
    expect(refusalOf(await acceptSuggestion(books.database, { ...about, by: OTIS })).reason).toMatch(
      /You imported this line yourself, and 4912.60 USD .* ask a colleague/,
    );
    acceptedOf(await acceptSuggestion(books.database, { ...about, by: LENA }));
    expect(await creditOf(books)).toBe('4912.60');
  });

  test('187.40 leaves 100.00 of credit and is booked; 0.01 more on the same day is suggested', async ({ books }) => {
    const { reference } = await awaited(books);
    const [first = 0] = await imports(books, OTIS, { cents: 18_740n, words: reference });
    const [second = 0] = await imports(books, OTIS, { cents: 1n, words: reference });
    expect([await standingOf(books, first), await standingOf(books, second)]).toEqual([
      'matched with a bill',
      'suggested with a bill',
    ]);
  });

  test('split within a file: 87.40 + 60.00 + 60.00: the last is suggested, 60.00 is credit', async ({ books }) => {
    const { reference: words } = await awaited(books);
    await imports(books, OTIS, { cents: 8740n, words }, { cents: 6000n, words }, { cents: 6000n, words });
    expect(await books.sql('SELECT status FROM bank_line ORDER BY id')).toEqual(
      ['matched', 'matched', 'suggested'].map((status) => ({ status })),
    );
    expect(await creditOf(books)).toBe('60.00');
  });

  test('nor by hand: 187.41 without words that Otis imported is matched by Lena', async ({ books }) => {
    const { shopId, bill } = await awaited(books);
    const [line = 0] = await imports(books, OTIS, { cents: 18_741n, words: '' });
    const about = { line, shopId, bill, reason: '', now: MORNING };
    expect(refusalOf(await matchByHand(books.database, { ...about, by: OTIS })).field).toBe('line');
    acceptedOf(await matchByHand(books.database, { ...about, by: LENA }));
    expect(await creditOf(books)).toBe('100.01');
  });

  test('a second transfer for a bill that is cleared is accepted by Lena: it names the bill', async ({ books }) => {
    const { reference: words } = await awaited(books);
    await imports(books, OTIS, { cents: 8740n, words });
    const [again = 0] = await imports(books, OTIS, { cents: 50_000n, words });
    acceptedOf(await acceptSuggestion(books.database, { line: again, by: LENA, now: MORNING }));
    expect(await creditOf(books)).toBe('500.00');
  });

  test('what the command line imports is no person’s word: 5,000.00 is booked', async ({ books }) => {
    const { reference } = await awaited(books);
    await imports(books, null, { cents: 500_000n, words: reference });
    expect(await creditOf(books)).toBe('4912.60');
  });
});

test('Otis is also an owner of the shop’s seller: 87.40 that he imports for its bill are suggested, and Lena books them', async ({
  books,
}) => {
  const { reference } = await awaited(books);
  await addOpsWhoOwnsIvys(books, 'ops:otis');
  const [line = 0] = await imports(books, OTIS, { cents: 8740n, words: reference });
  expect([await standingOf(books, line), await owedBy(books)]).toEqual(['suggested with a bill', 8740n]);
  acceptedOf(await acceptSuggestion(books.database, { line, by: LENA, now: MORNING }));
  expect(await owedBy(books)).toBe(0n);
});
