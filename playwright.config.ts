import { existsSync } from 'node:fs';
import { defineConfig, devices } from '@playwright/test';

const PORT = 3117;

/** Debian's Chromium where there is one; elsewhere the one that `npx playwright install chromium` brings. */
const chromium = '/usr/bin/chromium';

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

export default defineConfig({
  testDir: 'e2e/specs',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 30_000,
  reporter: process.env.EVENKEEL_TEST_REPORT
    ? [['line'], ['json', { outputFile: process.env.EVENKEEL_TEST_REPORT }]]
    : [['list']],
  use: {
    baseURL: `http://localhost:${PORT}`,
    locale: 'en-US',
    // Far from every marketplace's zone: a date formatted in the viewer's zone shows as a wrong day.
    timezoneId: 'Pacific/Kiritimati',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { args: flags, ...(existsSync(chromium) ? { executablePath: chromium } : {}) },
  },
  projects: [{ name: 'chromium', use: { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 900 } } }],
  webServer: {
    // The production build on a data folder of its own that begins empty: the demo sellers are the fixtures.
    command: 'node scripts/start-for-e2e.mjs',
    url: `http://localhost:${PORT}/`,
    env: { PORT: String(PORT), EVENKEEL_DATA_DIR: '.data/e2e', EVENKEEL_MODE: 'demo', DATABASE_URL: '' },
    timeout: 240_000,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
  },
});
