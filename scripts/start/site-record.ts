import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withFileLock } from '@/server/db/embedded/file-lock';
import { identify, isAlive, type ProcessIdentity } from '@/server/db/embedded/process-identity';

const LOCK_WAIT_MS = 10_000;

/** The site that runs on a data folder. */
export interface SiteRecord extends ProcessIdentity {
  readonly url: string;
}

const recordPath = (dataDir: string): string => join(dataDir, 'site.json');

/** The running site of the data folder, or null; what a killed one left does not count. */
export async function findSite(dataDir: string): Promise<SiteRecord | null> {
  const text = await readFile(recordPath(dataDir), 'utf8').catch(() => null);
  if (text === null) return null;
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('pid' in value && 'url' in value)) return null;
  if (typeof value.pid !== 'number' || typeof value.url !== 'string') return null;
  const startedAt = 'startedAt' in value && typeof value.startedAt === 'string' ? value.startedAt : null;
  const record = { pid: value.pid, startedAt, url: value.url };
  return isAlive(record) ? record : null;
}

/**
 * Makes this process the site of the data folder.
 *
 * @returns the site that already is, or null if it is us now.
 */
export function claimSite(dataDir: string, url: string): Promise<SiteRecord | null> {
  return withFileLock(join(dataDir, 'site.lock'), LOCK_WAIT_MS, async () => {
    const running = await findSite(dataDir);
    if (running === null)
      await writeFile(recordPath(dataDir), `${JSON.stringify({ ...identify(process.pid), url })}\n`);
    return running;
  });
}

/** Says that no site runs on the data folder any more. */
export async function releaseSite(dataDir: string): Promise<void> {
  await rm(recordPath(dataDir), { force: true });
}
