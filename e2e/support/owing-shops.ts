import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { ivyCancels, ivyOpens, ivySells } from '../../tests/support/ivy';

/** The data folder of the site on which the pay-off specs run (playwright.config.ts). */
export const PAY_OFF_DATA = '.data/e2e-pay-off';

/** One shop for each scenario that pays: what one spec pays, no other spec sees. */
export const SCENARIOS = [
  'full',
  'selected',
  'amount',
  'declined',
  'confirmed',
  'unconfirmed',
  'abandoned',
  'exact',
  'under',
  'over',
  'suggested',
  'noscript',
  'keyboard',
  'phone',
  'foreign',
] as const;

export type Scenario = (typeof SCENARIOS)[number];

/** Who owns the shop of a scenario. */
export function ownerOf(scenario: Scenario): string {
  return `Payer ${scenario}`;
}

/** What the command line answers. */
export function cli(...args: readonly string[]): string {
  return execFileSync(process.execPath, ['scripts/cli.mjs', ...args], {
    encoding: 'utf8',
    env: { ...process.env, EVENKEEL_DATA_DIR: PAY_OFF_DATA, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function databaseUrl(): string {
  const { port, password } = JSON.parse(readFileSync(join(PAY_OFF_DATA, 'postgres.json'), 'utf8')) as {
    port: number;
    password: string;
  };
  return `postgresql://evenkeel:${password}@127.0.0.1:${port}/evenkeel`;
}

/** Runs SQL on the books of the pay-off site. */
export async function sql<Row extends object>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
  const client = new Client({ connectionString: databaseUrl() });
  await client.connect();
  try {
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}

function factsOf(scenario: Scenario): string {
  // An imported file holds no facts of commands: its bank account is made by --simulated-bank-accounts.
  const facts = [...ivyOpens(), ...ivyCancels(), ...ivySells()].filter(({ type }) => type !== 'bank-account.verified');
  const second =
    scenario === 'selected'
      ? [
          {
            type: 'adjustment.posted',
            occurredAt: '2026-03-13T09:00:00Z',
            kind: 'ads-payment',
            amount: '-10.00',
            reason: 'Ads',
          },
        ]
      : [];
  return [...facts, ...second]
    .map((fact, index) => {
      const named = fact.type === 'shop.opened' ? { name: `Shop ${scenario}`, registeredName: ownerOf(scenario) } : {};
      return JSON.stringify({ id: `fact-${index}`, shop: `pay-${scenario}`, ...fact, ...named });
    })
    .join('\n');
}

/** Makes a shop that owes 87.40 for each scenario, with an owner who can sign in. Done once; a second call finds them. */
export async function makeOwingShops(): Promise<void> {
  const [found] = await sql<{ count: string }>("SELECT count(*)::text FROM shop WHERE external_id LIKE 'pay-%'");
  if (found?.count !== '0') return;
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-e2e-'));
  const file = join(folder, 'owing.jsonl');
  writeFileSync(file, SCENARIOS.map(factsOf).join('\n'));
  try {
    cli('import', 'facts', file, '--simulated-bank-accounts');
    cli('close', '--through', '2026-03-13');
  } finally {
    rmSync(folder, { recursive: true });
  }
  for (const scenario of SCENARIOS) {
    await sql(
      `WITH made AS (INSERT INTO seller (external_id, name) VALUES ($1, $2) RETURNING id),
            owner AS (INSERT INTO member (seller_id, no, person_key, name, email, role)
                      SELECT id, 1, $1, $2, $1 || '@example.com', 'owner' FROM made)
       UPDATE shop SET seller_id = made.id FROM made WHERE external_id = $1`,
      [`pay-${scenario}`, ownerOf(scenario)],
    );
  }
}

/** Imports incoming bank lines as the marketplace's bank reports them: day, amount, payer, words. */
export function receiveBankLines(
  lines: readonly (readonly [amount: string, payer: string, words: string, reference: string])[],
): string {
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-e2e-'));
  const file = join(folder, 'lines.csv');
  const rows = lines.map(
    ([amount, payer, words, reference]) => `2026-03-14,${amount},USD,${payer},"${words}",${reference}`,
  );
  writeFileSync(file, ['Booking date,Amount,Currency,Name,Description,Bank reference', ...rows].join('\n'));
  try {
    return cli('import', 'bank-statement', file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
