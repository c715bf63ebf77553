import { describe, expect } from 'vitest';
import { instant } from '@/domain/calendar/instant';
import { setTestClock } from '@/server/clock';
import { inTransaction } from '@/server/db/database';
import { migrateDatabase } from '@/server/db/migrate';
import { enqueueClearing } from '@/server/jobs/enqueue';
import { type TestBooks, test } from '../../support/books';

const NOW = instant('2026-03-14T09:12:00.000Z');

interface QueuedJob {
  readonly task: string;
  readonly key: string;
  readonly seconds: number;
}

/** The jobs that wait, and in how many seconds of the machine they are due. */
const waiting = (books: TestBooks) =>
  books.sql<QueuedJob>(
    `SELECT task_identifier AS task, key, round(extract(epoch FROM run_at - created_at))::int AS seconds
       FROM graphile_worker.jobs ORDER BY key`,
  );

const enqueue = (books: TestBooks, bill: string, at: string) =>
  inTransaction(books.database, (connection) => enqueueClearing(connection, { shopId: 1, bill, at: instant(at) }));

describe('asking for a bill to be cleared', () => {
  test('is part of the capture: rolled back with it', async ({ books }) => {
    const attempt = inTransaction(books.database, async (connection) => {
      await enqueueClearing(connection, { shopId: 1, bill: 'bil_1', at: NOW });
      throw new Error('the capture was not recorded');
    });
    await expect(attempt).rejects.toThrow('the capture was not recorded');
    expect(await waiting(books)).toEqual([]);
  });

  test('asked twice for one bill, it is one job', async ({ books }) => {
    await setTestClock(books.database.pool, NOW);
    await enqueue(books, 'bil_1', NOW);
    await enqueue(books, 'bil_1', NOW);
    await enqueue(books, 'bil_2', NOW);
    expect((await waiting(books)).map(({ key }) => key)).toEqual(['clear-bill:bil_1', 'clear-bill:bil_2']);
  });

  test('clearing takes 4 hours: the job waits 4 x 3600 = 14400 seconds', async ({ books }) => {
    await setTestClock(books.database.pool, NOW);
    await enqueue(books, 'bil_1', '2026-03-14T13:12:00Z');
    expect(await waiting(books)).toEqual([{ task: 'clear-bills', key: 'clear-bill:bil_1', seconds: 14_400 }]);
  });

  test('clearing takes no time, on a clock that stands still in March: the job is due at once', async ({ books }) => {
    await setTestClock(books.database.pool, NOW);
    await enqueue(books, 'bil_1', NOW);
    await enqueue(books, 'bil_2', '2026-03-14T09:00:00Z');
    expect((await waiting(books)).map(({ seconds }) => seconds)).toEqual([0, 0]);
  });

  test('without a test clock the machine says how long', async ({ books }) => {
    const [soon] = await books.sql<{ at: string }>(`SELECT now() + interval '90 seconds' AS at`);
    await enqueue(books, 'bil_1', soon?.at ?? '');
    expect((await waiting(books))[0]?.seconds).toBeGreaterThan(80);
  });
});

describe('the queue', () => {
  const migrations = (books: TestBooks) => books.sql('SELECT id, ts FROM graphile_worker.migrations ORDER BY id');
  const migrate = (books: TestBooks) => migrateDatabase({ url: books.url, folder: 'prisma/migrations' });

  test('is there after migrating, and migrating again changes nothing', async ({ books }) => {
    const before = await migrations(books);
    await migrate(books);
    expect(before.length).toBeGreaterThan(0);
    expect(await migrations(books)).toEqual(before);
  });

  test('is brought to the installed package where another version made it', async ({ books }) => {
    await books.sql(`COMMENT ON SCHEMA graphile_worker IS 'graphile-worker 0.16.0'`);
    await migrate(books);
    const [schema] = await books.sql(`SELECT obj_description('graphile_worker'::regnamespace) AS made_by`);
    expect(schema).toEqual({ made_by: 'graphile-worker 0.17.3' });
  });
});
