import type { Pool } from 'pg';
import { deliverNext, untilNext } from './events/deliver';
import type { Settings } from './store/work';
import { runNextTask } from './tasks';

const LONGEST_SLEEP_MILLIS = 60_000;
const AFTER_ERROR_MILLIS = 1000;

/** What works by itself: it sends events and does what is due. */
export interface Clockwork {
  /** Something new may be due. */
  readonly wake: () => void;
  readonly stop: () => Promise<void>;
}

/** Starts it asleep; `wake` has it look. */
export function startClockwork(pool: Pool, settings: Settings): Clockwork {
  let timer: NodeJS.Timeout | undefined;
  const stopping = new AbortController();
  let isWanted = false;
  let round: Promise<void> | null = null;

  const sleep = (millis: number): void => {
    clearTimeout(timer);
    if (!stopping.signal.aborted) timer = setTimeout(wake, Math.min(millis, LONGEST_SLEEP_MILLIS));
  };

  const work = async (): Promise<void> => {
    do {
      isWanted = false;
      while (!stopping.signal.aborted && (await runNextTask(pool, settings))) isWanted = true;
      while (!stopping.signal.aborted && (await deliverNext(pool, settings, stopping.signal))) isWanted = true;
    } while (isWanted && !stopping.signal.aborted);
    const wait = stopping.signal.aborted ? null : await untilNext(pool, settings);
    if (wait !== null) sleep(wait);
  };

  function wake(): void {
    isWanted = true;
    if (round !== null || stopping.signal.aborted) return;
    round = work()
      .catch((error: unknown) => {
        process.stderr.write(`The simulator's clockwork: ${error instanceof Error ? error.message : 'failed'}\n`);
        sleep(AFTER_ERROR_MILLIS);
      })
      .finally(() => {
        round = null;
        if (isWanted) wake();
      });
  }

  return {
    wake,
    stop: async () => {
      stopping.abort();
      clearTimeout(timer);
      await round;
    },
  };
}
