import { expect, expectAccessible, test } from '../../fixtures';
import { OpsRunsPage } from '../../pages/ops-runs';
import { bankAccountsSite } from '../../support/site';

const { sql } = bankAccountsSite;

/** A run that could not close Marlow Garden on the last day that every shop has closed: the next try finds it closed. */
async function plantFailedRun(): Promise<number> {
  const [run] = await sql<{ id: number }>(
    `INSERT INTO close_run (through, origin, asked_by, asked_by_name, asked_at, started_at, finished_at, status, shop_count, shops)
     SELECT min(coalesce(closed_through, opened_on - 1)), 'page', 'ops:lena', 'Lena Voss', now(), now(), now(), 'failed', count(*), count(*) - 1
       FROM shop RETURNING id`,
  );
  await sql(
    `INSERT INTO close_failure (shop_id, run_id, day, kind, reference, failed_at)
     SELECT s.id, r.id, r.through, 'database', 'A1B2C3D4', now() FROM shop s, close_run r WHERE s.external_id = 'marlow-garden' AND r.id = $1`,
    [run?.id],
  );
  return run?.id ?? 0;
}

/** A job that clears bills of Marlow Garden, and that has failed as often as it is tried. */
async function plantFailedJob(): Promise<string> {
  const [job] = await sql<{ id: string }>(
    `SELECT (graphile_worker.add_job('clear-bills', json_build_object('shopId', id), run_at => now() + interval '1 day', max_attempts => 1,
       job_key => 'clear-bill:planted')).id FROM shop WHERE external_id = 'marlow-garden'`,
  );
  await sql(
    `UPDATE graphile_worker._private_jobs SET attempts = 1, run_at = now(), last_error = 'database error (E5F6A7B8)' WHERE id = $1`,
    [job?.id],
  );
  return job?.id ?? '';
}

const isQueued = async (job: string): Promise<boolean> =>
  (await sql('SELECT FROM graphile_worker.jobs WHERE id = $1', [job])).length > 0;

test('Closes: Lena pauses all of them, sees by whom and since when, and lets them go on', async ({ page, be }) => {
  const runs = new OpsRunsPage(page);
  await be('Lena Voss');
  await page.goto('/ops/runs');
  await expect(runs.standing).toContainText('Closed through');
  await runs.runs.getByRole('link', { name: 'Show those of sellers too' }).click();
  await expect(runs.runs.getByRole('row').nth(1)).toContainText('Done');
  await expectAccessible(page);

  await runs.pauseAll();
  await expect(runs.pausedBanner).toContainText('by Lena Voss.');
  await expect(page.getByLabel('Close through')).toHaveCount(0);
  await expectAccessible(page);

  await runs.letGoOn();
  await expect(page.getByLabel('Close through')).toBeVisible();
});

test('A shop that could not be closed is tried again by itself: the run is done, and says that the shop is closed since', async ({
  page,
  be,
}) => {
  const run = await plantFailedRun();
  const runs = new OpsRunsPage(page);
  await be('Lena Voss');
  await page.goto('/ops/runs');
  const row = runs.runs.getByRole('row').filter({ has: page.locator(`a[href="/ops/runs/${run}"]`) });
  await expect(row).toContainText('1 shop not closed');
  await row.getByRole('link').first().click();
  await expect(runs.failed).toContainText('A1B2C3D4');
  await expectAccessible(page);
  await runs.failed.getByRole('button', { name: 'Retry marlow-garden' }).click();
  await expect(runs.about).toContainText('Done', { timeout: 90_000 });
  await expect(runs.failed).toContainText('All of them are closed by now.');
});

test('A job that has failed for good is found at its shop, done now, and leaves the queue', async ({ page, be }) => {
  const job = await plantFailedJob();
  const runs = new OpsRunsPage(page);
  await be('Lena Voss');
  await page.goto('/ops/runs?tab=jobs&state=given-up');
  await expect(runs.queue).toContainText(`job ${job}`);
  await expectAccessible(page);
  await page.goto('/ops/shops/marlow-garden/jobs');
  await expect(runs.queue).toContainText('database error (E5F6A7B8)');
  await expectAccessible(page);
  await runs.queue.getByRole('button', { name: `Run job ${job} of clear-bills now` }).click();
  await expect.poll(() => isQueued(job), { timeout: 90_000 }).toBe(false);
  await page.reload();
  await expect(runs.queue).not.toContainText(`job ${job}`);
});

test('The books: Lena checks them, and every invariant holds', async ({ page, be }) => {
  const runs = new OpsRunsPage(page);
  await be('Lena Voss');
  await page.goto('/ops/invariants');
  await runs.check();
  await expect(runs.invariants).toContainText('zero violations');
  const rows = runs.invariants.getByRole('row');
  const [said] = await sql<{ count: number }>(
    'SELECT count(*)::int AS count FROM verification_result WHERE run_id = (SELECT max(id) FROM verification_run)',
  );
  // One more row: the head.
  await expect(rows).toHaveCount((said?.count ?? 0) + 1);
  await expect(rows.filter({ hasText: 'Holds' })).toHaveCount(said?.count ?? 0);
  await expectAccessible(page);
});
