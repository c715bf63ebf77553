import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrateDatabase } from '@/server/db/migrate';
import { createBlankDatabase, type TestDatabase } from '../../support/database';

let database: TestDatabase;
let folder: string;

async function write(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'migration.sql'), sql);
}

async function select<T extends object>(sql: string): Promise<T[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

const migrate = () => migrateDatabase({ url: database.url, folder });

beforeEach(async () => {
  database = await createBlankDatabase();
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-migrations-'));
  await write('0001_ledger', 'CREATE TABLE ledger (amount bigint); INSERT INTO ledger VALUES (100);');
  await write('0002_note', 'ALTER TABLE ledger ADD COLUMN note text;');
});

afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

describe('migrations', () => {
  it('are applied in the order of their names, and recorded as Prisma records them', async () => {
    expect(await migrate()).toEqual({ applied: ['0001_ledger', '0002_note'], alreadyApplied: 0 });
    const rows = await select(
      'SELECT migration_name, length(checksum) AS length, finished_at IS NOT NULL AS finished, applied_steps_count AS steps FROM _prisma_migrations ORDER BY 1',
    );
    expect(rows).toEqual([
      { migration_name: '0001_ledger', length: 64, finished: true, steps: 1 },
      { migration_name: '0002_note', length: 64, finished: true, steps: 1 },
    ]);
  });

  it('are applied once: a second run does nothing', async () => {
    await migrate();
    expect(await migrate()).toEqual({ applied: [], alreadyApplied: 2 });
    expect(await select('SELECT amount FROM ledger')).toEqual([{ amount: '100' }]);
  });

  it('are applied once by two runs at the same time', async () => {
    const [one, other] = await Promise.all([migrate(), migrate()]);
    expect([...one.applied, ...other.applied]).toEqual(['0001_ledger', '0002_note']);
    expect(await select('SELECT amount FROM ledger')).toEqual([{ amount: '100' }]);
  });

  it('continue where an older release ended', async () => {
    await migrate();
    await write('0003_more', 'INSERT INTO ledger VALUES (200);');
    expect(await migrate()).toEqual({ applied: ['0003_more'], alreadyApplied: 2 });
  });

  it('are refused where a file was changed after it had been applied', async () => {
    await migrate();
    await write('0001_ledger', 'CREATE TABLE ledger (amount numeric);');
    await expect(migrate()).rejects.toThrow(/0001_ledger was changed after it had been applied \(sha256 [0-9a-f]{12}/);
  });

  it('are refused where the database is newer than the code', async () => {
    await migrate();
    await rm(join(folder, '0002_note'), { recursive: true });
    await expect(migrate()).rejects.toThrow('The database has the migration 0002_note, which this code does not');
  });

  it('are refused where another tool left one half done', async () => {
    await migrate();
    await select(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '0002_note'`);
    await expect(migrate()).rejects.toThrow('0002_note was begun by another tool and did not finish');
  });

  it('that fail leave nothing, name the line, and run again once they are put right', async () => {
    await write(
      '0003_wrong',
      'CREATE TABLE kept (n int);\nINSERT INTO ledger VALUES (1);\nINSERT INTO missing VALUES (1);',
    );
    await expect(migrate()).rejects.toThrow(
      /0003_wrong failed and left nothing: .*"missing".*\(migration.sql, line 3\)/,
    );
    expect(await select(`SELECT to_regclass('kept') AS kept, (SELECT count(*) FROM ledger) AS count`)).toEqual([
      { kept: null, count: '1' },
    ]);
    expect(await select('SELECT migration_name FROM _prisma_migrations ORDER BY 1')).toHaveLength(2);
    await write('0003_wrong', 'CREATE TABLE kept (n int);');
    expect(await migrate()).toEqual({ applied: ['0003_wrong'], alreadyApplied: 2 });
  });

  it('may not end their own transaction', async () => {
    await write('0003_commits', 'CREATE TABLE a (n int); COMMIT; CREATE TABLE b (n int);');
    await expect(migrate()).rejects.toThrow('0003_commits ends its own transaction');
  });
});
