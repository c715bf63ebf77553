import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

/** The data folders of the sites (playwright.config.ts) that specs also reach from behind. */
export const CLOCK_DATA = '.data/e2e-clock';
export const PAY_OFF_DATA = '.data/e2e-pay-off';
export const BANK_ACCOUNTS_DATA = '.data/e2e-bank-accounts';

/** A site from behind: what the marketplace does while the seller looks at a page. */
export interface Site {
  /** What the command line prints. */
  readonly cli: (...args: readonly string[]) => string;
  /** The same for a verb that reads a file: its path is put where `file` stands. */
  readonly cliWith: (file: { readonly name: string; readonly lines: readonly string[] }, ...args: string[]) => string;
  /** Runs SQL on the site's database. */
  readonly sql: <Row extends object>(text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
}

function databaseUrl(dataDir: string): string {
  const { port, password } = JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8')) as {
    port: number;
    password: string;
  };
  return `postgresql://evenkeel:${password}@127.0.0.1:${port}/evenkeel`;
}

/** The site whose data are in a folder. */
function siteIn(dataDir: string): Site {
  const cli: Site['cli'] = (...args) =>
    execFileSync(process.execPath, ['scripts/cli.mjs', ...args], {
      encoding: 'utf8',
      env: { ...process.env, EVENKEEL_DATA_DIR: dataDir, DATABASE_URL: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  return {
    cli,
    cliWith: ({ name, lines }, ...args) => {
      const folder = mkdtempSync(join(tmpdir(), 'evenkeel-e2e-'));
      const path = join(folder, name);
      writeFileSync(path, lines.join('\n'));
      try {
        return cli(...args.map((arg) => (arg === 'file' ? path : arg)));
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    sql: async <Row extends object>(text: string, values: readonly unknown[] = []) => {
      const client = new Client({ connectionString: databaseUrl(dataDir) });
      await client.connect();
      try {
        return (await client.query<Row>(text, [...values])).rows;
      } finally {
        await client.end();
      }
    },
  };
}

/** Where bills clear at once. */
export const payOffSite = siteIn(PAY_OFF_DATA);

/** Where bank accounts are linked and changed, and days pass. */
export const bankAccountsSite = siteIn(BANK_ACCOUNTS_DATA);

/** Where days pass, and bills clear after the policy's four hours. */
export const clockSite = siteIn(CLOCK_DATA);

/**
 * Moves a site's clock to a moment, and closes a shop's days through the one before.
 * @throws if the clock is past it: the specs of such a site run in the order of their days
 */
export async function setClock({ cli, sql }: Site, at: string, shop: string, lastDay: string): Promise<void> {
  const moved = await sql('UPDATE clock SET now_at = $1 WHERE id = 1 AND now_at <= $1 RETURNING id', [at]);
  if (moved.length !== 1) throw new Error(`The clock is past ${at} already`);
  cli('close', '--through', lastDay, '--shop', shop);
}
