import { describe, expect, vi } from 'vitest';
import { siteTest as test } from '../../support/asking-site';
import type { TestBooks } from '../../support/books';
import { IVY } from '../../support/ivy';

vi.mock('next/headers', () => import('../../support/browser'));

const SAMPLE =
  /^([a-zA-Z_:][\w:]*)(?:\{((?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\.)*",?)*)\})? (-?[\d.]+(?:e[+-]?\d+)?|[Nn]a[Nn]|[+-]Inf)$/;
const COMMENT = /^# (?:HELP [a-zA-Z_:][\w:]* .+|TYPE [a-zA-Z_:][\w:]* (?:counter|gauge|histogram|summary))$/;

async function scrape(headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const { GET } = await import('@/app/(ops)/metrics/route');
  return GET(new Request('http://localhost/metrics', { headers }));
}

async function health(query = ''): Promise<{ status: number; body: { status: string; components?: object } }> {
  const { GET } = await import('@/app/(ops)/api/health/route');
  const answer = await GET(new Request(`http://localhost/api/health${query}`));
  return { status: answer.status, body: (await answer.json()) as { status: string } };
}

/** A check of the books that ended a while ago, and what it found. */
async function checkedAgo(books: TestBooks, ago: string, violations = 0): Promise<void> {
  await books.sql(
    `INSERT INTO verification_run (origin, asked_by_name, asked_at, status, started_at, finished_at, violation_count)
     SELECT 'schedule', 'Evenkeel', at, 'done', at, at, $2 FROM (SELECT now() - $1::interval AS at) ended`,
    [ago, violations],
  );
}

describe('/metrics', () => {
  test('is text that Prometheus reads, line by line, and no label names a shop, a bill or a person', async ({
    books,
    site: _site,
  }) => {
    await books.record(IVY);
    await books.close('2026-03-13');
    const answer = await scrape();
    expect(answer.headers.get('content-type')).toContain('text/plain');
    const lines = (await answer.text()).split('\n').filter((line) => line !== '');
    expect(lines.filter((line) => !SAMPLE.test(line) && !COMMENT.test(line))).toEqual([]);
    const ours = lines.filter((line) => line.startsWith('evenkeel_'));
    expect(ours.join('\n')).not.toMatch(/ivy|bil_|@|pool-/i);
    expect(ours).toContain('evenkeel_closed_shops_total 1');
    expect(ours).toContain('evenkeel_close_runs{status="done",origin="command-line"} 1');
    expect(ours.some((line) => line.startsWith('evenkeel_close_lag_days{marketplace="us"}'))).toBe(true);
    expect(ours).toContain('evenkeel_close_duration_seconds_count 1');
  });

  test('says nothing of an invariant before the first check, and 0 after one that found nothing: unknown is no zero', async ({
    books,
    site: _site,
  }) => {
    await books.record(IVY);
    await books.close('2026-03-13');
    expect(await (await scrape()).text()).not.toContain('evenkeel_invariant_violations{');
    await checkedAgo(books, '1 minute');
    await books.sql(
      `INSERT INTO verification_result (run_id, invariant, violation_count, took_ms, checked_at)
       SELECT max(id), 'R12.1', 0, 1, now() FROM verification_run`,
    );
    expect((await (await scrape()).text()).split('\n')).toContain('evenkeel_invariant_violations{invariant="R12.1"} 0');
  });

  test('with a token asks for it, whoever asks', async ({ site: _site }) => {
    vi.stubEnv('METRICS_TOKEN', 'a token of some length');
    vi.resetModules();
    expect((await scrape()).status).toBe(401);
    expect((await scrape({ authorization: 'Bearer a token of other length' })).status).toBe(401);
    expect((await scrape({ authorization: 'Bearer a token of some length' })).status).toBe(200);
    vi.unstubAllEnvs();
  });
});

describe('/api/health', () => {
  test('without a worker is late, and names parts and nothing else', async ({ books, site: _site }) => {
    await books.record(IVY);
    const { status, body } = await health();
    expect(status).toBe(200);
    expect(body).toEqual({
      status: 'late',
      components: { database: 'ok', migrations: 'ok', worker: 'late', closes: 'late', books: 'ok' },
    });
    expect(await health('?live')).toEqual({ status: 200, body: { status: 'ok' } });
  });

  test('with a worker of this minute and no shop is ok; with a violation it has failed: 503', async ({
    books,
    site: _site,
  }) => {
    await books.sql(`INSERT INTO job_task (task, succeeded_at) VALUES ('release-jobs', now())`);
    expect((await health()).body.status).toBe('ok');
    // Another process: this one keeps what it has said.
    vi.resetModules();
    await checkedAgo(books, '1 minute', 1);
    expect(await health()).toMatchObject({ status: 503, body: { components: { books: 'failed' } } });
  });

  test.for<readonly [string, string | null, string]>([
    ['were never checked are late', null, 'late'],
    ['were checked 37 hours ago are late: 37 > 36', '37 hours', 'late'],
    ['were checked 35 hours ago are ok: 35 < 36', '35 hours', 'ok'],
  ])('says that books which %s', async ([, ago, state], { books, site: _site }) => {
    vi.resetModules();
    await books.record(IVY);
    await books.close('2026-03-13');
    if (ago !== null) await checkedAgo(books, ago);
    expect((await health()).body.components).toMatchObject({ books: state });
  });

  test('is kept: whoever asks again within five seconds makes the database read nothing', async ({
    books,
    site: _site,
  }) => {
    const first = await health();
    await books.sql('ALTER TABLE job_task RENAME TO job_task_gone');
    expect(await health()).toEqual(first);
  });

  test('that cannot be read has failed in every part, and the log says what kind of error', async ({
    books,
    site: _site,
  }) => {
    vi.stubEnv('LOG_LEVEL', 'error');
    vi.resetModules();
    const { logTo } = await import('@/server/log');
    const lines: unknown[] = [];
    logTo({ write: (line) => void lines.push(JSON.parse(line)) });
    await books.sql('ALTER TABLE job_task RENAME TO job_task_gone');
    expect(await health()).toMatchObject({ status: 503, body: { components: { database: 'failed' } } });
    expect(lines).toContainEqual(
      expect.objectContaining({ msg: 'health could not be read', error: expect.objectContaining({ code: '42P01' }) }),
    );
  });
});
