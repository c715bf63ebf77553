import { describe, expect } from 'vitest';
import { verifyBooks } from '@/server/commands/verify-books';
import { atOneMoment } from '@/server/db/one-moment';
import { violationsOf } from '@/server/invariants/index';
import type { Violation } from '@/server/invariants/invariant';
import { replayDifferences } from '@/server/invariants/replay-differences';
import { readHead, type SealViolation, verifySeals, writeHead } from '@/server/invariants/seals';
import { payableIsComponents } from '@/server/invariants/statements';
import { selectPolicies } from '@/server/repositories/policies';
import { listShops } from '@/server/repositories/shops';
import { type TestBooks, test } from '../support/books';
import { IVY } from '../support/ivy';
import { closeManyLines } from '../support/many-lines';

/** Changes what is written, as only the owner of the tables can: with the triggers off. */
async function tamper(books: TestBooks, table: string, ...changes: readonly string[]): Promise<void> {
  books.breaksThem();
  await books.sql(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  for (const change of changes) await books.sql(change);
  await books.sql(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
}

const MANY = { shops: 80, orders: 325, adjustments: 600 };
const WHERE = "FROM shop s WHERE s.id = l.shop_id AND s.external_id = 'shop-042'";

/** Replays the shops from one on to another, 10,000 lines of the 100,000: each shop's replay is its own. */
async function replayOf(books: TestBooks, from: number, to: number): Promise<readonly Violation[]> {
  const shops = (await listShops(books.database.pool, null)).slice(from, to);
  return atOneMoment(books.database, async (connection) =>
    replayDifferences(connection, shops, await selectPolicies(connection)),
  );
}

describe('one cent moved in one of 100,000 lines', () => {
  test('is found by the seal, by the invariant R12.2 and by the replay, and named by each', {
    timeout: 120_000,
  }, async ({ books }) => {
    expect(await closeManyLines(books, MANY)).toBe(100_000);
    expect((await verifySeals(books.database)).violations).toEqual([]);
    const [moved] = await books.sql<{ no: number; day: string; line: number }>(
      `SELECT t.no, t.day, l.line_no AS line FROM line l JOIN statement t ON t.shop_id = l.shop_id AND t.no = l.statement_no
         JOIN shop s ON s.id = l.shop_id WHERE s.external_id = 'shop-042' AND l.order_id = 'shop-042-00217' AND l.event = 'settlement'`,
    );
    const { no, day, line } = moved ?? { no: 0, day: '', line: 0 };
    await tamper(
      books,
      'line',
      `UPDATE line l SET breakdown = regexp_replace(l.breakdown::text, '("amount":"[0-9]+[.][0-9])[0-8]"', '\\1' || '9"')::json
        ${WHERE} AND l.statement_no = ${no} AND l.line_no = ${line}`,
    );
    const bySeal = (await verifySeals(books.database)).violations;
    expect(bySeal).toEqual([{ shop: 'shop-042', day, what: `line ${line} of statement ${no}`, detail: 'was changed' }]);
    const byInvariant = await violationsOf(books.database.pool, payableIsComponents);
    expect(byInvariant.map(({ shop }) => shop)).toEqual(['shop-042']);
    expect(byInvariant[0]?.detail).toContain(`statement ${no}: payable`);
    const byReplay = await replayOf(books, 40, 48);
    expect(byReplay.map(({ shop }) => shop)).toEqual(['shop-042']);
    expect(byReplay[0]?.detail).toContain(`line ${no}/${line}: stored`);
  });
});

/** Ivy's books through 13 March, sealed, and the head kept elsewhere. */
async function ivySealed(books: TestBooks): Promise<string> {
  await books.record(IVY);
  await books.close('2026-03-13');
  const { head } = await verifySeals(books.database);
  return head === null ? '' : writeHead(head);
}

/** What the seals say, as "day what detail". */
async function saidBySeals(books: TestBooks): Promise<readonly string[]> {
  const said = ({ day, what, detail }: SealViolation) => `${day} ${what} ${detail}`;
  return (await verifySeals(books.database, { shop: 'ivy' })).violations.map(said);
}

async function replayNames(books: TestBooks): Promise<readonly string[]> {
  const found = await verifyBooks(books.database);
  return found.filter(({ invariant }) => invariant === 'R12.12').map(({ detail }) => detail.split(':')[0] ?? '');
}

describe('what else can be done behind the books’ back', () => {
  test('a cent moved between two amounts of a line, so that all sums hold: found by seal and replay', async ({
    books,
  }) => {
    await ivySealed(books);
    await tamper(
      books,
      'line',
      `UPDATE line SET breakdown = replace(replace(breakdown::text, '"5.06"', '"5.07"'), '"-1.01"', '"-1.02"')::json
        WHERE statement_no = 2`,
    );
    expect(await violationsOf(books.database.pool, payableIsComponents)).toEqual([]);
    expect(await saidBySeals(books)).toEqual(['2026-03-12 line 1 of statement 2 was changed']);
    expect(await replayNames(books)).toEqual(['line 2/1']);
  });

  test('both entries of a booking, so that it still balances', async ({ books }) => {
    await ivySealed(books);
    await tamper(
      books,
      'journal_entry',
      "UPDATE journal_entry SET amount_minor = amount_minor + 100 WHERE journal_no = 2 AND account = 'payouts-in-transit'",
      "UPDATE journal_entry SET amount_minor = amount_minor - 100 WHERE journal_no = 2 AND account = 'seller-balance'",
    );
    expect(await saidBySeals(books)).toEqual([
      '2026-03-11 entry 1 of journal 2 was changed',
      '2026-03-11 entry 2 of journal 2 was changed',
    ]);
  });

  test('the payload of a fact, even where nothing in the books follows from it', async ({ books }) => {
    await ivySealed(books);
    await tamper(
      books,
      'fact',
      `UPDATE fact SET payload = replace(payload::text, 'Pour-over set', 'Pour-over cup')::json WHERE order_id = 'A' AND type = 'order.placed'`,
    );
    const [fact] = await books.sql<{ no: number }>(
      "SELECT no FROM fact WHERE order_id = 'A' AND type = 'order.placed'",
    );
    expect(await saidBySeals(books)).toEqual([`2026-02-26 fact ${fact?.no} was changed`]);
  });

  test('a statement taken away, with its lines', async ({ books }) => {
    await ivySealed(books);
    await tamper(books, 'line', 'DELETE FROM line WHERE statement_no = 2');
    await tamper(books, 'allocation', 'DELETE FROM allocation');
    await tamper(books, 'statement', 'DELETE FROM statement WHERE no = 2');
    const said = await saidBySeals(books);
    expect(said).toContain('2026-03-12 lines 1 taken away, none is left (1 when it was sealed, 0 now)');
    expect(said).toContain('2026-03-12 statements 1 taken away, none is left (1 when it was sealed, 0 now)');
  });

  test('a fact put into a day that was closed', async ({ books }) => {
    await ivySealed(books);
    books.breaksThem();
    await books.sql(
      `INSERT INTO fact SELECT shop_id, 9999, 'planted', type, order_id, occurred_at, occurred_on, effective_on, recorded_at, payload
         FROM fact WHERE order_id = 'A' AND type = 'order.shipped'`,
    );
    expect(await saidBySeals(books)).toEqual([
      expect.stringMatching(/ fact 9999 was put in afterwards \(facts: \d+ when/),
    ]);
  });

  test('rows put into a closed day on which nothing was: it has rows, and no seal', async ({ books }) => {
    await ivySealed(books);
    books.breaksThem();
    await books.sql(
      `INSERT INTO fact SELECT shop_id, 9999, 'planted', type, order_id, occurred_at, '2026-01-09', '2026-01-09', recorded_at, payload
         FROM fact WHERE order_id = 'A' AND type = 'order.shipped'`,
    );
    expect(await saidBySeals(books)).toEqual(['2026-01-09 seal is missing: there are rows of a closed day']);
  });

  test('a hash of a seal: it is not the hash of what it says, and the next does not follow', async ({ books }) => {
    await ivySealed(books);
    await tamper(books, 'seal', "UPDATE seal SET hash = sha256('x') WHERE day = '2026-03-12'");
    expect(await saidBySeals(books)).toEqual([
      '2026-03-12 seal is not the hash of what it says: it was changed',
      '2026-03-13 seal does not follow from the one before it',
    ]);
  });

  test('a seal taken away: its day has rows and no seal, and the next does not follow', async ({ books }) => {
    await ivySealed(books);
    await tamper(books, 'seal', "DELETE FROM seal WHERE day = '2026-03-12'");
    expect(await saidBySeals(books)).toEqual([
      '2026-03-12 seal is missing: there are rows of a closed day',
      '2026-03-13 seal does not follow from the one before it',
    ]);
  });

  test('rows and all seals from that day on made again: nothing shows within, but the head that was kept elsewhere differs', async ({
    books,
  }) => {
    const kept = readHead(await ivySealed(books));
    await tamper(
      books,
      'line',
      `UPDATE line SET breakdown = replace(breakdown::text, '"5.06"', '"5.07"')::json WHERE statement_no = 2`,
    );
    await tamper(
      books,
      'seal',
      "DELETE FROM seal WHERE day >= '2026-03-12'",
      'SELECT seal_days(array_agg(id)) FROM shop',
    );
    expect(await saidBySeals(books)).toEqual([]);
    const { violations } = await verifySeals(books.database, { expected: kept });
    expect(violations).toMatchObject([{ shop: 'marketplace', day: '2026-03-13', what: 'head of the seals' }]);
  });
});
