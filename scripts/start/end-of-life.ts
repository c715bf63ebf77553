import { readFileSync } from 'node:fs';
import { isPidAlive } from '@/server/db/embedded/process-identity';

const POLL_MS = 500;

function parentOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

/** The npm above us, if one started us: between it and us may be a shell that passes no signal on. */
function findNpm(): number | null {
  if (process.env.npm_lifecycle_event === undefined) return null;
  try {
    for (let pid = process.ppid; pid > 1; pid = parentOf(pid)) {
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('npm')) return pid;
    }
  } catch {
    // No /proc (macOS): signals must do.
  }
  return null;
}

/**
 * Resolves when this process is to end: by a signal, or because the npm that started it is gone.
 * A second signal does not wait for the first.
 */
export function whenAskedToEnd(): Promise<string> {
  return new Promise((resolve) => {
    let asked = false;
    const ask = (reason: string): void => {
      if (asked && reason === 'SIGINT') process.exit(130);
      asked = true;
      resolve(reason);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ask(signal));
    const npm = findNpm();
    if (npm === null) return;
    setInterval(() => {
      if (!isPidAlive(npm)) ask('npm ended');
    }, POLL_MS).unref();
  });
}
