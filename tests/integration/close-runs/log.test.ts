import { describe, expect, vi } from 'vitest';
import { siteTest as test } from '../../support/asking-site';
import { addOps } from '../../support/people';

vi.mock('next/headers', () => import('../../support/browser'));
vi.mock('next/cache', () => ({ refresh: () => undefined, revalidatePath: () => undefined }));

/** What the site says from here on, a JSON object a line. */
async function listen(): Promise<readonly Readonly<Record<string, unknown>>[]> {
  vi.stubEnv('LOG_LEVEL', 'debug');
  vi.resetModules();
  const { logTo } = await import('@/server/log');
  const lines: Readonly<Record<string, unknown>>[] = [];
  logTo({ write: (line) => void lines.push(JSON.parse(line) as Readonly<Record<string, unknown>>) });
  return lines;
}

const SECRETS = ['Ivy Hart', 'ivy@example.com', '000917425530', '4417', 'whsec_known'];

describe('the log', () => {
  test('of an action names the request, the command and the person’s key, and neither name nor address', async ({
    books,
    site,
  }) => {
    await addOps(books, 'ops-lead');
    await site.signIn('ops:ops-lead');
    const lines = await listen();
    const { browser } = (await import('next/headers')) as unknown as typeof import('../../support/browser');
    browser.send('x-request-id', 'request-0001');
    const { checkBooks } = await import('@/features/ops-invariants/ops-actions');
    expect(await checkBooks({ status: 'idle' }, new FormData())).toMatchObject({ status: 'done' });
    const said = lines.find(({ msg }) => msg === 'action');
    expect(said).toMatchObject({
      level: 'info',
      request: 'request-0001',
      person: 'ops:ops-lead',
      name: 'checkBooks',
      outcome: 'done',
    });
    expect(said?.['command']).toMatch(/^cmd_/);
    expect(JSON.stringify(lines)).not.toContain('@');
  });

  test('of a job names the request that asked for it', async ({ books, site: _site }) => {
    const lines = await listen();
    const { withLogContext } = await import('@/server/log');
    const { enqueueJob } = await import('@/server/jobs/enqueue');
    const { keptTask } = await import('@/server/jobs/kept-task');
    await withLogContext({ request: 'request-0002' }, () => enqueueJob(books.database.pool, 'send-mails'));
    const [job] = await books.sql<{ payload: string }>('SELECT payload FROM graphile_worker._private_jobs');
    await keptTask(books.database, 'send-mails', async () => 1)(JSON.parse(job?.payload ?? ''));
    expect(lines.find(({ msg }) => msg === 'job done')).toMatchObject({ task: 'send-mails', request: 'request-0002' });
  });

  test('of a job that fails says where and what kind of error, and nothing that the error said', async ({
    books,
    site: _site,
  }) => {
    const lines = await listen();
    const { keptTask } = await import('@/server/jobs/kept-task');
    const failing = keptTask(books.database, 'send-mails', async () => {
      await books.sql(`SELECT '${SECRETS.join(' ')}'::int`);
      return 0;
    });
    const thrown = await failing({}).catch((error: Error) => error.message);
    expect(thrown).toMatch(/^database error \([0-9A-Z]{8}\)$/);
    const said = lines.find(({ msg }) => msg === 'job failed');
    expect(said).toMatchObject({ level: 'error', task: 'send-mails', error: { code: '22P02' } });
    expect(thrown).toContain(String(said?.['reference']));
    for (const secret of SECRETS) expect(JSON.stringify(lines), secret).not.toContain(secret);
    expect(await books.sql('SELECT task, failed_count FROM job_task')).toEqual([
      { task: 'send-mails', failed_count: 1n },
    ]);
  });
});
