import { expect, vi } from 'vitest';
import { siteTest as test } from '../../support/asking-site';
import { fleetOf } from '../../support/owing-shops';

vi.mock('next/headers', () => import('../../support/browser'));

test('The jobs of a shop are its bills that clear, batches with a bill of it, and closes that failed at it: no other shop’s', async ({
  books,
  site: _site,
}) => {
  const { ids } = await fleetOf(books, { beech: { amount: '-90.00' }, cedar: { amount: '-20.00' } });
  const [beech, cedar] = [ids.beech, ids.cedar];
  const [owner] = await books.sql<{ seller: number }>('SELECT seller_id AS seller FROM shop WHERE id = $1', [beech]);
  await books.sql(
    `INSERT INTO bill_batch (seller_id, id, key, currency, created_by, created_at) VALUES ($1, 'btc_1', 'k', 'USD', 'x', now())`,
    [owner?.seller],
  );
  await books.sql(
    `INSERT INTO bill_batch_item (shop_id, batch_id, seller_id, refusal) VALUES ($1, 'btc_1', $2, 'nothing is owed')`,
    [beech, owner?.seller],
  );
  await books.sql('DELETE FROM graphile_worker._private_jobs');
  const enqueue = (task: string, payload: object, key: string) =>
    books.sql('SELECT enqueue_job($1, $2, NULL, $3)', [task, JSON.stringify(payload), key]);
  await enqueue('clear-bills', { shopId: beech, request: 'r' }, 'clear-bill:bil_1');
  await enqueue('clear-bills', { shopId: cedar, request: 'r' }, 'clear-bill:bil_2');
  await enqueue('pay-batch', { sellerId: owner?.seller, batch: 'btc_1' }, 'pay-batch:btc_1');
  await enqueue('clear-bills', {}, 'clear-bills');
  await books.sql(
    `INSERT INTO close_run (id, through, origin, asked_at, started_at, finished_at, status)
     VALUES (900, '2026-03-13', 'page', now(), now(), now(), 'failed')`,
  );
  await books.sql(
    `INSERT INTO close_failure (shop_id, run_id, day, kind, reference, failed_at) VALUES ($1, 900, '2026-03-12', 'engine', 'A1B2C3D4', now())`,
    [beech],
  );

  const [{ opsDatabase }, { readShopJobs }] = await Promise.all([
    import('@/server/db/ops'),
    import('@/server/queries/ops/jobs'),
  ]);
  const { pool } = opsDatabase({ person: 'ops:lena', purpose: 'jobs of a shop' });
  const of = async (shop: number | undefined) => {
    const { jobs, failures } = await readShopJobs(pool, shop ?? 0, undefined);
    return [jobs.map(({ task }) => task), failures.map(({ run, day, status }) => `${run} ${status} at ${day}`)];
  };
  expect(await of(beech)).toEqual([['clear-bills', 'pay-batch'], ['900 failed at 2026-03-12']]);
  expect(await of(cedar)).toEqual([['clear-bills'], []]);
});
