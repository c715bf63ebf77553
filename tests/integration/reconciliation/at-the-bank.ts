import type { PlainDate } from '@/domain/calendar/plain-date';
import { importBankFile } from '@/server/commands/matching/import-bank-file';
import { reconcileDay } from '@/server/commands/reconciliation/reconcile-day';
import type { CardGateway } from '@/server/gateways/card-gateway';
import type { TestBooks } from '../../support/books';
import { MORNING } from '../../support/owing';

/** A provider through which nothing went. */
export const QUIET = { listMovements: () => Promise.resolve([]) } as unknown as CardGateway;

const HEAD = 'Date,Amount,Currency,Name,Description,Bank reference';

/** A statement of the bank with these lines alone. */
export async function tell(books: TestBooks, ...rows: readonly string[]): Promise<void> {
  const bytes = Buffer.from([HEAD, ...rows].join('\n'));
  await importBankFile(books.database, { name: 'bank.csv', bytes, currency: null, by: null, now: MORNING });
}

/** The bank's statement of March, with these lines more. */
export async function statement(books: TestBooks, ...rows: readonly string[]): Promise<void> {
  await tell(books, '2026-03-01,-1.00,USD,Bank,fees,F-1', '2026-03-31,-1.00,USD,Bank,fees,F-2', ...rows);
}

/** What a day came to at the bank: its status, or what differs. */
export async function bankOf(books: TestBooks, day: PlainDate): Promise<readonly string[]> {
  const { sides } = await reconcileDay(books.database, QUIET, { day, askedBy: null });
  const [, bank] = sides;
  if (bank?.status !== 'done') return [bank?.status ?? ''];
  return bank.differences.map(({ kind, theirs, ours }) => `${kind} ${theirs}/${ours}`);
}
