import { describe, expect } from 'vitest';
import { type TestBooks, test } from '../support/books';
import { IVY } from '../support/ivy';

async function closed(books: TestBooks): Promise<void> {
  await books.record(IVY);
  await books.close('2026-03-20');
}

describe('what is written stays written', () => {
  for (const table of ['fact', 'line', 'allocation', 'payout_item', 'journal', 'journal_entry', 'shop_event', 'seal']) {
    test(`${table}: UPDATE, DELETE and TRUNCATE are refused`, async ({ books }) => {
      await closed(books);
      await expect(books.sql(`UPDATE ${table} SET shop_id = shop_id`)).rejects.toThrow(
        `${table} is append-only: UPDATE is refused`,
      );
      await expect(books.sql(`DELETE FROM ${table}`)).rejects.toThrow(`${table} is append-only: DELETE is refused`);
      await expect(books.sql(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(/append-only: TRUNCATE is refused/);
    });
  }

  test('a closed statement: only open, status and payout change', async ({ books }) => {
    await closed(books);
    await expect(books.sql('UPDATE statement SET payable_minor = 0')).rejects.toThrow(
      'statement is append-only: UPDATE is refused',
    );
    await expect(books.sql("UPDATE statement SET day = '2026-01-01'")).rejects.toThrow('append-only');
    await expect(books.sql('DELETE FROM statement')).rejects.toThrow('statement is append-only: DELETE is refused');
    await books.sql('UPDATE statement SET status = status, open_minor = open_minor, payout_no = payout_no');
  });

  test('a payout: its amount and account do not change', async ({ books }) => {
    await closed(books);
    await expect(books.sql('UPDATE payout SET amount_minor = 1')).rejects.toThrow('append-only');
    await expect(books.sql("UPDATE payout SET account = 'x'")).rejects.toThrow('append-only');
    await expect(books.sql('DELETE FROM payout')).rejects.toThrow('append-only');
  });

  test('a hold: what was withheld does not change, and no more leaves it than was withheld', async ({ books }) => {
    await closed(books);
    await expect(books.sql('UPDATE hold SET withheld_minor = 1')).rejects.toThrow('append-only');
    await expect(books.sql('UPDATE hold SET released_minor = withheld_minor + 1')).rejects.toThrow(
      'nothing_leaves_that_was_not_withheld',
    );
  });

  test('a closed statement gets no further line, and no line stands without a statement', async ({ books }) => {
    await closed(books);
    const line = (statement: number) =>
      `INSERT INTO line VALUES (1, ${statement}, 99, 'adjustment', NULL, NULL, 1, 0, 0, 0, -100, 0, '[]', NULL)`;
    await expect(books.sql(line(1))).rejects.toThrow('statement 1 of shop 1 is closed: no line may be added');
    await expect(books.sql(line(77))).rejects.toThrow('statement 77 of shop 1 does not exist: no line may be added');
  });

  test('an order settles once, whatever wants to settle it again', async ({ books }) => {
    await closed(books);
    await expect(
      books.sql(`
        WITH new_statement AS (
          INSERT INTO statement VALUES (1, 50, '2026-03-21', 'daily', 100, 0, 0, 0, 100, 0, 100, 100, 'pending', NULL, NULL, 1, 1))
        INSERT INTO line SELECT 1, 50, 1, 'settlement', order_id, NULL, 1, 100, 0, 0, 0, 0, '[]', NULL
          FROM line WHERE event = 'settlement' LIMIT 1`),
    ).rejects.toThrow('line_order_settles_once');
  });
});

describe('R12.1 double entry', () => {
  test('a journal that does not sum to zero is refused at commit: +1.00 alone', async ({ books }) => {
    await closed(books);
    await expect(
      books.sql(`
        WITH new_journal AS (INSERT INTO journal VALUES (1, 900, '2026-03-21', 'payout-paid', 900))
        INSERT INTO journal_entry VALUES (1, 900, 1, 'bank', 100)`),
    ).rejects.toThrow(/journal 900 of shop 1/);
  });

  test('within a transaction it may be out of balance; only the commit counts', async ({ books }) => {
    await closed(books);
    books.breaksThem();
    const connection = await books.database.connect();
    try {
      await connection.query('BEGIN');
      await connection.query("INSERT INTO journal VALUES (1, 901, '2026-03-21', 'payout-paid', 901)");
      await connection.query("INSERT INTO journal_entry VALUES (1, 901, 1, 'bank', 100)");
      await connection.query("INSERT INTO journal_entry VALUES (1, 901, 2, 'payouts-in-transit', -100)");
      await connection.query('COMMIT');
      await connection.query('BEGIN');
      await connection.query("INSERT INTO journal VALUES (1, 902, '2026-03-21', 'payout-paid', 902)");
      await connection.query(
        "INSERT INTO journal_entry VALUES (1, 902, 1, 'bank', 100), (1, 902, 2, 'seller-balance', -99)",
      );
      await expect(connection.query('COMMIT')).rejects.toThrow(
        'journal 902 of shop 1 does not balance: its entries sum to 1',
      );
    } finally {
      connection.release();
    }
  });

  test('a booked journal gets no further entry', async ({ books }) => {
    await closed(books);
    await expect(books.sql("INSERT INTO journal_entry VALUES (1, 1, 99, 'bank', 100)")).rejects.toThrow(
      'journal 1 of shop 1 is booked: no entry may be added',
    );
  });
});

describe('sums that do not agree are refused', () => {
  const statement = (values: string) =>
    `INSERT INTO statement VALUES (1, 60, '2026-03-21', 'daily', ${values}, NULL, NULL, 0, 1)`;

  test('payable 99 is not settlement 100 + reserve 0', async ({ books }) => {
    await closed(books);
    await expect(books.sql(statement("100, 0, 0, 0, 100, 0, 99, 99, 'pending'"))).rejects.toThrow(
      'payable_is_settlement_and_reserve',
    );
  });

  test('settlement 100 is not 90 + 0 + 0 + 0', async ({ books }) => {
    await closed(books);
    await expect(books.sql(statement("90, 0, 0, 0, 100, 0, 100, 100, 'pending'"))).rejects.toThrow(
      'settlement_is_the_four_sums',
    );
  });

  test('paid with something open, or open for more than is payable', async ({ books }) => {
    await closed(books);
    await expect(books.sql(statement("100, 0, 0, 0, 100, 0, 100, 100, 'paid'"))).rejects.toThrow('pending_means_open');
    await expect(books.sql(statement("100, 0, 0, 0, 100, 0, 100, 101, 'pending'"))).rejects.toThrow(
      'open_lies_between_zero_and_payable',
    );
  });

  test('an allocation of nothing', async ({ books }) => {
    await closed(books);
    await expect(books.sql("INSERT INTO allocation VALUES (1, 99, '2026-03-21', 1, 2, 0)")).rejects.toThrow(
      'allocation_amount_minor_check',
    );
  });
});
