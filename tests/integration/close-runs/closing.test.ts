import { describe, expect } from 'vitest';
import { instant } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';
import { setTestClock } from '@/server/clock';
import { closeDays } from '@/server/commands/close-day';
import { pauseClose, resumeClose, retryClose, switchCloses } from '@/server/commands/close-runs/steer-closes';
import { scheduleCloses } from '@/server/commands/close-runs/take-up-closes';
import { moveClock } from '@/server/commands/move-clock';
import { readCloseRun } from '@/server/queries/ops/close-runs';
import { readWaiting } from '@/server/queries/ops/waiting';
import { type TestBooks, test } from '../../support/books';
import { ask, breakShop, failures, mend, recordShops, runs, THROUGH, work } from '../../support/close-runs';
import { LENA } from '../../support/ops-people';

/** 14 March, 12:00 in New York: 13 March is over everywhere. */
const NOW = instant('2026-03-14T16:00:00Z');

const closedThrough = (books: TestBooks) =>
  books.sql<{ shop: string; day: string }>(
    'SELECT external_id AS shop, closed_through AS day FROM shop ORDER BY external_id',
  );

describe('a close of four shops, one of which cannot be closed', () => {
  test('closes the other three, and stands at the day that it cannot close: 12 March', async ({ books }) => {
    await recordShops(books, 4);
    await breakShop(books, 'shop-1');
    const result = await closeDays(books.database, { through: THROUGH });
    expect(result.failures.map(({ shop, day, kind }) => [shop, day, kind])).toEqual([
      ['shop-1', '2026-03-12', 'database'],
    ]);
    expect(await closedThrough(books)).toEqual([
      { shop: 'shop-0', day: '2026-03-13' },
      { shop: 'shop-1', day: '2026-03-11' },
      { shop: 'shop-2', day: '2026-03-13' },
      { shop: 'shop-3', day: '2026-03-13' },
    ]);
    // Three shops with 3 statements, and the one of 10 March of the fourth: 3 x 3 + 1 = 10.
    expect(await runs(books)).toMatchObject([{ status: 'failed', shops: 3, of: 4, statements: 10 }]);
    await mend(books);
  });

  test('retried once it is mended, the run is done and its failure solved', async ({ books }) => {
    await recordShops(books, 2);
    await breakShop(books, 'shop-1');
    await ask(books);
    expect(await work(books)).toBe(1);
    const [run] = await runs(books);
    expect(run).toMatchObject({ status: 'failed', shops: 1, of: 2 });
    await mend(books);
    const retried = await retryClose(books.database, { run: run?.id ?? 0, by: LENA, shop: 'shop-1' });
    expect(retried.ok).toBe(true);
    await work(books);
    expect(await runs(books)).toMatchObject([{ status: 'done', shops: 2, of: 2, statements: 6 }]);
    expect(await failures(books)).toEqual([{ shop: 'shop-1', day: '2026-03-12', kind: 'database', solved: true }]);
  });

  test('says nothing of what the error said: only a kind and a reference are kept', async ({ books }) => {
    await recordShops(books, 1);
    await breakShop(books, 'shop-0');
    await closeDays(books.database, { through: THROUGH });
    const [kept] = await books.sql<{ row: string }>('SELECT f::text AS row FROM close_failure f');
    expect(kept?.row).toMatch(/,database,[0-9A-Z]{8},/);
    expect(kept?.row).not.toContain('Ivy');
    await mend(books);
  });
});

describe('a close that is asked for', () => {
  test('waits for the worker, closes what is over, and is on record with who asked', async ({ books }) => {
    await recordShops(books, 2);
    expect((await ask(books)).ok).toBe(true);
    expect(await runs(books)).toMatchObject([{ status: 'waiting', takes: 0 }]);
    await work(books);
    expect(await runs(books)).toMatchObject([{ status: 'done', shops: 2, of: 2, statements: 6, takes: 1 }]);
    expect(await books.sql('SELECT actor_key, deed, subject FROM audit_entry')).toEqual([
      { actor_key: 'ops:lena', deed: 'close.asked', subject: 'through 2026-03-13' },
    ]);
  });

  test('for a day that is not over is refused, and names the last that is', async ({ books }) => {
    await recordShops(books, 1);
    const refused = await ask(books, plainDate('2026-03-14'));
    expect(refused).toMatchObject({ ok: false, refusal: { field: 'through' } });
    expect(JSON.stringify(refused)).toContain('2026-03-13');
    expect(await runs(books)).toEqual([]);
  });

  test('of one marketplace leaves the shops of the others open', async ({ books }) => {
    await recordShops(books, 1);
    await ask(books, THROUGH, 'br');
    await work(books);
    expect(await closedThrough(books)).toEqual([{ shop: 'shop-0', day: null }]);
  });
});

describe('a pause', () => {
  test('of a run that waits holds it until it is resumed', async ({ books }) => {
    await recordShops(books, 1);
    await ask(books);
    const [run] = await runs(books);
    const steering = { run: run?.id ?? 0, by: LENA };
    expect((await pauseClose(books.database, steering)).ok).toBe(true);
    expect(await work(books)).toBe(0);
    expect(await runs(books)).toMatchObject([{ status: 'paused' }]);
    const { pool } = books.database;
    const paused = await readCloseRun(pool, steering.run);
    expect(paused).toMatchObject({ pauseAskedByName: 'Lena Voss' });
    const waits = (await readWaiting(pool, 'ops-lead')).find(({ wait }) => wait === 'pauses');
    expect(waits).toMatchObject({
      count: 1,
      since: expect.stringContaining(paused?.pauseAskedAt?.slice(0, 19) ?? 'no moment'),
    });
    expect((await resumeClose(books.database, steering)).ok).toBe(true);
    expect((await readCloseRun(pool, steering.run))?.pauseAskedAt).toBeNull();
    await work(books);
    expect(await runs(books)).toMatchObject([{ status: 'done', shops: 1 }]);
  });

  test('of a run under way is looked at after each batch: one or two of three shops are closed, the rest once it is resumed', async ({
    books,
  }) => {
    await recordShops(books, 3);
    await books.sql(
      `CREATE FUNCTION pause() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE close_run SET pause_asked_at = now(), pause_asked_by_name = 'Lena' WHERE status = 'running'; RETURN NULL; END $$`,
    );
    await books.sql(
      'CREATE TRIGGER pause AFTER UPDATE OF closed_through ON shop FOR EACH STATEMENT EXECUTE FUNCTION pause()',
    );
    const paused = await closeDays(books.database, { through: THROUGH, shopsAtATime: 1 });
    expect(paused.isPaused).toBe(true);
    await books.sql('DROP TRIGGER pause ON shop');
    const run = (await runs(books)).at(-1);
    expect(run).toMatchObject({ status: 'paused', of: 3 });
    expect(run?.shops).toBeLessThan(3);
    await resumeClose(books.database, { run: run?.id ?? 0, by: LENA });
    await work(books);
    expect((await runs(books)).at(-1)).toMatchObject({ status: 'done', shops: 3, of: 3 });
  });

  test('of all closes refuses new ones, the command line’s and the test clock’s too, but not what a seller needs', async ({
    books,
  }) => {
    await recordShops(books, 1);
    await setTestClock(books.database.pool, NOW);
    expect((await switchCloses(books.database, { paused: true, by: LENA })).ok).toBe(true);
    expect(await ask(books)).toMatchObject({ ok: false });
    await expect(closeDays(books.database, { through: THROUGH })).rejects.toThrow('Closes are paused');
    expect(await moveClock(books.database, { days: 1 })).toEqual({ ok: false, refusal: 'paused' });
    expect(await closeDays(books.database, { through: THROUGH, shop: 'shop-0' })).toMatchObject({ statements: 3 });
    expect((await switchCloses(books.database, { paused: false, by: LENA })).ok).toBe(true);
    expect((await ask(books)).ok).toBe(true);
  });
});

describe('a run whose process was killed', () => {
  /** As a process leaves it that is killed: it says that it runs, and nobody holds its lock. */
  const abandon = (books: TestBooks, takes: number) =>
    books.sql(
      `UPDATE close_run SET status = 'running', started_at = now(), beat_at = now() - interval '1 minute', takes = $1`,
      [takes],
    );

  test('is taken up by the next worker, and closes the rest', async ({ books }) => {
    await recordShops(books, 2);
    await ask(books);
    await abandon(books, 1);
    expect(await work(books)).toBe(1);
    expect(await runs(books)).toMatchObject([{ status: 'done', shops: 2, takes: 2 }]);
  });

  test('is given up after 5 attempts, and a retry begins anew', async ({ books }) => {
    await recordShops(books, 1);
    await ask(books);
    await abandon(books, 5);
    await work(books);
    const [run] = await runs(books);
    expect(run).toMatchObject({ status: 'given-up', shops: 0 });
    expect((await retryClose(books.database, { run: run?.id ?? 0, by: LENA, shop: '' })).ok).toBe(true);
    await work(books);
    expect(await runs(books)).toMatchObject([{ status: 'done', shops: 1 }]);
  });

  test('is left alone while its process lives', async ({ books }) => {
    await recordShops(books, 1);
    await ask(books);
    await abandon(books, 1);
    const [run] = await runs(books);
    const session = await books.database.connect();
    try {
      await session.query('SELECT pg_advisory_lock(1129074515, $1)', [run?.id]);
      expect(await work(books)).toBe(0);
    } finally {
      await session.query('SELECT pg_advisory_unlock_all()');
      session.release();
    }
  });
});

describe('the automatic close', () => {
  test('asks once for the day that ended 60 minutes ago in New York: 13 March, at 01:00 there', async ({ books }) => {
    await recordShops(books, 1);
    const schedule = (at: string, after: number | null) => scheduleCloses(books.database, instant(at), after);
    expect(await schedule('2026-03-14T05:10:00Z', null)).toBe(0);
    expect(await schedule('2026-03-14T05:10:00Z', 60)).toBe(1);
    expect(await schedule('2026-03-14T05:11:00Z', 60)).toBe(0);
    expect(await books.sql('SELECT marketplace, through, origin FROM close_run')).toEqual([
      { marketplace: 'us', through: '2026-03-13', origin: 'schedule' },
    ]);
    await work(books);
    expect(await schedule('2026-03-14T20:00:00Z', 60)).toBe(0);
  });
});
