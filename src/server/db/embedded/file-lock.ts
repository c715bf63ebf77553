import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { identify, isAlive, type ProcessIdentity } from './process-identity';

const POLL_MS = 25;

/** The holder named in a lock file, null where the file is gone or half written. */
async function readHolder(path: string): Promise<ProcessIdentity | null> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (typeof value !== 'object' || value === null || !('pid' in value) || typeof value.pid !== 'number') return null;
    const startedAt = 'startedAt' in value && typeof value.startedAt === 'string' ? value.startedAt : null;
    return { pid: value.pid, startedAt };
  } catch {
    return null;
  }
}

/** Takes the lock, or says no. A lock whose holder is dead is moved aside and tried again. */
async function tryLock(path: string): Promise<boolean> {
  const mine = `${path}.${randomUUID()}`;
  await writeFile(mine, JSON.stringify(identify(process.pid)), { mode: 0o600 });
  try {
    // link() is atomic and fails if the name exists; the content is complete from the first moment.
    await link(mine, path);
    return true;
  } catch {
    const holder = await readHolder(path);
    if (holder !== null && !isAlive(holder)) {
      const aside = `${path}.${randomUUID()}`;
      await rename(path, aside).catch(() => undefined);
      await rm(aside, { force: true });
    }
    return false;
  } finally {
    await rm(mine, { force: true });
  }
}

/**
 * Runs `work` while this process alone holds the lock file; others wait.
 *
 * @param waitMs how long to wait for another holder before giving up.
 * @throws Error naming the holder when the wait is over.
 */
export async function withFileLock<T>(path: string, waitMs: number, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  const until = performance.now() + waitMs;
  while (!(await tryLock(path))) {
    if (performance.now() > until) {
      const holder = await readHolder(path);
      throw new Error(`${path} is held by process ${holder?.pid ?? 'unknown'}; stop it, or remove the file.`);
    }
    await delay(POLL_MS);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}
