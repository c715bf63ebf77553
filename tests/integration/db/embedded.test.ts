import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { withFileLock } from '@/server/db/embedded/file-lock';
import { isPidAlive } from '@/server/db/embedded/process-identity';
import { listDatabaseUsers, openDatabase, removeDatabase } from '@/server/db/open-database';

/** Another process of ours that has the database open. */
interface User {
  readonly url: string;
  readonly process: ChildProcess;
  /** Lets it leave as it should; resolves when it has ended. */
  readonly leave: () => Promise<void>;
  /** `kill -9`. */
  readonly kill: () => Promise<void>;
}

let dataDir: string;
const users = new Set<User>();

async function startUser(): Promise<User> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/support/database-user.ts', dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
    void ended.then(() => reject(new Error('it ended before it had the database')));
  });
  const user: User = {
    url,
    process: child,
    leave: () => {
      users.delete(user);
      child.stdin.end();
      return ended;
    },
    kill: () => {
      users.delete(user);
      child.kill('SIGKILL');
      return ended;
    },
  };
  users.add(user);
  return user;
}

async function query(url: string, sql: string): Promise<object[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<object>(sql)).rows;
  } finally {
    await client.end();
  }
}

const serverPid = async (): Promise<number> =>
  Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'evenkeel-embedded-'));
  await chmod(dataDir, 0o755);
});

afterEach(async () => {
  await Promise.all([...users].map((user) => user.leave()));
});

afterAll(() => removeDatabase(dataDir));

describe('the embedded database', () => {
  it('is shared by two processes, and stops when the second has left too', async () => {
    const [first, second] = await Promise.all([startUser(), startUser()]);
    expect(second.url).toBe(first.url);
    const pid = await serverPid();
    await first.leave();
    expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await second.leave();
    expect(isPidAlive(pid)).toBe(false);
  });

  it('keeps its address from one start to the next', async () => {
    const first = await startUser();
    await first.leave();
    const second = await startUser();
    expect(second.url).toBe(first.url);
  });

  it('stops by itself when its only user is killed', async () => {
    const user = await startUser();
    const pid = await serverPid();
    await user.kill();
    await vi.waitFor(() => expect(isPidAlive(pid)).toBe(false), { timeout: 10_000 });
  });

  it('stays for the others when one user is killed', async () => {
    const [first, second] = await Promise.all([startUser(), startUser()]);
    await first.kill();
    await vi.waitFor(async () => expect(await listDatabaseUsers(dataDir)).toEqual([second.process.pid]), {
      timeout: 15_000,
    });
    expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('has all that was committed after the server itself was killed', async () => {
    const user = await startUser();
    await query(user.url, 'CREATE TABLE kept AS SELECT 42 AS amount');
    const pid = await serverPid();
    process.kill(pid, 'SIGKILL');
    await user.kill();
    const next = await startUser();
    expect(await query(next.url, 'SELECT amount FROM kept')).toEqual([{ amount: 42 }]);
  });

  it('is owned by a role that row-level security binds', async () => {
    const user = await startUser();
    const rows = await query(user.url, 'SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user');
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
  });

  it('is not removed while it is used', async () => {
    const user = await startUser();
    await expect(removeDatabase(dataDir)).rejects.toThrow(`in use by process ${user.process.pid}; stop it first`);
    expect(await query(user.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('is not started where an address is given', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'evenkeel-none-'));
    const database = await openDatabase({ dataDir: empty, databaseUrl: 'postgresql://example/other' });
    expect(database).toMatchObject({ url: 'postgresql://example/other', isEmbedded: false });
    await database.stop();
    expect(await listDatabaseUsers(empty)).toEqual([]);
    await removeDatabase(empty);
  });
});

describe('a file lock', () => {
  it('lets one in at a time', async () => {
    const path = join(dataDir, 'test.lock');
    const seen: string[] = [];
    const enter = (name: string) =>
      withFileLock(path, 5_000, async () => {
        seen.push(`${name} in`);
        await new Promise((resolve) => setImmediate(resolve));
        seen.push(`${name} out`);
      });
    await Promise.all([enter('a'), enter('b')]);
    expect(seen).toHaveLength(4);
    expect(seen[1]).toBe(seen[0]?.replace('in', 'out'));
    expect(seen[3]).toBe(seen[2]?.replace('in', 'out'));
  });

  it('is taken over from a process that died', async () => {
    const path = join(dataDir, 'stale.lock');
    await writeFile(path, JSON.stringify({ pid: 2 ** 22 + 1, startedAt: '1' }));
    expect(await withFileLock(path, 5_000, async () => 'mine')).toBe('mine');
  });

  it('names its holder to those who wait in vain', async () => {
    const path = join(dataDir, 'held.lock');
    await withFileLock(path, 5_000, async () => {
      await expect(withFileLock(path, 50, async () => 'never')).rejects.toThrow(`is held by process ${process.pid}`);
    });
  });
});
