import { readFileSync } from 'node:fs';

/** A process that cannot be confused with a later one of the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks since boot at which it began, from /proc; null where there is no /proc (macOS). */
  readonly startedAt: string | null;
}

/** State letter and start time of a process, or null where /proc does not know it. */
function readProcStat(pid: number): { state: string; startedAt: string } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in brackets and may hold spaces; the third is the state, the 22nd the start.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '?', startedAt: fields[19] ?? '' };
  } catch {
    return null;
  }
}

/** True where a process of that number exists and is not a zombie that nobody has collected yet. */
export function isPidAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it exists and belongs to someone else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return readProcStat(pid)?.state !== 'Z';
}

/** Who `pid` is now. */
export function identify(pid: number): ProcessIdentity {
  return { pid, startedAt: readProcStat(pid)?.startedAt ?? null };
}

/** True while that very process runs: a recycled number does not count. */
export function isAlive(identity: ProcessIdentity): boolean {
  if (!isPidAlive(identity.pid)) return false;
  const now = readProcStat(identity.pid);
  return now === null || identity.startedAt === null || now.startedAt === identity.startedAt;
}
