import { describe, expect, vi } from 'vitest';
import { instant } from '@/domain/calendar/instant';
import { minor } from '@/domain/money/money';
import { readClock } from '@/server/clock';
import { clearBills } from '@/server/commands/bills/clear-bills';
import { receiveTransfer } from '@/server/commands/bills/receive-transfer';
import { moveClock } from '@/server/commands/move-clock';
import { verifyBooks } from '@/server/commands/verify-books';
import { inTransaction } from '@/server/db/database';
import { readBill } from '@/server/queries/bills-detail';
import { findNextEvent } from '@/server/queries/clock';
import { test } from '../../support/books';
import { answer, billOf, billsOf, captured, chargeUnanswered, ivyOwes, MORNING, owedBy } from '../../support/owing';

describe('a bill clears at the moment that it clears (R6.1, R8.3)', () => {
  test('87.40 owed, 87.40 paid: owes 0.00 at once, before the day closes, and the statements are paid without a payout', async ({
    books,
  }) => {
    const { shopId } = await ivyOwes(books);
    const payment = await chargeUnanswered(books, await billOf(books, shopId, null));
    await answer(books, payment, captured(8740n));
    expect(await clearBills(books.database, { now: MORNING })).toBe(1);
    expect(await owedBy(books)).toBe(0n);
    expect(await billsOf(books)).toEqual(['cleared 8740 of 8740']);
    const { ivy } = await books.show();
    expect(ivy?.statements.map(({ day, kind, payable, open, status }) => [day, kind, payable, open, status])).toEqual([
      ['2026-03-10', 'daily', '75.28', '0.00', 'paid'],
      ['2026-03-12', 'daily', '-87.40', '0.00', 'paid'],
      ['2026-03-13', 'bill-payment', '87.40', '0.00', 'paid'],
    ]);
  });

  test('87.40 - 50.00 = 37.40 is still owed after a part payment', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    await answer(books, await chargeUnanswered(books, await billOf(books, shopId, 5000n)), captured(5000n));
    await clearBills(books.database, { now: MORNING });
    expect(await owedBy(books)).toBe(3740n);
  });

  test('captured and not yet cleared: 87.40 is still owed, and clears after the 240 minutes of the policy', async ({
    books,
  }) => {
    const { shopId } = await ivyOwes(books);
    const payment = await chargeUnanswered(books, await billOf(books, shopId, null));
    const paid = await answer(books, payment, captured(8740n), 240);
    expect([paid.status, paid.clearsAt]).toEqual(['paid', '2026-03-13T14:00:00.000Z']);
    expect(await clearBills(books.database, { now: instant('2026-03-13T13:59:59Z') })).toBe(0);
    expect(await owedBy(books)).toBe(8740n);
    expect(await clearBills(books.database, { now: instant('2026-03-13T14:00:00Z') })).toBe(1);
    expect(await owedBy(books)).toBe(0n);
  });

  test('while 87.40 clears, the next thing that happens to the shop is that the bill clears', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    await answer(books, await chargeUnanswered(books, await billOf(books, shopId, null)), captured(8740n), 240);
    const clears = { kind: 'clears', day: '2026-03-13', order: null };
    expect(await findNextEvent(books.database.pool, shopId)).toEqual(clears);
  });

  test('cleared twice at once: one statement of 87.40', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    await answer(books, await chargeUnanswered(books, await billOf(books, shopId, null)), captured(8740n));
    const counts = await Promise.all([1, 2, 3, 4].map(() => clearBills(books.database, { now: MORNING })));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect((await books.show()).ivy?.statements.filter(({ kind }) => kind === 'bill-payment')).toHaveLength(1);
  });

  test('the close of the day passes over what cleared during it, and comes to the books of the facts alone', async ({
    books,
  }) => {
    const { shopId } = await ivyOwes(books);
    await answer(books, await chargeUnanswered(books, await billOf(books, shopId, 5000n)), captured(5000n));
    await clearBills(books.database, { now: MORNING });
    expect(await verifyBooks(books.database)).toEqual([]);
    await books.close('2026-03-17');
    const { ivy } = await books.show();
    expect(ivy?.statements.map(({ day, kind, open }) => [day, kind, open])).toEqual([
      ['2026-03-10', 'daily', '0.00'],
      ['2026-03-12', 'daily', '0.00'],
      ['2026-03-13', 'bill-payment', '0.00'],
      ['2026-03-17', 'daily', '0.00'],
    ]);
    expect(ivy?.payouts.map(({ initiatedOn, amount }) => [initiatedOn, amount])).toEqual([
      ['2026-03-11', '75.28'],
      ['2026-03-18', '16.18'],
    ]);
  });

  test('two bills clear on one day: 40.00, then 47.40', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    await answer(books, await chargeUnanswered(books, await billOf(books, shopId, 4000n)), captured(4000n, 'pi_1'));
    await clearBills(books.database, { now: MORNING });
    await answer(books, await chargeUnanswered(books, await billOf(books, shopId, 4740n)), captured(4740n, 'pi_2'));
    await clearBills(books.database, { now: MORNING });
    expect(await owedBy(books)).toBe(minor(0n));
    await books.close('2026-03-13');
    expect((await books.show()).ivy?.statements).toHaveLength(4);
  });

  test('new sales cover 53.58 while 87.40 clears: the excess 53.58 is open, and is paid out on 19 March', async ({
    books,
  }) => {
    const { shopId } = await ivyOwes(books);
    await answer(books, await chargeUnanswered(books, await billOf(books, shopId, null)), captured(8740n), 5 * 24 * 60);
    await books.close('2026-03-17');
    expect(await clearBills(books.database, { now: instant('2026-03-18T10:00:00Z') })).toBe(1);
    expect(await owedBy(books)).toBe(0n);
    await books.close('2026-03-18');
    expect((await books.show()).ivy?.payouts.map(({ initiatedOn, amount }) => [initiatedOn, amount])).toEqual([
      ['2026-03-11', '75.28'],
      ['2026-03-19', '53.58'],
    ]);
  });

  test('87.40 that cleared after sales of 53.58 went to the statement of 12 March, 33.82, and to the payout of 19 March, 53.58', async ({
    books,
  }) => {
    const { shopId } = await ivyOwes(books);
    const asked = await billOf(books, shopId, null);
    await answer(books, await chargeUnanswered(books, asked), captured(8740n), 5 * 24 * 60);
    await books.close('2026-03-17');
    await clearBills(books.database, { now: instant('2026-03-18T10:00:00Z') });
    await books.close('2026-03-18');
    const bill = await readBill(books.database.pool, { id: shopId }, asked.id);
    expect(bill?.allocations.map(({ statement, amount }) => [statement.day, amount])).toEqual([
      ['2026-03-12', '33.82'],
    ]);
    expect(bill?.payment).toMatchObject({ payable: '87.40', excess: '53.58', payout: { initiatedOn: '2026-03-19' } });
  });

  test('the clock jumps four days over 240 minutes of clearing: 87.40 clears on 13 March, not after the jump', async ({
    books,
  }) => {
    const { shopId } = await ivyOwes(books);
    await answer(books, await chargeUnanswered(books, await billOf(books, shopId, null)), captured(8740n), 240);
    await books.sql("UPDATE clock SET now_at = '2026-03-13T10:00:00Z'");
    await moveClock(books.database, { days: 4 });
    const { ivy } = await books.show();
    expect(ivy?.statements.filter(({ kind }) => kind === 'bill-payment').map(({ day }) => day)).toEqual(['2026-03-13']);
    expect(await owedBy(books)).toBe(0n);
  });

  test('while the clock jumps, nobody sees it moved before what fell due has cleared', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    await answer(books, await chargeUnanswered(books, await billOf(books, shopId, null)), captured(8740n), 240);
    await books.sql("UPDATE clock SET now_at = '2026-03-13T10:00:00Z'");
    const moving = await inTransaction(books.database, async (connection) => {
      await connection.query('SELECT FROM shop WHERE id = $1 FOR UPDATE', [shopId]);
      const moved = moveClock(books.database, { days: 4 });
      const waiting = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
      await vi.waitFor(async () => expect(await books.sql(waiting)).toHaveLength(1), { timeout: 20_000 });
      expect(await readClock(books.database.pool, true)).toBe('2026-03-13T10:00:00.000Z');
      return { moved };
    });
    expect(await moving.moved).toMatchObject({ ok: true });
  });

  test('days that are over are closed before a bill clears on the day after them', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    await answer(books, await chargeUnanswered(books, await billOf(books, shopId, null)), captured(8740n));
    await clearBills(books.database, { now: instant('2026-03-16T09:00:00Z') });
    const { ivy } = await books.show();
    expect(ivy?.statements.at(-1)).toMatchObject({ day: '2026-03-16', kind: 'bill-payment', payable: '87.40' });
  });

  test('a transfer of 10.00 for a bill whose card payment of 87.40 is clearing: that payment still counts, and the day is not negative (R9)', async ({
    books,
  }) => {
    const { shopId } = await ivyOwes(books);
    const bill = await billOf(books, shopId, null);
    const late = instant('2026-03-13T22:00:00Z');
    await answer(books, await chargeUnanswered(books, bill), captured(8740n), 240, late);
    await receiveTransfer(books.database, { shopId, bill: bill.id, amount: minor(1000n), line: 1, now: late });
    await books.close('2026-03-13');
    expect(await books.sql('SELECT owed_minor AS owed, negative_days AS days FROM shop')).toEqual([
      { owed: 7740n, days: 0 },
    ]);
    expect(await clearBills(books.database, { now: instant('2026-03-14T02:00:00Z') })).toBe(1);
    expect((await books.show()).ivy?.balance).toMatchObject({ available: '10.00' });
  });
});
