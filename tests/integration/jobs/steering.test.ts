import { describe, expect } from 'vitest';
import { runSweep, switchJobTask } from '@/server/commands/steer-jobs';
import { type TestBooks, test } from '../../support/books';
import { LENA, OTIS } from '../../support/ops-people';
import { acceptedOf, refusalOf } from '../../support/owing';

const pause = (books: TestBooks, task: string) => switchJobTask(books.database, { task, paused: true, by: LENA });
const goOn = (books: TestBooks, task: string) => switchJobTask(books.database, { task, paused: false, by: OTIS });

/** Entries of the audit log as "who: deed what". */
async function deeds(books: TestBooks): Promise<readonly string[]> {
  const rows = await books.sql<{ said: string }>(
    `SELECT actor_name || ': ' || deed || ' ' || subject AS said FROM audit_entry ORDER BY chain, no`,
  );
  return rows.map(({ said }) => said);
}

const queued = (books: TestBooks) =>
  books.sql<{ task: string }>('SELECT task_identifier AS task FROM graphile_worker.jobs ORDER BY id');

describe('a kind of job that is paused', () => {
  test('has an entry that says who paused it, and another who let it go on', async ({ books }) => {
    acceptedOf(await pause(books, 'send-mails'));
    acceptedOf(await goOn(books, 'send-mails'));
    expect(await deeds(books)).toEqual(['Lena Voss: job.paused send-mails', 'Otis Reed: job.resumed send-mails']);
  });

  test('is done at once when it goes on', async ({ books }) => {
    acceptedOf(await pause(books, 'send-mails'));
    acceptedOf(await goOn(books, 'send-mails'));
    expect(await queued(books)).toEqual([{ task: 'send-mails' }]);
  });

  test('is not paused a second time, and no entry says so', async ({ books }) => {
    acceptedOf(await pause(books, 'send-mails'));
    expect(refusalOf(await pause(books, 'send-mails'))).toBe('send-mails is paused already.');
    expect(await deeds(books)).toEqual(['Lena Voss: job.paused send-mails']);
  });

  test('is not run now: it goes on first', async ({ books }) => {
    acceptedOf(await pause(books, 'send-mails'));
    const run = await runSweep(books.database, { task: 'send-mails', by: OTIS });
    expect(refusalOf(run)).toBe('send-mails is paused. Let it go on first.');
    expect(await queued(books)).toEqual([]);
  });
});

test('what gives back the jobs of dead workers cannot be paused', async ({ books }) => {
  expect(refusalOf(await pause(books, 'release-jobs'))).toBe('"release-jobs" cannot be paused.');
  expect(await deeds(books)).toEqual([]);
});

test('what is done once for one bill cannot be paused: it would be lost', async ({ books }) => {
  expect(refusalOf(await pause(books, 'pay-batch'))).toBe('"pay-batch" cannot be paused.');
});

test('a kind of job that is run now has an entry, and waits in the queue', async ({ books }) => {
  acceptedOf(await runSweep(books.database, { task: 'send-mails', by: OTIS }));
  expect(await deeds(books)).toEqual(['Otis Reed: job.retried send-mails']);
  expect(await queued(books)).toEqual([{ task: 'send-mails' }]);
});
