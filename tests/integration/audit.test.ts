import { createHash } from 'node:crypto';
import { describe, expect } from 'vitest';
import { appendAudit } from '@/server/commands/audit/append-audit';
import { verifyBooks } from '@/server/commands/verify-books';
import { findSeller, listLoggedSellers, readAuditLog } from '@/server/queries/audit-log';
import { test as base, type TestBooks } from '../support/books';
import { addMember, addSeller } from '../support/people';

/** Two sellers whose logs have three entries and one. */
const test = base.extend<{ readonly sellers: { readonly marlow: number; readonly rook: number } }>({
  sellers: async ({ books }, use) => {
    const marlow = await addSeller(books, 'marlow', []);
    const rook = await addSeller(books, 'rook', []);
    const mara = await addMember(books, { key: 'mara', role: 'owner' });
    const ronan = await addMember(books, { key: 'ronan', role: 'owner', seller: 'rook' });
    const { pool } = books.database;
    for (const subject of ['bil_1', 'bil_2', 'bil_3'])
      await appendAudit(pool, { actor: mara, deed: 'bill.given-up', subject });
    await appendAudit(pool, { actor: ronan, deed: 'bill.given-up', subject: 'bil_9' });
    await use({ marlow, rook });
  },
});

interface StoredEntry {
  readonly chain: number;
  readonly no: number;
  readonly at: string;
  readonly seller_id: number;
  readonly actor_key: string;
  readonly actor_name: string;
  readonly actor_role: string;
  readonly deed: string;
  readonly subject: string;
  readonly detail: string;
  readonly previous: string;
  readonly hash: string;
}

const stored = (books: TestBooks, chain: number) =>
  books.sql<StoredEntry>(
    "SELECT a.*, encode(previous_hash, 'hex') AS previous, encode(a.hash, 'hex') AS hash FROM audit_entry a WHERE chain = $1 ORDER BY no",
    [chain],
  );

/** SHA-256 over the hash before and the entry's values as a JSON list, blanks after commas: worked out here, not by the database. */
function digest(entry: StoredEntry): string {
  const { chain, no, at, seller_id, actor_key, actor_name, actor_role, deed, subject, detail } = entry;
  const values = [chain, no, at, seller_id, null, actor_key, actor_name, actor_role, deed, subject, detail];
  const text = `[${values.map((value) => JSON.stringify(value)).join(', ')}]`;
  return createHash('sha256').update(Buffer.from(entry.previous, 'hex')).update(text).digest('hex');
}

const tamper = (books: TestBooks, sql: string) => {
  books.breaksThem();
  return books.sql(
    `ALTER TABLE audit_entry DISABLE TRIGGER append_only; ${sql}; ALTER TABLE audit_entry ENABLE TRIGGER append_only`,
  );
};

describe('the audit log', () => {
  test('numbers each seller’s entries from 1, and each hash covers the one before', async ({ books, sellers }) => {
    const entries = await stored(books, sellers.marlow);
    expect(entries.map(({ no, subject }) => [no, subject])).toEqual([
      [1, 'bil_1'],
      [2, 'bil_2'],
      [3, 'bil_3'],
    ]);
    expect(entries.map(({ hash }) => hash)).toEqual(entries.map(digest));
    expect(entries.map(({ previous }) => previous)).toEqual(['', entries[0]?.hash, entries[1]?.hash]);
  });

  test('cannot be changed, nor emptied', async ({ books, sellers }) => {
    for (const sql of [
      "UPDATE audit_entry SET subject = 'x'",
      'DELETE FROM audit_entry',
      'TRUNCATE audit_entry, audit_chain',
    ]) {
      await expect(books.sql(sql), sql).rejects.toThrow(/refused/);
    }
    expect(await stored(books, sellers.marlow)).toHaveLength(3);
  });

  test('takes neither number, nor time, nor hash from whoever writes', async ({ books, sellers }) => {
    await books.sql(
      `INSERT INTO audit_entry (chain, no, at, seller_id, actor_name, deed, subject, detail, previous_hash, hash)
       VALUES (99, 77, '2001-01-01', $1, 'x', 'bill.given-up', 'x', '{}', '', '')`,
      [sellers.marlow],
    );
    const last = (await stored(books, sellers.marlow)).at(-1);
    expect([last?.no, last?.at.startsWith('2001'), last?.hash]).toEqual([
      4,
      false,
      last === undefined ? '' : digest(last),
    ]);
  });

  for (const [what, sql, said] of [
    ['changed', "UPDATE audit_entry SET actor_name = 'somebody else' WHERE no = 2", 'entry 2 was changed'],
    ['taken out', 'DELETE FROM audit_entry WHERE no = 2', 'entry 3 follows entry 1'],
    ['cut off at the end', "DELETE FROM audit_entry WHERE subject = 'bil_3'", 'entry 3 is missing at the end'],
  ] as const) {
    test(`an entry that was ${what} behind its back shows in verify`, async ({ books, sellers }) => {
      expect(await verifyBooks(books.database)).toEqual([]);
      await tamper(books, sql);
      const found = await verifyBooks(books.database);
      expect(found).toContainEqual({
        invariant: 'AUDIT',
        shop: 'marlow',
        detail: `not so: the audit log is whole (${said})`,
      });
      expect(found.filter(({ shop }) => shop === 'rook')).toEqual([]);
      expect(sellers.marlow).toBeGreaterThan(0);
    });
  }

  test('ten writers at once make one chain without a gap', async ({ books, sellers }) => {
    const subjects = Array.from({ length: 10 }, (_, index) => `bil_${index + 10}`);
    await Promise.all(
      subjects.map((subject) =>
        appendAudit(books.database.pool, { actor: null, sellerId: sellers.rook, deed: 'bill.given-up', subject }),
      ),
    );
    expect((await stored(books, sellers.rook)).map(({ no }) => no)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  test('is found by the seller’s name or id, and a seller without one is not listed', async ({ books, sellers }) => {
    const { pool } = books.database;
    await addSeller(books, 'wren', []);
    expect((await listLoggedSellers(pool)).map(({ externalId }) => externalId)).toEqual(['marlow', 'rook']);
    expect((await findSeller(pool, 'marlow'))?.id).toBe(sellers.marlow);
    expect((await findSeller(pool, (await findSeller(pool, 'rook'))?.name.toUpperCase() ?? ''))?.id).toBe(sellers.rook);
  });

  test('shows a seller its own entries, newest first, and that they are whole', async ({ books, sellers }) => {
    const page = await readAuditLog(books.database.pool, sellers.rook, undefined);
    expect([page.entries.map(({ subject }) => subject), page.isWhole, page.total]).toEqual([['bil_9'], true, 1]);
  });
});
