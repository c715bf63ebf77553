import { describe, expect } from 'vitest';
import { instant } from '@/domain/calendar/instant';
import {
  askVerification,
  makeVerifications,
  scheduleVerification,
  verifyAndKeep,
} from '@/server/commands/verification/make-verifications';
import { connectDatabase } from '@/server/db/database';
import { verifySeals, writeHead } from '@/server/invariants/seals';
import { readInvariants } from '@/server/queries/ops/verification';
import { type TestBooks, test } from '../../support/books';
import { IVY } from '../../support/ivy';
import { LENA } from '../../support/ops-people';

async function ivyIsClosed(books: TestBooks): Promise<void> {
  await books.record(IVY);
  await books.close('2026-03-13');
}

/** One cent more in the payout of 11 March than the statement gave, past the triggers. */
async function tamper(books: TestBooks): Promise<void> {
  books.breaksThem();
  await books.sql('ALTER TABLE payout_item DISABLE TRIGGER USER');
  await books.sql('UPDATE payout_item SET amount_minor = amount_minor + 1 WHERE payout_no = 1');
}

const read = (books: TestBooks) => readInvariants(books.database.pool);

describe('a check of the books', () => {
  test('of true books finds zero violations of every invariant, and is on record with who asked', async ({ books }) => {
    await ivyIsClosed(books);
    expect((await askVerification(books.database, LENA)).ok).toBe(true);
    expect(await askVerification(books.database, LENA)).toMatchObject({ ok: false });
    expect(await makeVerifications(books.database)).toBe(1);
    const { last, invariants, violations } = await read(books);
    expect(last).toMatchObject({
      status: 'done',
      shopsDone: 1,
      shopCount: 1,
      violationCount: 0,
      askedByName: 'Lena Voss',
    });
    expect(invariants.every(({ checkedAt, violationCount }) => checkedAt !== null && violationCount === 0)).toBe(true);
    expect(violations).toEqual([]);
    expect(await books.sql('SELECT actor_key, deed FROM audit_entry')).toEqual([
      { actor_key: 'ops:lena', deed: 'books.verified' },
    ]);
  });

  test('keeps the head of the seals: the one that verify-seals prints', async ({ books }) => {
    await ivyIsClosed(books);
    await askVerification(books.database, LENA);
    await makeVerifications(books.database);
    const { head } = await verifySeals(books.database);
    if (head === null) throw new Error('no day is closed');
    expect((await read(books)).last?.head).toBe(writeHead(head));
  });

  test('is carried through by the role of the worker, which sees the ends of the audit logs and changes none', async ({
    books,
  }) => {
    await ivyIsClosed(books);
    await askVerification(books.database, LENA);
    const worker = connectDatabase(books.roleUrls.evenkeel_worker, 3);
    await makeVerifications(worker);
    await worker.close();
    expect((await read(books)).last).toMatchObject({ status: 'done', violationCount: 0 });
  });

  test('finds one cent more in a payout of 75.28: by what it took from statements, 75.29, and names the shop', async ({
    books,
  }) => {
    await ivyIsClosed(books);
    await tamper(books);
    const found = await verifyAndKeep(books.database, () => undefined);
    const { last, violations, invariants } = await read(books);
    expect(last).toMatchObject({ status: 'done', origin: 'command-line', violationCount: found.length });
    expect(violations.find(({ invariant }) => invariant === 'R12.7')).toMatchObject({ shop: 'ivy' });
    expect(invariants.find(({ id }) => id === 'R12.7')?.violationCount).toBe(1);
  });

  test('that a killed worker left is made again, from the beginning', async ({ books }) => {
    await ivyIsClosed(books);
    await askVerification(books.database, LENA);
    await books.sql(`UPDATE verification_run SET status = 'running', started_at = now(), shops_done = 1`);
    expect(await makeVerifications(books.database)).toBe(1);
    expect((await read(books)).last).toMatchObject({ status: 'done', shopsDone: 1 });
  });

  test('is asked for once a night: at 03:00 UTC, and not again before the next', async ({ books }) => {
    const asked = async () => (await books.sql('SELECT FROM verification_run')).length;
    await scheduleVerification(books.database, instant('2020-01-02T02:00:00Z'));
    expect(await asked()).toBe(1);
    await scheduleVerification(books.database, instant('2020-01-02T04:00:00Z'));
    expect(await asked()).toBe(1);
    await scheduleVerification(books.database, instant('2099-01-02T04:00:00Z'));
    expect(await asked()).toBe(2);
  });
});
