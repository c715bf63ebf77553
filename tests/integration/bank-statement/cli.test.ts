import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { chooseMethod } from '@/server/commands/bills/choose-method';
import { type TestBooks, test } from '../../support/books';
import { acceptedOf, billOf, billsOf, ivyOwes, MORNING, owedBy } from '../../support/owing';
import { samplePath } from './read';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-bank-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function start(books: TestBooks, ...args: readonly string[]): ChildProcess {
  const words = [
    '--conditions=react-server',
    '--import',
    'tsx',
    'src/cli/main.ts',
    'import',
    'bank-statement',
    ...args,
  ];
  return spawn(process.execPath, words, {
    env: { ...process.env, DATABASE_URL: books.url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

async function cli(books: TestBooks, ...args: readonly string[]): Promise<Ran> {
  const child = start(books, ...args);
  const texts = { out: '', err: '' };
  child.stdout?.on('data', (chunk: Buffer) => {
    texts.out += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    texts.err += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, ...texts };
}

/** Ivy awaits a transfer of 87.40; a statement on which it has arrived, beside what does not concern her. */
async function writeStatement(books: TestBooks, name: string): Promise<string> {
  const { shopId } = await ivyOwes(books);
  const { id } = await billOf(books, shopId, null);
  const chosen = await chooseMethod(books.database, { shopId, bill: id, method: 'bank-transfer', now: MORNING });
  await books.sql('UPDATE clock SET now_at = $1', [MORNING]);
  const path = join(folder, name);
  const rows = [
    'Date,Amount,Currency,Name,Description,Bank reference',
    `2026-03-13,87.40,USD,Ivy Hart,${acceptedOf(chosen).reference},BANK-1`,
    '2026-03-13,12.00,USD,Somebody,a gift,BANK-2',
    '2026-03-13,-5.00,USD,Bank,fees,BANK-3',
  ];
  await writeFile(path, `${rows.join('\n')}\n`);
  return path;
}

describe('import bank-statement', { timeout: 120_000 }, () => {
  test('a file, and the same file again: JSON alone on stdout, exit 0', async ({ books }) => {
    const path = await writeStatement(books, 'march.csv');
    const first = await cli(books, path);
    expect([first.code, JSON.parse(first.out)]).toEqual([
      0,
      { accepted: 2, duplicates: 0, matched: 1, suggested: 0, unmatched: 1, refused: [] },
    ]);
    expect(first.err).toContain('Read a csv file; 1 payments out are new');
    expect(await owedBy(books)).toBe(0n);
    const again = await cli(books, path);
    expect([again.code, JSON.parse(again.out)]).toEqual([
      0,
      { accepted: 0, duplicates: 2, matched: 0, suggested: 0, unmatched: 0, refused: [] },
    ]);
    expect(await billsOf(books)).toEqual(['cleared 8740 of 8740']);
  });

  test('one wrong row: nothing of the file is stored, exit 1', async ({ books }) => {
    const path = join(folder, 'wrong.csv');
    await writeFile(path, 'Date,Amount,Currency\n2026-03-13,50.00,USD\n2026-03-13,50.005,USD\n');
    const { code, out } = await cli(books, path);
    expect([code, JSON.parse(out)]).toEqual([
      1,
      {
        accepted: 0,
        duplicates: 0,
        matched: 0,
        suggested: 0,
        unmatched: 0,
        refused: [
          { line: 3, field: 'amount', reason: '"50.005" has more than two decimals; money ends at hundredths' },
        ],
      },
    ]);
    expect(await books.sql('SELECT 1 FROM bank_line')).toEqual([]);
  });

  test('wrong usage exits 2; --help says what is printed', async ({ books }) => {
    for (const [args, says] of [
      [['missing.xml'], 'There is no file missing.xml.'],
      [[samplePath('english.csv'), '--currency', 'dollars'], '--currency must be three capital letters like USD'],
    ] as const) {
      const ran = await cli(books, ...args);
      expect([ran.code, ran.out]).toEqual([2, '']);
      expect(ran.err).toContain(says);
    }
    const help = await cli(books, '--help');
    expect([help.code, help.out]).toEqual([0, '']);
    expect(help.err).toContain('{"accepted", "duplicates", "matched", "suggested", "unmatched", "refused"');
  });

  test('killed with SIGKILL between storing the line and clearing the bill: the same file again clears it once', async ({
    books,
  }) => {
    const path = await writeStatement(books, 'killed.csv');
    const other = new Client({ connectionString: books.url });
    await other.connect();
    await other.query('BEGIN; SELECT 1 FROM shop FOR UPDATE');
    const child = start(books, path);
    const ended = new Promise((resolve) => child.once('close', resolve));
    const storedLines = async () => (await books.sql('SELECT 1 FROM bank_line')).length;
    await expect.poll(storedLines, { timeout: 60_000, interval: 50 }).toBe(2);
    child.kill('SIGKILL');
    await ended;
    await other.query('ROLLBACK');
    await other.end();
    expect(await billsOf(books)).toEqual(['unpaid 0 of 8740']);
    const again = await cli(books, path);
    expect(JSON.parse(again.out)).toMatchObject({ accepted: 0, duplicates: 2 });
    expect(await billsOf(books)).toEqual(['cleared 8740 of 8740']);
    expect(await owedBy(books)).toBe(0n);
  });
});
