import { createHmac, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import {
  awaitReady,
  type Cluster,
  createCluster,
  findFreePort,
  findPostmaster,
  isPortFree,
  type Postmaster,
  removeStalePidFile,
  startPostmaster,
  stopPostmaster,
} from './embedded/cluster';
import { withFileLock } from './embedded/file-lock';
import { locateBinaries, placeCluster } from './embedded/locations';
import { identify, isAlive, type ProcessIdentity } from './embedded/process-identity';
import { resolveAccount } from './embedded/unprivileged-user';
import { watchOverCluster } from './embedded/watchdog';
import { DATABASE_ROLES, type DatabaseRole, type RoleUrls, roleUrls } from './roles';

// No 'server-only' here: `npm start` and the tests open the database before and outside any React server bundle.

const LOCK_WAIT_MS = 90_000;
const DATABASE = 'evenkeel';

/** Which database to open. */
export interface OpenDatabaseOptions {
  /** Folder of the embedded database; made if missing. Ignored with `databaseUrl`. */
  readonly dataDir: string;
  /** An existing PostgreSQL, 15 or newer (`DATABASE_URL`). */
  readonly databaseUrl?: string | undefined;
  /** The same PostgreSQL for the roles that own nothing, of those that have an address of their own. */
  readonly roleUrls?: Partial<Record<DatabaseRole, string | undefined>>;
  /** False for tests: faster, and a crash of the machine loses the data. */
  readonly isDurable?: boolean;
  readonly onProgress?: (message: string) => void;
}

/** A database that takes connections until `stop`. */
export interface OpenDatabase {
  /** Connection string of the role that owns the schema. */
  readonly url: string;
  /** Connection strings of the roles that own nothing. */
  readonly roleUrls: RoleUrls;
  readonly isEmbedded: boolean;
  /** Lets go of it; the last process that does so stops the embedded server. Safe to call twice. */
  readonly stop: () => Promise<void>;
}

/** What the data folder remembers between runs. */
interface Memory {
  readonly port: number;
  readonly password: string;
  readonly folder: string;
}

function isMemory(value: unknown): value is Memory {
  if (typeof value !== 'object' || value === null) return false;
  if (!('port' in value && 'password' in value && 'folder' in value)) return false;
  return typeof value.port === 'number' && typeof value.password === 'string' && typeof value.folder === 'string';
}

const memoryPath = (dataDir: string): string => join(dataDir, 'postgres.json');
const usersPath = (dataDir: string): string => join(dataDir, 'users');
const lockPath = (dataDir: string): string => join(dataDir, 'database.lock');

async function readMemory(dataDir: string): Promise<Memory | null> {
  const text = await readFile(memoryPath(dataDir), 'utf8').catch(() => null);
  if (text === null) return null;
  const value: unknown = JSON.parse(text);
  return isMemory(value) ? value : null;
}

async function readUser(path: string): Promise<ProcessIdentity | null> {
  const [pid, startedAt] = (await readFile(path, 'utf8').catch(() => '')).split(' ');
  return pid === undefined || pid === '' ? null : { pid: Number(pid), startedAt: startedAt || null };
}

/** Process numbers that use the embedded database now, our own included. */
export async function listDatabaseUsers(dataDir: string): Promise<number[]> {
  const names = await readdir(usersPath(dataDir)).catch(() => []);
  const users = await Promise.all(names.map((name) => readUser(join(usersPath(dataDir), name))));
  return users.filter((user): user is ProcessIdentity => user !== null && isAlive(user)).map((user) => user.pid);
}

/**
 * Opens the database: the one that `databaseUrl` names, or the embedded PostgreSQL of the data folder, which is made,
 * started or, where another process of ours has it running, shared. It stops when its last user stops or dies.
 *
 * @throws Error where PostgreSQL cannot be made or started, with its own log.
 * @example const database = await openDatabase({ dataDir: '.data' }); ... await database.stop();
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenDatabase> {
  if (options.databaseUrl !== undefined) {
    const { databaseUrl: url, roleUrls: told = {} } = options;
    return { url, roleUrls: roleUrls(url, told), isEmbedded: false, stop: async () => undefined };
  }
  const dataDir = resolve(options.dataDir);
  await mkdir(usersPath(dataDir), { recursive: true });
  const { cluster, memory, postmaster } = await withFileLock(lockPath(dataDir), LOCK_WAIT_MS, () =>
    joinCluster(dataDir, options),
  );
  const cancelWatch = watchOverCluster(usersPath(dataDir), postmaster.pid);
  let stopping: Promise<void> | undefined;
  const url = urlOf(memory, postmaster.port);
  const urlOfRole = (role: DatabaseRole): string => urlOf(memory, postmaster.port, role);
  return {
    url,
    roleUrls: {
      evenkeel_app: urlOfRole('evenkeel_app'),
      evenkeel_worker: urlOfRole('evenkeel_worker'),
      evenkeel_ops: urlOfRole('evenkeel_ops'),
    },
    isEmbedded: true,
    stop: () => {
      stopping ??= leaveCluster(dataDir, cluster).finally(cancelWatch);
      return stopping;
    },
  };
}

function urlOf(memory: Memory, port: number, role: string = DATABASE, database = DATABASE): string {
  return `postgresql://${role}:${passwordOf(memory, role)}@127.0.0.1:${port}/${database}`;
}

/** Each role has a password of its own: from that of a role that owns nothing the owner's cannot be told. */
function passwordOf({ password }: Memory, role: string): string {
  const isLesser = DATABASE_ROLES.some((name) => name === role);
  return isLesser ? createHmac('sha256', password).update(role).digest('hex') : password;
}

async function describeCluster(dataDir: string, onProgress: (message: string) => void): Promise<Cluster> {
  const account = resolveAccount(onProgress);
  const remembered = await readMemory(dataDir);
  return {
    folder: remembered?.folder ?? placeCluster(dataDir, account),
    account,
    binaries: await locateBinaries(account),
    logFile: join(dataDir, 'postgres.log'),
  };
}

async function joinCluster(
  dataDir: string,
  options: OpenDatabaseOptions,
): Promise<{ cluster: Cluster; memory: Memory; postmaster: Postmaster }> {
  const onProgress = options.onProgress ?? (() => undefined);
  const cluster = await describeCluster(dataDir, onProgress);
  // First on the list, then the look: a user that leaves meanwhile sees us and lets the server run.
  const me = join(usersPath(dataDir), String(process.pid));
  const { pid, startedAt } = identify(process.pid);
  await writeFile(me, `${pid} ${startedAt ?? ''}`);
  try {
    const running = (await findPostmaster(cluster)) === null ? null : await awaitReady(cluster);
    const remembered = await readMemory(dataDir);
    if (running !== null && remembered !== null) return { cluster, memory: remembered, postmaster: running };
    // Its password is gone with the rest of the data folder: it is a leftover that nobody can use.
    if (running !== null) await stopPostmaster(running.pid);
    return await startCluster(dataDir, cluster, remembered, options.isDurable ?? true, onProgress);
  } catch (error) {
    await rm(me, { force: true });
    throw error;
  }
}

async function startCluster(
  dataDir: string,
  cluster: Cluster,
  remembered: Memory | null,
  isDurable: boolean,
  onProgress: (message: string) => void,
): Promise<{ cluster: Cluster; memory: Memory; postmaster: Postmaster }> {
  const isNew = !existsSync(join(cluster.folder, 'PG_VERSION'));
  if (isNew) onProgress('Making the embedded PostgreSQL');
  // A folder without its password is of no use, nor is a password without its folder: both begin anew.
  if (remembered === null) await rm(cluster.folder, { recursive: true, force: true });
  const password = remembered?.password ?? randomBytes(24).toString('hex');
  const wanted = remembered?.port ?? 0;
  const port = wanted > 0 && (await isPortFree(wanted, '127.0.0.1')) ? wanted : await findFreePort();
  const memory: Memory = { port, password, folder: cluster.folder };
  // Remembered before initdb: a start that dies in between finds the password of what it left.
  await writeFile(memoryPath(dataDir), `${JSON.stringify(memory, null, 2)}\n`, { mode: 0o600 });
  await chmod(memoryPath(dataDir), 0o600);
  await createCluster(cluster, password);
  await removeStalePidFile(cluster);
  const postmaster = await startPostmaster(cluster, { port, isDurable });
  await ensureRoles(memory, port);
  return { cluster, memory, postmaster };
}

/**
 * Makes the roles and the database. The owner of the schema is no superuser, and extensions are not at hand: the embedded database behaves as
 * a hosted one does. It bypasses row-level security, which it could switch off anyhow, because COPY does not go where policies bind.
 */
async function ensureRoles(memory: Memory, port: number): Promise<void> {
  const client = new Client({ connectionString: urlOf(memory, port, 'postgres', 'postgres') });
  await client.connect();
  try {
    for (const role of [DATABASE, ...DATABASE_ROLES]) {
      const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
      if (found.rowCount === 0) await client.query(`CREATE ROLE ${role}`);
      await client.query(`ALTER ROLE ${role} LOGIN PASSWORD '${passwordOf(memory, role)}'`);
    }
    await client.query(`ALTER ROLE ${DATABASE} CREATEDB CREATEROLE BYPASSRLS`);
    await client.query(`GRANT ${DATABASE_ROLES.join(', ')} TO ${DATABASE}`);
    const database = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (database.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function leaveCluster(dataDir: string, cluster: Cluster): Promise<void> {
  await withFileLock(lockPath(dataDir), LOCK_WAIT_MS, async () => {
    await rm(join(usersPath(dataDir), String(process.pid)), { force: true });
    if ((await listDatabaseUsers(dataDir)).length > 0) return;
    const postmaster = await findPostmaster(cluster);
    if (postmaster !== null) await stopPostmaster(postmaster.pid);
  });
}

/**
 * Removes the embedded database and all else in the data folder.
 *
 * @throws Error where a process uses it.
 */
export async function removeDatabase(dataDir: string): Promise<void> {
  const folder = resolve(dataDir);
  if (!existsSync(folder)) return;
  const users = await listDatabaseUsers(folder);
  if (users.length > 0) {
    throw new Error(`The database in ${folder} is in use by process ${users.join(', ')}; stop it first.`);
  }
  const memory = await readMemory(folder);
  if (memory !== null) {
    const cluster = await describeCluster(folder, () => undefined);
    const orphan = await findPostmaster(cluster);
    if (orphan !== null) await stopPostmaster(orphan.pid);
    await rm(memory.folder, { recursive: true, force: true });
  }
  await rm(folder, { recursive: true, force: true });
}
