import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { type TestBooks, test } from '../support/books';
import type { WireFact } from '../support/facts';
import { ivyCancels, ivyOpens, ivySells } from '../support/ivy';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function start(books: TestBooks, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'src/cli/main.ts', ...args], {
    env: { ...process.env, DATABASE_URL: books.url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function cli(books: TestBooks, ...args: readonly string[]): Promise<Ran> {
  const child = start(books, args);
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out, err };
}

/** Ivy without what only commands write: her account is the simulated bank's. */
async function writeIvy(): Promise<string> {
  const wires = [...ivyOpens(), ...ivyCancels(), ...ivySells()].filter(({ type }) => type !== 'bank-account.verified');
  const path = join(folder, 'ivy.jsonl');
  const line = (wire: WireFact, index: number) => JSON.stringify({ id: `f-${index}`, shop: 'ivy', ...wire });
  await writeFile(path, `${wires.map(line).join('\n')}\n`);
  return path;
}

const IVY_FACTS = 1 + 48 + 7;

describe('the command line', { timeout: 120_000 }, () => {
  test('verify-seals: the head that it prints is what --expect takes; another one is exit 1, and no head at all exit 2', async ({
    books,
  }) => {
    await books.record([...ivyOpens(), ...ivyCancels(), ...ivySells()]);
    await books.close('2026-03-12');
    const first = await cli(books, 'verify-seals', '--shop', 'ivy');
    const { ok, head, violations } = JSON.parse(first.out);
    expect([first.code, ok, violations]).toEqual([0, true, []]);
    expect(head).toMatch(/^2026-03-12\.\d+\.[0-9a-f]{64}$/);
    expect((await cli(books, 'verify-seals', '--expect', head)).code).toBe(0);
    const other = await cli(books, 'verify-seals', '--expect', `${head.slice(0, -64)}${'0'.repeat(64)}`);
    expect([other.code, JSON.parse(other.out).violations[0].what]).toEqual([1, 'head of the seals']);
    const wrong = await cli(books, 'verify-seals', '--expect', 'yesterday');
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('--expect takes a head')]);
  });

  test('import, close, books, verify: JSON alone on stdout, exit 0', async ({ books }) => {
    const path = await writeIvy();
    const imported = await cli(books, 'import', 'facts', path, '--simulated-bank-accounts');
    expect([imported.code, JSON.parse(imported.out)]).toEqual([0, { accepted: IVY_FACTS, duplicates: 0, refused: [] }]);
    const again = await cli(books, 'import', 'facts', path, '--simulated-bank-accounts');
    expect([again.code, JSON.parse(again.out)]).toEqual([0, { accepted: 0, duplicates: IVY_FACTS, refused: [] }]);
    const closed = await cli(books, 'close', '--through', '2026-03-12');
    expect(closed.code).toBe(0);
    expect(JSON.parse(closed.out)).toEqual({ days: 71, shops: 1, statements: 2, payouts: 1, ms: expect.any(Number) });
    expect(closed.err).toContain('Closing through 2026-03-12');
    const shown = await cli(books, 'books', '--shop', 'ivy');
    expect(JSON.parse(shown.out)).toMatchObject({
      ivy: {
        currency: 'USD',
        statements: [
          {
            day: '2026-03-10',
            kind: 'daily',
            settlement: '79.24',
            reserveNet: '-3.96',
            payable: '75.28',
            status: 'paid',
            pendingReason: null,
          },
          {
            day: '2026-03-12',
            payable: '-87.40',
            open: '-87.40',
            status: 'pending',
            pendingReason: 'negative-balance',
          },
        ],
        payouts: [{ initiatedOn: '2026-03-11', amount: '75.28', status: 'paid' }],
        balance: { available: '-87.40', inTransit: '0.00', reserved: '3.96', onHold: '56.40', owed: '87.40' },
        reserveLevel: 2,
        settlementTier: 'standard',
      },
    });
    const asOf = await cli(books, 'books', '--as-of', '2026-03-10');
    expect(JSON.parse(asOf.out)).toMatchObject({ ivy: { balance: { available: '0.00', inTransit: '75.28' } } });
    const verified = await cli(books, 'verify');
    expect([verified.code, JSON.parse(verified.out)]).toEqual([0, { ok: true, violations: [] }]);
  });

  test('a file with a refused line: nothing stored, exit 1; with --no-atomic the rest, exit 0', async ({ books }) => {
    const path = join(folder, 'bad.jsonl');
    const opened = {
      id: 'o',
      shop: 's',
      type: 'shop.opened',
      occurredAt: '2026-01-01T00:00:00Z',
      marketplace: 'us',
      name: 'S',
      registrationType: 'individual',
      registeredName: 'S',
      probation: false,
    };
    await writeFile(path, `${JSON.stringify(opened)}\n{"type": 5}\n`);
    const refused = [{ line: 2, field: 'type', reason: '5 is not a type of fact' }];
    const atomic = await cli(books, 'import', 'facts', path);
    expect([atomic.code, JSON.parse(atomic.out)]).toEqual([1, { accepted: 0, duplicates: 0, refused }]);
    const loose = await cli(books, 'import', 'facts', path, '--no-atomic');
    expect([loose.code, JSON.parse(loose.out)]).toEqual([0, { accepted: 1, duplicates: 0, refused }]);
  });

  test('verify exits 1 where the books were changed', async ({ books }) => {
    books.breaksThem();
    await books.record([...ivyOpens(), ...ivySells()]);
    await books.close('2026-03-12');
    await books.sql('UPDATE shop SET available_minor = 0, owed_minor = 0');
    const { code, out } = await cli(books, 'verify');
    expect([code, JSON.parse(out)]).toMatchObject([1, { ok: false, violations: [{ shop: 'ivy' }, { shop: 'ivy' }] }]);
  });

  test('wrong usage exits 2 and says what is right; --help exits 0; stdout stays empty', async ({ books }) => {
    for (const [args, says] of [
      [['close'], '--through says which day is the last to close.'],
      [['close', '--through', '2026-02-30'], '--through must be a day like 2026-03-10, not "2026-02-30".'],
      [['close', '--through', '2026-01-01', '--shop', 'nobody'], 'No shop has the id "nobody".'],
      [['import', 'facts', 'missing.jsonl'], 'There is no file missing.jsonl.'],
      [['books', '--colour'], '--colour'],
      [['dance'], 'There is no verb "dance".'],
    ] as const) {
      const ran = await cli(books, ...args);
      expect([ran.code, ran.out]).toEqual([2, '']);
      expect(ran.err).toContain(says);
    }
    const help = await cli(books, 'close', '--help');
    expect([help.code, help.out]).toEqual([0, '']);
    expect(help.err).toContain('Usage: close --through');
  });

  test('a close that is killed with SIGKILL and run again gives the same books', async ({ books }) => {
    await books.record([...ivyOpens(), ...ivyCancels(), ...ivySells()]);
    const other = new Client({ connectionString: books.url });
    await other.connect();
    await other.query('BEGIN; LOCK TABLE payout IN ACCESS EXCLUSIVE MODE');
    const child = start(books, ['close', '--through', '2026-03-21']);
    const ended = new Promise((resolve) => child.once('close', resolve));
    const waiting = async () =>
      (
        await books.sql(
          "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'SELECT * FROM payout%'",
        )
      ).length;
    await expect.poll(waiting, { timeout: 60_000, interval: 50 }).toBe(1);
    child.kill('SIGKILL');
    await ended;
    await other.query('ROLLBACK');
    await other.end();
    expect(await books.sql('SELECT 1 FROM statement')).toEqual([]);
    await books.close('2026-03-21');
    expect((await books.show())['ivy']?.balance).toMatchObject({ owed: '27.04' });
  });
});
