import { describe, expect, vi } from 'vitest';
import { connectDatabase } from '@/server/db/database';
import type { Tasks } from '@/server/jobs/tasks';
import { type RunningWorker, startWorker } from '@/server/jobs/worker';
import { type TestBooks, test } from '../../support/books';

/** A worker's tasks that say what they were called with; what a command does is shown by clearing.test.ts. */
function listening(): { tasks: Tasks; calls: string[] } {
  const calls: string[] = [];
  const hear = (name: string) => async (payload: unknown) => {
    calls.push(`${name} ${JSON.stringify(payload)}`);
    return 1;
  };
  const tasks = {
    'clear-bills': hear('clear-bills'),
    'close-days': hear('close-days'),
    'pay-batch': hear('pay-batch'),
    'tell-of-policies': hear('tell-of-policies'),
    'run-dry-runs': hear('run-dry-runs'),
    'deliver-notices': hear('deliver-notices'),
    'expire-bills': hear('expire-bills'),
    'reconcile-bills': hear('reconcile-bills'),
    'send-mails': hear('send-mails'),
    'send-webhooks': hear('send-webhooks'),
    reconcile: hear('reconcile'),
    'tidy-sign-in': hear('tidy-sign-in'),
    'verify-books': hear('verify-books'),
    'watch-alerts': hear('watch-alerts'),
  };
  return { tasks, calls };
}

const quiet = () => undefined;

/** Long on a busy machine, and far from the minute after which a worker would look by itself. */
const SOON = { timeout: 15_000 };

const SWEEPS = [
  'clear-bills',
  'close-days',
  'deliver-notices',
  'expire-bills',
  'reconcile',
  'reconcile-bills',
  'run-dry-runs',
  'send-mails',
  'send-webhooks',
  'tell-of-policies',
  'tidy-sign-in',
  'verify-books',
  'watch-alerts',
];

/** Which sweeps ran: each once at the start, and again if a minute begins meanwhile. */
const swept = (calls: readonly string[]) => [...new Set(calls.map((call) => call.split(' ')[0]))].sort();

const jobsAtWork = (books: TestBooks) =>
  books.sql('SELECT task_identifier AS task FROM graphile_worker.jobs WHERE locked_at IS NOT NULL');

const JOB = 'clear-bills {"shopId":7}';

async function withWorker(books: TestBooks, tasks: Tasks, work: (worker: RunningWorker) => Promise<void>) {
  const worker = await startWorker({ database: books.database, url: books.url, tasks, log: quiet });
  try {
    await work(worker);
  } finally {
    await worker.stop();
  }
}

const addJob = (books: TestBooks, bill: string) =>
  books.sql(`SELECT graphile_worker.add_job('clear-bills', json_build_object('shopId', 7), job_key => $1)`, [bill]);

/** As a worker leaves it that is killed while it does a job. */
const lockAs = (books: TestBooks, worker: string, job: string) =>
  books.sql(
    `UPDATE graphile_worker._private_jobs SET locked_by = $1, locked_at = now(), attempts = attempts + 1 WHERE key = $2`,
    [worker, job],
  );

describe('a worker', () => {
  test('begins with every sweep: what came due while none ran does not wait', async ({ books }) => {
    const { tasks, calls } = listening();
    await withWorker(books, tasks, () =>
      vi.waitFor(() => {
        expect(swept(calls)).toEqual(SWEEPS);
      }, SOON),
    );
  });

  test('does a job as soon as it is there, without waiting for the minute', async ({ books }) => {
    const { tasks, calls } = listening();
    await withWorker(books, tasks, async () => {
      await vi.waitFor(() => expect(swept(calls)).toEqual(SWEEPS), SOON);
      await addJob(books, 'clear-bill:bil_1');
      await vi.waitFor(() => expect(calls).toContain(JOB), SOON);
    });
    expect(await books.sql(`SELECT 1 FROM graphile_worker.jobs WHERE key = 'clear-bill:bil_1'`)).toEqual([]);
  });

  test('takes up at its start what a killed worker had begun, not four hours later', async ({ books }) => {
    await addJob(books, 'clear-bill:bil_1');
    await lockAs(books, 'pool-killed', 'clear-bill:bil_1');
    const { tasks, calls } = listening();
    await withWorker(books, tasks, () => vi.waitFor(() => expect(calls).toContain(JOB), SOON));
  });

  test('leaves a job alone that a living worker is doing', async ({ books }) => {
    const alive = new URL(books.url);
    alive.searchParams.set('application_name', 'pool-alive');
    const other = connectDatabase(alive.href, 1);
    try {
      await other.pool.query('SELECT 1');
      await addJob(books, 'clear-bill:bil_1');
      await lockAs(books, 'pool-alive', 'clear-bill:bil_1');
      const { tasks, calls } = listening();
      await withWorker(books, tasks, () => vi.waitFor(() => expect(swept(calls)).toEqual(SWEEPS), SOON));
      expect(calls).not.toContain(JOB);
    } finally {
      await other.close();
    }
  });

  test('two workers: each job is done by one of them', async ({ books }) => {
    const { tasks, calls } = listening();
    await withWorker(books, tasks, () =>
      withWorker(books, tasks, async () => {
        for (let bill = 0; bill < 20; bill += 1) await addJob(books, `clear-bill:bil_${bill}`);
        const done = () => calls.filter((call) => call === JOB).length;
        await vi.waitFor(() => expect(done()).toBe(20), SOON);
      }),
    );
    expect(calls.filter((call) => call === JOB)).toHaveLength(20);
  });

  test('a job that fails is tried again, and the others go on', async ({ books }) => {
    const { tasks, calls } = listening();
    let attempts = 0;
    const failing: Tasks = {
      ...tasks,
      'expire-bills': async () => {
        attempts += 1;
        if (attempts === 1) throw new Error('the database was busy');
        return 0;
      },
    };
    await withWorker(books, failing, () => vi.waitFor(() => expect(attempts).toBeGreaterThanOrEqual(2), SOON));
    expect(swept(calls)).toEqual(SWEEPS.filter((name) => name !== 'expire-bills'));
  });

  test('goes on when PostgreSQL has cut its connections', async ({ books }) => {
    const { tasks, calls } = listening();
    await withWorker(books, tasks, async () => {
      await vi.waitFor(() => expect(swept(calls)).toEqual(SWEEPS), SOON);
      // Cut while it tells the queue that a job is done, its process ends, and another takes over: that is another test's.
      await vi.waitFor(async () => expect(await jobsAtWork(books)).toEqual([]), SOON);
      await books.sql(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      );
      await addJob(books, 'clear-bill:bil_1');
      await vi.waitFor(() => expect(calls).toContain(JOB), { timeout: 15_000 });
    });
  });
});
