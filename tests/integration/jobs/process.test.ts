import { describe, expect, vi } from 'vitest';
import { setTestClock } from '@/server/clock';
import { inTransaction } from '@/server/db/database';
import { type TestBooks, test } from '../../support/books';
import { answer, billOf, billsOf, captured, chargeUnanswered, ivyOwes, MORNING } from '../../support/owing';
import { startProcess, type WorkerProcess } from '../../support/worker-process';

async function withProcess(books: TestBooks, work: (worker: WorkerProcess) => Promise<void>): Promise<void> {
  const worker = startProcess(books);
  try {
    await work(worker);
  } finally {
    worker.child.kill('SIGKILL');
    await worker.ended;
  }
}

const PATIENCE = { timeout: 40_000, interval: 100 };

/** A bill of 87.40 whose money the provider has just captured; with no time to clear, its job is due. */
async function capture(books: TestBooks): Promise<number> {
  const { shopId } = await ivyOwes(books);
  await setTestClock(books.database.pool, MORNING);
  await answer(books, await chargeUnanswered(books, await billOf(books, shopId, null)), captured(8740n), 0);
  return shopId;
}

const lockedJobs = (books: TestBooks) =>
  books.sql<{ key: string }>(`SELECT key FROM graphile_worker.jobs WHERE locked_by IS NOT NULL AND key LIKE '%bill:%'`);

describe('the worker process', { timeout: 120_000 }, () => {
  test('captures 87.40 while it runs: the bill is cleared without anybody asking', async ({ books }) => {
    await withProcess(books, async (worker) => {
      await vi.waitFor(() => expect(worker.said()).toContain('takes jobs'), PATIENCE);
      await capture(books);
      await vi.waitFor(async () => expect(await billsOf(books)).toEqual(['cleared 8740 of 8740']), PATIENCE);
    });
  });

  test('killed while it clears a bill: the next worker clears it, once', async ({ books }) => {
    const shopId = await capture(books);
    await inTransaction(books.database, async (connection) => {
      // The clearing waits for the shop: there the worker dies.
      await connection.query('SELECT 1 FROM shop WHERE id = $1 FOR UPDATE', [shopId]);
      await withProcess(books, () => vi.waitFor(async () => expect(await lockedJobs(books)).toHaveLength(1), PATIENCE));
    });
    expect(await billsOf(books)).toEqual(['paid 8740 of 8740']);
    expect(await lockedJobs(books)).toHaveLength(1);
    await withProcess(books, () =>
      vi.waitFor(async () => {
        expect(await billsOf(books)).toEqual(['cleared 8740 of 8740']);
        expect(await lockedJobs(books)).toEqual([]);
      }, PATIENCE),
    );
    expect((await books.show()).ivy?.statements.filter(({ kind }) => kind === 'bill-payment')).toHaveLength(1);
  });

  test('asked to end, it ends with 0 and keeps no job', async ({ books }) => {
    await withProcess(books, async (worker) => {
      await vi.waitFor(() => expect(worker.said()).toContain('takes jobs'), PATIENCE);
      worker.child.kill('SIGINT');
      expect(await worker.ended).toBe(0);
      expect(worker.said()).toContain('SIGINT: stopping');
      expect(await lockedJobs(books)).toEqual([]);
    });
  });
});
