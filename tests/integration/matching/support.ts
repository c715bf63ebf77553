import { plainDate } from '@/domain/calendar/plain-date';
import { minor } from '@/domain/money/money';
import { importBankLines } from '@/server/commands/match-bank-lines';
import type { TestBooks } from '../../support/books';
import { MORNING } from '../../support/owing';

let count = 0;

/** Money arrives that says nothing; the number of its line. */
export async function arrives(books: TestBooks, cents: bigint, counterparty = '', currency = 'USD'): Promise<number> {
  count += 1;
  const line = {
    ...{ bookedOn: plainDate('2026-03-13'), amount: minor(cents), currency, counterparty, description: '' },
    ...{ bankReference: null, fingerprint: `matching:${count}` },
  };
  await importBankLines(books.database, { lines: [line], by: null, now: MORNING });
  const [stored] = await books.sql<{ id: number }>('SELECT max(id) AS id FROM bank_line');
  return stored?.id ?? 0;
}

/** Where a line stands: its status and bill. */
export async function standingOf(books: TestBooks, line: number): Promise<string> {
  const [row] = await books.sql<{ status: string; bill: string | null }>(
    'SELECT status, bill_id AS bill FROM bank_line WHERE id = $1',
    [line],
  );
  return `${row?.status} ${row?.bill === null ? 'no bill' : 'with a bill'}`;
}
