import { describe, expect, vi } from 'vitest';
import { OPS_WAITS } from '@/contracts/ops-waiting';
import { siteTest as test } from '../../support/asking-site';
import { fleetOf } from '../../support/owing-shops';

vi.mock('next/headers', () => import('../../support/browser'));

async function waiting() {
  const [{ opsDatabase }, { readWaiting }] = await Promise.all([
    import('@/server/db/ops'),
    import('@/server/queries/ops/waiting'),
  ]);
  return readWaiting(opsDatabase({ person: 'ops:otis', purpose: 'what waits' }).pool, 'ops-agent');
}

describe('what waits for ops', () => {
  test('is nothing in books where nothing is open: every count is 0 and has no oldest', async ({
    books,
    site: _site,
  }) => {
    await fleetOf(books, { beech: { amount: '-90.00' } });
    expect(await waiting()).toEqual(OPS_WAITS.map((wait) => ({ wait, count: 0, since: null })));
  });

  test('counts what is paused: all closes and one kind of job, and a day that could not be compared', async ({
    books,
    site: _site,
  }) => {
    await fleetOf(books, { beech: { amount: '-90.00' } });
    await books.sql("UPDATE close_switch SET paused_at = '2026-03-12T09:00:00Z', paused_by_name = 'Otis'");
    await books.sql(
      "INSERT INTO job_task (task, paused_at, paused_by_name) VALUES ('send-mails', '2026-03-13T09:00:00Z', 'Otis')",
    );
    await books.sql(
      `INSERT INTO reconciliation_run (day, side, status, error, started_at, finished_at)
       VALUES ('2026-03-11', 'provider', 'failed', 'no answer', now(), now())`,
    );
    const found = (await waiting()).filter(({ count }) => count > 0);
    expect(found.map(({ wait, count, since }) => [wait, count, since?.slice(0, 10)])).toEqual([
      ['pauses', 2, '2026-03-12'],
      ['failed-comparisons', 1, '2026-03-11'],
    ]);
  });

  test('counts differences that nobody has explained: 1 of 2', async ({ books, site: _site }) => {
    await fleetOf(books, { beech: { amount: '-90.00' } });
    await books.sql(
      `WITH run AS (INSERT INTO reconciliation_run (day, side, status, entry_count, difference_count, started_at, finished_at)
              VALUES ('2026-03-11', 'provider', 'done', 0, 2, now(), now()) RETURNING id)
       INSERT INTO reconciliation_item (run_id, key, kind, flow, marketplace, currency, theirs_minor, ours_minor, reference)
       SELECT id, key, 'lost', 'captured', 'us', 'USD', 100, 0, key FROM run, (VALUES ('one'), ('two')) AS item (key)`,
    );
    await books.sql(
      "INSERT INTO reconciliation_note (key, note, by_key, by_name, at) VALUES ('one', 'Known.', 'ops:otis', 'Otis', now())",
    );
    const found = (await waiting()).filter(({ count }) => count > 0);
    expect(found).toEqual([{ wait: 'differences', count: 1, since: '2026-03-11' }]);
  });

  test('counts two appeals and a transfer, each since the oldest', async ({ books, site: _site }) => {
    const { ids } = await fleetOf(books, { beech: { amount: '-90.00' }, cedar: { amount: '-20.00' } });
    for (const [shop, day] of [
      ['beech', '2026-03-12'],
      ['cedar', '2026-03-11'],
    ] as const) {
      await books.sql(
        `INSERT INTO appeal (shop_id, id, measures, words, filed_by, filed_name, filed_at)
         VALUES ($1, 'apl_' || $2, '{freeze-withdrawals}', 'Paid', 'x', 'X', $3)`,
        [ids[shop], shop, `${day}T10:00:00Z`],
      );
    }
    await books.sql(
      `INSERT INTO bank_line (fingerprint, booked_on, amount_minor, currency, status, reason, imported_at)
       VALUES ('one', '2026-03-10', 2000, 'USD', 'unmatched', 'no reference', now())`,
    );
    const found = (await waiting()).filter(({ count }) => count > 0);
    expect(found.map(({ wait, count, since }) => [wait, count, since?.slice(0, 10)])).toEqual([
      ['appeals', 2, '2026-03-11'],
      ['transfers', 1, '2026-03-10'],
    ]);
  });
});
