import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { expect, test } from '../../fixtures';
import { type BuiltAction, builtActions, builtPages, isRefused, postAction } from '../../support/raw-posts';

/** The data folder of the site of the pages (playwright.config.ts). */
const DATA = '.data/e2e';

/** What a refused post may not have changed: every row that somebody's action could write. */
async function written(): Promise<string> {
  const { port, password } = JSON.parse(readFileSync(`${DATA}/postgres.json`, 'utf8')) as {
    port: number;
    password: string;
  };
  const client = new Client({ connectionString: `postgresql://evenkeel:${password}@127.0.0.1:${port}/evenkeel` });
  await client.connect();
  try {
    const tables = [
      'member',
      'member_shop',
      'invitation',
      'bill',
      'bill_payment',
      'card_customer',
      'audit_entry',
      'mail',
    ];
    const counts = tables.map(
      (table) => `(SELECT coalesce(md5(string_agg(t::text, ';' ORDER BY t::text)), '') FROM ${table} t)`,
    );
    const { rows } = await client.query<{ all: string }>(`SELECT concat_ws(' ', ${counts.join(', ')}) AS all`);
    return rows[0]?.all ?? '';
  } finally {
    await client.end();
  }
}

const needsSession = ({ permission }: BuiltAction) => !permission.startsWith('anybody');

test.describe('raw posts to every action', () => {
  // What is refused may be an answer of 4xx or 5xx: that is the point.
  test('are known to docs/permissions.md, all of them', () => {
    const actions = builtActions();
    expect(actions.filter(({ permission }) => permission === 'unknown').map(({ name }) => name)).toEqual([]);
    expect(actions.length).toBeGreaterThan(10);
  });

  for (const [what, origin] of [
    ['a foreign', 'https://elsewhere.example'],
    ['a null', 'null'],
    ['no', undefined],
    ['a spoofed', 'http://localhost.elsewhere.example'],
  ] as const) {
    test(`with an owner’s session and ${what} origin are refused`, async ({ page, be }) => {
      await be('Mara Low');
      const before = await written();
      const done: string[] = [];
      for (const action of builtActions()) {
        const answer = await postAction(page.request, action, origin === undefined ? {} : { origin });
        if (!(await isRefused(answer))) done.push(action.name);
      }
      expect(done).toEqual([]);
      expect(await written()).toBe(before);
    });
  }

  test('without a session are refused', async ({ request, baseURL }) => {
    const before = await written();
    const done: string[] = [];
    for (const action of builtActions().filter(needsSession)) {
      if (!(await isRefused(await postAction(request, action, { origin: baseURL ?? '' })))) done.push(action.name);
    }
    expect(done).toEqual([]);
    expect(await written()).toBe(before);
  });

  test('with the session of support, who may do nothing of it, are refused', async ({ page, be, baseURL }) => {
    await be('Milo Dent');
    const before = await written();
    const done: string[] = [];
    const allowed = ['use-own-account', 'see-shops'];
    for (const action of builtActions().filter((one) => needsSession(one) && !allowed.includes(one.permission))) {
      if (!(await isRefused(await postAction(page.request, action, { origin: baseURL ?? '' })))) done.push(action.name);
    }
    expect(done).toEqual([]);
    expect(await written()).toBe(before);
  });

  test('with a session that was signed out are refused', async ({ page, context, signInPage, overview, baseURL }) => {
    await signInPage.signInAs('Mara Low');
    const session = await context.cookies();
    await overview.signOut();
    await context.addCookies(session);
    const before = await written();
    const done: string[] = [];
    for (const action of builtActions().filter(needsSession)) {
      if (!(await isRefused(await postAction(page.request, action, { origin: baseURL ?? '' })))) done.push(action.name);
    }
    expect(done).toEqual([]);
    expect(await written()).toBe(before);
  });
});

/** Pages that anybody may open: they lead in, or are asked by machines that prove themselves otherwise. */
const OPEN = new Set([
  '/sign-in',
  '/sign-in/two-factor',
  '/forgot-password',
  '/reset-password',
  '/mailbox',
  '/invitations/1',
  '/api/stripe/webhook',
]);

test('every page and every download sends whoever is not signed in to the sign-in page', async ({ request }) => {
  const shown: string[] = [];
  for (const path of builtPages().filter((one) => !OPEN.has(one))) {
    const answer = await request.get(path, { maxRedirects: 0 });
    const to = answer.headers()['location'] ?? '';
    const isSentAway =
      (answer.status() === 307 || answer.status() === 303) && new URL(to, 'http://localhost').pathname === '/sign-in';
    if (!isSentAway && answer.status() !== 401) shown.push(`${answer.status()} ${path} ${to}`);
  }
  expect(shown).toEqual([]);
  expect(builtPages().length).toBeGreaterThan(20);
});
