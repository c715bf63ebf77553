import { describe, expect } from 'vitest';
import { present } from '@/domain/shared/assert';
import { closeDays } from '@/server/commands/close-day';
import { pauseClose, resumeClose, retryClose, switchCloses } from '@/server/commands/close-runs/steer-closes';
import { test } from '../../support/books';
import { ask, breakShop, failures, heldAt, mend, recordShops, runs, THROUGH, work } from '../../support/close-runs';
import { ivyOpens } from '../../support/ivy';
import { LENA } from '../../support/ops-people';

describe('a run that the worker has taken', () => {
  test('and that is paused while it is planned rests before its first batch: 0 of 2 shops', async ({ books }) => {
    await recordShops(books, 2);
    await ask(books);
    const [run] = await runs(books);
    const steering = { run: run?.id ?? 0, by: LENA };
    await heldAt(
      books,
      'due_order',
      () => work(books),
      async () => expect((await pauseClose(books.database, steering)).ok).toBe(true),
    );
    expect(await runs(books)).toMatchObject([{ status: 'paused', shops: 0, of: 2 }]);
    await resumeClose(books.database, steering);
    await work(books);
    expect(await runs(books)).toMatchObject([{ status: 'done', shops: 2, of: 2 }]);
  });

  test('counts as taken up while it is planned, so that a plan that kills its worker is given up after 5', async ({
    books,
  }) => {
    await recordShops(books, 1);
    await ask(books);
    await heldAt(
      books,
      'due_order',
      () => work(books),
      async () => expect(await runs(books)).toMatchObject([{ status: 'running', takes: 1 }]),
    );
  });
});

describe('all closes are paused while a run is at its first shops, and let go on', () => {
  test('in the moment in which it comes to rest: the run waits for the worker, which closes the rest of the 3', async ({
    books,
  }) => {
    await recordShops(books, 3);
    await books.sql(
      `CREATE FUNCTION pause() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         UPDATE close_switch SET paused_at = now(), paused_by_name = 'Lena' WHERE paused_at IS NULL; RETURN NULL; END $$`,
    );
    await books.sql(
      'CREATE TRIGGER pause AFTER UPDATE OF closed_through ON shop FOR EACH STATEMENT EXECUTE FUNCTION pause()',
    );
    // Between its last batch and its rest it looks which failures are solved.
    const close = await heldAt(
      books,
      'close_failure',
      () => closeDays(books.database, { through: THROUGH, shopsAtATime: 1 }),
      async () => expect((await switchCloses(books.database, { paused: false, by: LENA })).ok).toBe(true),
    );
    expect(close.isPaused).toBe(true);
    await books.sql('DROP TRIGGER pause ON shop');
    expect(await runs(books)).toMatchObject([{ status: 'waiting', of: 3 }]);
    await work(books);
    expect(await runs(books)).toMatchObject([{ status: 'done', shops: 3, of: 3 }]);
  });
});

describe('a run of three shops that died after the first', () => {
  test('and of which one shop is tried again is not done: one of the three is still open', async ({ books }) => {
    await recordShops(books, 3);
    await closeDays(books.database, { through: THROUGH, shop: 'shop-0' });
    await ask(books);
    await books.sql(
      `UPDATE close_run SET status = 'failed', started_at = now(), finished_at = now(), takes = 1, shops = 1, shop_count = 3,
         reference = 'D1ED0000' WHERE origin = 'page'`,
    );
    const [, run] = await runs(books);
    const retry = (shop: string) => retryClose(books.database, { run: run?.id ?? 0, by: LENA, shop });
    await retry('shop-1');
    await work(books);
    const [, left] = await books.sql('SELECT status, shops, shop_count AS of, reference FROM close_run ORDER BY id');
    expect(left).toEqual({ status: 'failed', shops: 2, of: 3, reference: 'D1ED0000' });
    await retry('shop-2');
    await work(books);
    const [, whole] = await books.sql('SELECT status, shops, shop_count AS of, reference FROM close_run ORDER BY id');
    expect(whole).toEqual({ status: 'done', shops: 3, of: 3, reference: null });
  });
});

describe('a run that could not close one of two shops', () => {
  test('is done, 2 of 2, where what the seller did closed that shop before it was tried again', async ({ books }) => {
    await recordShops(books, 2);
    await breakShop(books, 'shop-1');
    await ask(books);
    await work(books);
    await mend(books);
    await closeDays(books.database, { through: THROUGH, shop: 'shop-1' });
    const [run] = await runs(books);
    await retryClose(books.database, { run: run?.id ?? 0, by: LENA, shop: 'shop-1' });
    await work(books);
    const [tried] = await runs(books);
    expect(tried).toMatchObject({ status: 'done', shops: 2, of: 2 });
  });
});

describe('more shops fail than a person can look at', () => {
  test('201 of one batch: the run ends, and all 201 are on record', async ({ books }) => {
    const [opening] = ivyOpens();
    const opened = Array.from({ length: 202 }, (_, index) => ({
      shop: `shop-${index}`,
      ...present(opening, 'opening'),
    }));
    await books.record(opened);
    await books.sql(
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$`,
    );
    await books.sql(
      'CREATE TRIGGER refuse BEFORE UPDATE OF closed_through ON shop FOR EACH ROW EXECUTE FUNCTION refuse()',
    );
    await ask(books);
    await work(books);
    await books.sql('DROP TRIGGER refuse ON shop');
    expect(await runs(books)).toMatchObject([{ status: 'failed', shops: 0, of: 202 }]);
    expect(await failures(books)).toHaveLength(201);
  });
});

describe('the database runs out of room during a run', () => {
  test('of the worker: the job fails, the run waits, and is made once there is room', async ({ books }) => {
    await recordShops(books, 1);
    await ask(books);
    await breakShop(books, 'shop-0', '53100');
    await expect(work(books)).rejects.toThrow('refused');
    expect(await runs(books)).toMatchObject([{ status: 'waiting', shops: 0, takes: 1 }]);
    await mend(books);
    await work(books);
    expect(await runs(books)).toMatchObject([{ status: 'done', shops: 1, takes: 2 }]);
    expect(await failures(books)).toEqual([]);
  });

  test('of the command line: the run has failed, and its person begins again', async ({ books }) => {
    await recordShops(books, 1);
    await breakShop(books, 'shop-0', '53100');
    await expect(closeDays(books.database, { through: THROUGH })).rejects.toThrow('refused');
    expect(await runs(books)).toMatchObject([{ status: 'failed', shops: 0 }]);
    await mend(books);
  });
});
