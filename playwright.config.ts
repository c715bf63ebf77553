import { existsSync } from 'node:fs';
import { defineConfig, devices } from '@playwright/test';
import { BANK_ACCOUNTS_DATA, CLOCK_DATA, PAY_OFF_DATA } from './e2e/support/site';

const PAGES_PORT = 3117;
/**
 * The clock moves for every shop, so the specs that move it have a site of their own. They run in the order of their days, which is that of
 * their names. A payment clears there as late as the policy allows.
 */
const CLOCK_PORT = 3118;
/** What is paid changes the books, so the specs that pay have a site of their own. */
const PAY_OFF_PORT = 3119;
/** So do bank accounts, whose deposits need days to arrive, and what ops decide: these specs too run in the order of their names. */
const BANK_ACCOUNTS_PORT = 3120;
/** From a site's port to that of its Stripe simulator. */
const SIMULATOR_OFFSET = 100;

/** Debian's Chromium where there is one, best without a window to draw; elsewhere the one that `npx playwright install chromium` brings. */
const executablePath = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find((path) => existsSync(path));

/** What a browser in a container needs (no user namespaces, no GPU), and silence towards the network. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Nothing of whoever runs the tests may reach the sites: an empty variable counts as a missing one. */
const untold = {
  DATABASE_URL: '',
  APP_ORIGIN: '',
  TRUSTED_PROXY_COUNT: '',
  STRIPE_SECRET_KEY: '',
  STRIPE_API_BASE: '',
  STRIPE_WEBHOOK_SECRET: '',
  STRIPE_WEBHOOK_SECRET_OLD: '',
};

/**
 * The production build, with a worker and a Stripe simulator of its own, on a data folder of its own that begins empty: the demo sellers are
 * the fixtures.
 */
const site = (port: number, dataDir: string, clearingMinutes = 0) => ({
  command: 'node scripts/start-for-e2e.mjs',
  url: `http://localhost:${port}/sign-in`,
  env: {
    ...untold,
    PORT: String(port),
    STRIPE_SIMULATOR_PORT: String(port + SIMULATOR_OFFSET),
    EVENKEEL_CLEARING_MINUTES: String(clearingMinutes),
    EVENKEEL_DATA_DIR: dataDir,
    EVENKEEL_MODE: 'demo',
  },
  timeout: 240_000,
  stdout: 'pipe' as const,
  gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 20_000 },
});

const desk = { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 900 } };

export default defineConfig({
  testDir: 'e2e/specs',
  outputDir: 'test-results',
  forbidOnly: true,
  retries: 0,
  // Pages are only looked at, so two specs may look at once; what moves a clock or pays goes one by one.
  workers: 2,
  // A noisy machine is slow, not wrong: these only end what hangs.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: process.env.EVENKEEL_TEST_REPORT
    ? [['line'], ['json', { outputFile: process.env.EVENKEEL_TEST_REPORT }]]
    : [['list']],
  use: {
    locale: 'en-US',
    // Far from every marketplace's zone: a date formatted in the viewer's zone shows as a wrong day.
    timezoneId: 'Pacific/Kiritimati',
    // A trace of every test takes a sixth of the run; `--trace on` brings one of a test that fails. The screenshot and the page's text are kept.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: { args: flags, ...(executablePath === undefined ? {} : { executablePath }) },
  },
  projects: [
    {
      name: 'pages',
      testIgnore: ['test-clock/**', 'pay-off/**', 'bank-accounts/**', 'ops/**', 'raw-posts/**'],
      use: { ...desk, baseURL: `http://localhost:${PAGES_PORT}` },
    },
    {
      name: 'test-clock',
      testMatch: 'test-clock/**',
      workers: 1,
      use: { ...desk, baseURL: `http://localhost:${CLOCK_PORT}` },
    },
    {
      name: 'pay-off',
      testMatch: 'pay-off/**',
      workers: 1,
      use: { ...desk, baseURL: `http://localhost:${PAY_OFF_PORT}` },
    },
    {
      name: 'bank-accounts',
      // What is refused must leave every row as it was, so nobody else may write there: not beside the pages' two specs.
      testMatch: ['bank-accounts/**', 'ops/**', 'raw-posts/**'],
      workers: 1,
      use: { ...desk, baseURL: `http://localhost:${BANK_ACCOUNTS_PORT}` },
    },
  ],
  // One after the other: the others find the site built.
  webServer: [
    site(PAGES_PORT, '.data/e2e'),
    site(CLOCK_PORT, CLOCK_DATA, 240),
    site(PAY_OFF_PORT, PAY_OFF_DATA),
    site(BANK_ACCOUNTS_PORT, BANK_ACCOUNTS_DATA),
  ],
});
