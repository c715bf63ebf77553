import { setTimeout as delay } from 'node:timers/promises';
import type { Program } from './program';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/** A program that is started again where it ends by itself. */
export interface KeptProgram {
  /** Ends it for good. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a program and, when it ends by itself (a crash, a `kill -9`), starts it again: after half a second, then after twice as long each
 * time, half a minute at most, and half a second again once it has run for longer than it had to wait.
 *
 * @param say gets the reason and what is done about it
 */
export function keepRunning(start: () => Program, say: (message: string) => void): KeptProgram {
  const stopping = new AbortController();
  let program = start();
  const watch = async (): Promise<void> => {
    let wait = FIRST_WAIT_MS;
    for (;;) {
      const since = performance.now();
      const reason = await program.ended;
      if (stopping.signal.aborted) return;
      if (performance.now() - since > LONGEST_WAIT_MS) wait = FIRST_WAIT_MS;
      // The signal that ends us may have reached it first.
      await delay(wait, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      say(`${reason}; started again`);
      program = start();
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
  };
  const watching = watch();
  return {
    stop: async () => {
      stopping.abort();
      await program.stop();
      await watching;
    },
  };
}
