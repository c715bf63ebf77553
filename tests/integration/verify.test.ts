import { describe, expect } from 'vitest';
import { verifyBooks } from '@/server/commands/verify-books';
import { INVARIANTS } from '@/server/invariants/index';
import { type TestBooks, test } from '../support/books';
import { IVY } from '../support/ivy';

/** Changes what is written, as only the owner of the tables can: with the triggers off. */
async function tamper(books: TestBooks, table: string, change: string): Promise<void> {
  books.breaksThem();
  await books.record(IVY);
  await books.close('2026-03-20');
  expect(await verifyBooks(books.database)).toEqual([]);
  await books.sql(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  await books.sql(change);
  await books.sql(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
}

/** Who would be told of it: the invariants that find something. */
async function found(books: TestBooks): Promise<string[]> {
  return [...new Set((await verifyBooks(books.database)).map((violation) => violation.invariant))].sort();
}

describe('verify finds what was changed behind the books’ back', () => {
  test('a component of a line: 5.06 of referral becomes 5.07', async ({ books }) => {
    await tamper(books, 'line', `UPDATE line SET breakdown = replace(breakdown::text, '"-5.06"', '"-5.07"')::json`);
    expect(await found(books)).toEqual(['R12.12', 'R12.2', 'SEAL']);
  });

  test('a category of a line', async ({ books }) => {
    await tamper(books, 'line', "UPDATE line SET fees_minor = fees_minor - 1 WHERE event = 'settlement'");
    expect(await found(books)).toEqual(['R12.12', 'R12.3', 'SEAL']);
  });

  test('a line that is taken away', async ({ books }) => {
    await tamper(books, 'line', "DELETE FROM line WHERE event = 'refund'");
    expect(await found(books)).toEqual(['R12.12', 'R12.2', 'R12.3', 'SEAL']);
  });

  test('the open amount of a statement, 16.18 that were in a payout', async ({ books }) => {
    await tamper(
      books,
      'statement',
      "UPDATE statement SET open_minor = 1618, status = 'pending' WHERE day = '2026-03-17'",
    );
    expect(await found(books)).toEqual(['R12.11', 'R12.12', 'R12.4', 'shop-figures']);
  });

  test('what a payout took', async ({ books }) => {
    await tamper(books, 'payout_item', 'UPDATE payout_item SET amount_minor = amount_minor + 1 WHERE payout_no = 1');
    expect(await found(books)).toEqual(['R12.12', 'R12.4', 'R12.7', 'SEAL']);
  });

  test('a hold, released by 1.00 without a line', async ({ books }) => {
    await tamper(books, 'hold', "UPDATE hold SET released_minor = 100 WHERE order_id = 'A'");
    expect(await found(books)).toEqual(['R12.11', 'R12.12', 'R12.6', 'shop-figures']);
  });

  test('a journal entry', async ({ books }) => {
    await tamper(
      books,
      'journal_entry',
      'UPDATE journal_entry SET amount_minor = amount_minor + 1 WHERE journal_no = 1 AND entry_no = 1',
    );
    expect(await found(books)).toEqual(['R12.1', 'R12.12', 'SEAL']);
  });

  test('an allocation', async ({ books }) => {
    await tamper(books, 'allocation', 'UPDATE allocation SET amount_minor = amount_minor - 1 WHERE no = 1');
    expect(await found(books)).toEqual(['R12.12', 'R12.4', 'SEAL']);
  });

  test('the day on which an order was due: it would have settled before its day', async ({ books }) => {
    await tamper(books, 'due_order', "UPDATE due_order SET settles_on = '2026-03-30' WHERE order_id = 'A'");
    expect(await found(books)).toEqual(['R12.12', 'R12.8']);
  });

  test('a fact: 84.30 becomes 94.30, and the replay no longer gives what is stored', async ({ books }) => {
    await tamper(
      books,
      'fact',
      `UPDATE fact SET payload = replace(payload::text, '"84.30"', '"94.30"')::json WHERE type = 'order.placed'`,
    );
    expect(await found(books)).toEqual(['R12.12', 'SEAL']);
  });

  test('what a bill paid', async ({ books }) => {
    await tamper(
      books,
      'fact',
      `UPDATE fact SET payload = replace(payload::text, '"50.00"', '"51.00"')::json WHERE type = 'bill.cleared'`,
    );
    expect(await found(books)).toEqual(['R12.10', 'R12.12', 'R12.9', 'SEAL']);
  });

  test('an event, a figure of the shop, the state of the engine', async ({ books }) => {
    await tamper(books, 'shop_event', 'UPDATE shop_event SET day = day + 1 WHERE no = 1');
    expect(await found(books)).toEqual(['R12.12', 'SEAL']);
    await books.sql('UPDATE shop SET reserved_minor = reserved_minor + 1, paid_statement_count = 9');
    expect(await found(books)).toEqual(['R12.12', 'SEAL', 'shop-figures']);
    await books.sql(`UPDATE shop_state SET state = replace(state::text, '"negativeDays":0', '"negativeDays":7')::json`);
    const details = (await verifyBooks(books.database)).map(({ detail }) => detail);
    expect(details.some((detail) => detail.startsWith('state'))).toBe(true);
  });

  test('open amounts of both signs', async ({ books }) => {
    books.breaksThem();
    await books.record(IVY);
    await books.close('2026-03-13');
    await books.sql("UPDATE statement SET open_minor = 100, status = 'pending' WHERE day = '2026-03-10'");
    expect(await found(books)).toContain('R12.5');
  });

  test('each invariant of R12 but the replay is one query', async ({ books }) => {
    const ids = [...new Set(INVARIANTS.map(({ id }) => id))].filter((id) => id.startsWith('R12.'));
    expect(ids).toEqual(Array.from({ length: 11 }, (_, index) => `R12.${index + 1}`));
    await books.record(IVY);
  });
});
