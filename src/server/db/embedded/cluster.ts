import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Binaries } from './locations';
import { isPidAlive } from './process-identity';
import type { Account } from './unprivileged-user';

const POLL_MS = 20;
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;

/** One PostgreSQL data folder and the account that owns it. */
export interface Cluster {
  readonly folder: string;
  readonly account: Account | null;
  readonly binaries: Binaries;
  readonly logFile: string;
}

/** Says where PostgreSQL's processes may not inherit ours: `PG*` variables would change what it does. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', NODE_ENV: 'production' };
}

/** A port that nobody listens on at this moment. */
export async function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** True where `port` can be listened on; without a host, on every address of the machine. */
export async function isPortFree(port: number, host?: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', (error) => resolve(!('code' in error && error.code === 'EADDRINUSE')));
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () => server.close(() => resolve(true)));
  });
}

async function runInitdb(cluster: Cluster, folder: string, password: string): Promise<void> {
  const passwordFile = join(tmpdir(), `evenkeel-${randomUUID()}`);
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (cluster.account !== null) await chown(passwordFile, cluster.account.uid, cluster.account.gid);
  const flags = [
    `--pgdata=${folder}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    // Sorting does not depend on the machine's libc or ICU: the same data folder gives the same order everywhere.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ];
  try {
    await new Promise<void>((resolve, reject) => {
      const child = spawn(cluster.binaries.initdb, flags, {
        ...cluster.account,
        cwd: '/',
        env: cleanEnvironment(),
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.on('error', reject);
      child.on('close', (code) =>
        code === 0 ? resolve() : reject(new Error(`initdb failed (${code ?? 'killed'}):\n${output.trim()}`)),
      );
    });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/**
 * Makes the data folder unless it is there. It is made under another name and renamed, so that a start that was
 * cut short leaves nothing half done.
 *
 * @returns true if it was made now.
 * @throws Error where the folder belongs to another major release of PostgreSQL.
 */
export async function createCluster(cluster: Cluster, password: string): Promise<boolean> {
  const version = await readFile(join(cluster.folder, 'PG_VERSION'), 'utf8').catch(() => null);
  if (version !== null) {
    if (version.trim() === cluster.binaries.majorVersion) return false;
    throw new Error(
      `${cluster.folder} was made by PostgreSQL ${version.trim()}, and this is ${cluster.binaries.majorVersion}. ` +
        'Run `npm run reset` to start over, or go back to the older version to keep the data.',
    );
  }
  const half = `${cluster.folder}.new`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { recursive: true });
  await chmod(half, 0o700);
  if (cluster.account !== null) await chown(half, cluster.account.uid, cluster.account.gid);
  await runInitdb(cluster, half, password);
  await mkdir(dirname(cluster.folder), { recursive: true });
  await rm(cluster.folder, { recursive: true, force: true });
  await rename(half, cluster.folder);
  return true;
}

/** What `postmaster.pid` says: PostgreSQL writes it at its start and the state into its eighth line. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly isReady: boolean;
}

const pidFile = (cluster: Cluster): string => join(cluster.folder, 'postmaster.pid');

/** The server that runs on the data folder, or null. Only looks: the file may be half written while a server starts. */
export async function findPostmaster(cluster: Cluster): Promise<Postmaster | null> {
  const lines = (await readFile(pidFile(cluster), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  const isOurs = Number.isInteger(pid) && pid > 0 && isPidAlive(pid) && (await isPostmasterOf(cluster, pid));
  return isOurs ? { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' } : null;
}

/**
 * Removes the pid file that a crash left: PostgreSQL refuses to start on one that is empty, or whose number another process has now.
 * Call it with the lock of the data folder and no server running: nobody writes the file then.
 */
export async function removeStalePidFile(cluster: Cluster): Promise<void> {
  await rm(pidFile(cluster), { force: true });
}

/** After a reboot the number in a stale file may belong to any other process. */
async function isPostmasterOf(cluster: Cluster, pid: number): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  return command === null || command.includes(cluster.folder);
}

/** What the server runs with. `isDurable` false is for tests only: a crash of the machine may lose the data. */
export interface ServerSettings {
  readonly port: number;
  readonly isDurable: boolean;
}

function serverFlags(cluster: Cluster, { port, isDurable }: ServerSettings): string[] {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: '256MB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    // A close writes gigabytes at once; few and long checkpoints keep each page written once.
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    wal_level: 'minimal',
    max_wal_senders: 0,
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(isDurable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return ['-D', cluster.folder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/**
 * Starts the server and waits until it takes connections. It runs in a session of its own: Ctrl-C in our terminal
 * must stop the site first and the database last.
 *
 * @throws Error with the end of the server's log.
 */
export async function startPostmaster(cluster: Cluster, settings: ServerSettings): Promise<Postmaster> {
  const log = openSync(cluster.logFile, 'a', 0o600);
  const child = spawn(cluster.binaries.postgres, serverFlags(cluster, settings), {
    ...cluster.account,
    cwd: '/',
    env: cleanEnvironment(),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  let failure: string | undefined;
  child.on('error', (error) => (failure = error.message));
  child.on('exit', (code, signal) => (failure ??= `it ended with ${code ?? signal}`));
  const until = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < until) {
    // Its own words on the state, not a connection: a server in recovery refuses those for as long as it takes.
    const found = child.pid === undefined ? null : await findPostmaster(cluster);
    if (found !== null && found.pid === child.pid && found.isReady) return found;
    if (failure !== undefined) break;
    await delay(POLL_MS);
  }
  const tail = (await readFile(cluster.logFile, 'utf8').catch(() => '')).trim().split('\n').slice(-12).join('\n');
  throw new Error(
    `PostgreSQL did not start (${failure ?? 'it took too long'}). The end of ${cluster.logFile}:\n${tail}`,
  );
}

/** Waits until a server that is starting up (or was, when its maker died) takes connections; null if it ends instead. */
export async function awaitReady(cluster: Cluster): Promise<Postmaster | null> {
  const until = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < until) {
    const found = await findPostmaster(cluster);
    if (found === null || found.isReady) return found;
    await delay(POLL_MS);
  }
  throw new Error(`PostgreSQL on ${cluster.folder} neither becomes ready nor ends; see ${cluster.logFile}.`);
}

/** Stops the server: sessions are ended, data is written out. Waits until it is gone. */
export async function stopPostmaster(pid: number): Promise<void> {
  const signals = ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const;
  for (const signal of signals) {
    if (!isPidAlive(pid)) return;
    process.kill(pid, signal);
    const until = performance.now() + STOP_TIMEOUT_MS;
    while (performance.now() < until) {
      if (!isPidAlive(pid)) return;
      await delay(POLL_MS);
    }
  }
}
