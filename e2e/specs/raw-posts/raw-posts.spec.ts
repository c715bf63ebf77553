import type { APIRequestContext } from '@playwright/test';
import { may, type Permission } from '../../../src/contracts/permissions';
import { DEMO_PASSWORD } from '../../../src/server/demo/people';
import { authenticatorCode } from '../../../tests/support/authenticator';
import { expect, test } from '../../fixtures';
import { type BuiltAction, builtActions, builtPages, isRefused, postAction } from '../../support/raw-posts';
import { bankAccountsSite } from '../../support/site';

const TABLES = [
  'audit_entry',
  'bank_account',
  'bill',
  'bill_payment',
  'card_customer',
  'fact',
  'invitation',
  'mail',
  'member',
  'member_shop',
  'micro_deposit',
];

/** What a refused post may not have changed: every row that somebody's action could write. Nobody else is on this site meanwhile. */
async function written(): Promise<string> {
  const sums = TABLES.map(
    (table) => `(SELECT coalesce(md5(string_agg(t::text, ';' ORDER BY t::text)), '') FROM ${table} t)`,
  );
  const [row] = await bankAccountsSite.sql<{ all: string }>(`SELECT concat_ws(' ', ${sums.join(', ')}) AS all`);
  return row?.all ?? '';
}

/** Posts to actions: none is carried out, and no row is other than before. */
async function expectRefused(
  request: APIRequestContext,
  actions: readonly BuiltAction[],
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const before = await written();
  const done: string[] = [];
  for (const action of actions) {
    if (!(await isRefused(await postAction(request, action, headers)))) done.push(action.name);
  }
  expect(done).toEqual([]);
  expect(await written()).toBe(before);
}

const needsSession = ({ permission }: BuiltAction) => !permission.startsWith('anybody');

/** Pages that anybody may open: they lead in, or are asked by machines that prove themselves otherwise. */
const OPEN = new Set([
  '/sign-in',
  '/sign-in/two-factor',
  '/forgot-password',
  '/reset-password',
  '/mailbox',
  '/invitations/1',
  '/api/stripe/webhook',
  // Asked by load balancers and watchers, which have no session: it names parts of the site and whether they are late.
  '/api/health',
  // Open on a demo that only this machine reaches; elsewhere it asks for METRICS_TOKEN (tests/integration/close-runs/metrics.test.ts).
  '/metrics',
]);

/** Every page and every download sends whoever asks to the sign-in page. */
async function expectClosed(request: APIRequestContext): Promise<void> {
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
}

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
      await expectRefused(page.request, builtActions(), origin === undefined ? {} : { origin });
    });
  }

  test('without a session are refused', async ({ request, baseURL }) => {
    await expectRefused(request, builtActions().filter(needsSession), { origin: baseURL ?? '' });
  });

  test('with the session of support, who may do nothing of it, are refused', async ({ page, be, baseURL }) => {
    await be('Milo Dent');
    const isNotTheirs = ({ permission }: BuiltAction) => !may('support', permission as Permission);
    const asked = builtActions().filter((one) => needsSession(one) && isNotTheirs(one));
    await expectRefused(page.request, asked, { origin: baseURL ?? '' });
  });

  test('with a session that was signed out are refused, and so is every page', async ({
    page,
    context,
    signInPage,
    overview,
    baseURL,
  }) => {
    await signInPage.signInAs('Mara Low');
    const session = await context.cookies();
    await overview.signOut();
    await expect(page).toHaveURL('/sign-in');
    await context.addCookies(session);
    await expectClosed(page.request);
    await expectRefused(page.request, builtActions().filter(needsSession), { origin: baseURL ?? '' });
  });

  test('after the password, before the one-time code, are refused, and so is every page', async ({
    page,
    signInPage,
    security,
    overview,
    baseURL,
  }) => {
    await signInPage.open();
    await signInPage.sendPassword('nell@nova.example', DEMO_PASSWORD);
    await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
    await security.open();
    await security.finishTwoFactor(authenticatorCode(await security.beginTwoFactor(DEMO_PASSWORD), -1));
    await overview.open();
    await overview.signOut();
    await signInPage.sendPassword('nell@nova.example', DEMO_PASSWORD);
    await expect(page).toHaveURL('/sign-in/two-factor');
    await expectClosed(page.request);
    await expectRefused(page.request, builtActions().filter(needsSession), { origin: baseURL ?? '' });
  });
});

test('every page and every download sends whoever is not signed in to the sign-in page', ({ request }) =>
  expectClosed(request));
