import 'server-only';
import { daysBetween, type PlainDate } from '@/domain/calendar/plain-date';
import type { Database } from '../../db/database';
import { underSessionLock } from '../../db/session-lock';
import { log, logError } from '../../log';
import {
  CLOSE_LOCK,
  type CloseFailure,
  endCloseRun,
  keepCloseFailure,
  keepCloseProgress,
  settleCloseFailures,
} from '../../repositories/close-runs';
import type { CloseRules } from '../close-batch';
import { type BatchOutcome, closeBatches } from '../close-batches';
import type { CloseBatch } from '../close-plan';

/** A run that has begun, and what is left of it. */
export interface BegunRun {
  readonly id: number;
  readonly through: PlainDate;
  readonly batches: readonly CloseBatch[];
  readonly rules: CloseRules;
  /** Milliseconds that earlier processes have spent on it. */
  readonly busyBefore: bigint;
}

/** How a run ended that did not throw. */
export interface MadeRun {
  readonly failures: readonly CloseFailure[];
  readonly isPaused: boolean;
}

const sum = (outcome: BatchOutcome, key: 'statements' | 'payouts' | 'orders'): number =>
  outcome.results.reduce((total, result) => total + result[key], 0);

/**
 * Makes a run that has begun: keeps how far it is after each batch, under a lock by which others see that its process lives, and says how
 * it ended. Shops that cannot be closed are put down; the run then ends as failed, with all others closed.
 * @throws what ends a run as a whole, such as a database that is gone; the run is then failed, with a reference
 */
export async function makeCloseRun(
  database: Database,
  run: BegunRun,
  onBatch: (outcome: BatchOutcome, done: number) => void = () => undefined,
): Promise<MadeRun> {
  const { id, through, batches, rules } = run;
  const started = performance.now();
  const busyMs = (): number => Number(run.busyBefore) + performance.now() - started;
  const failures: CloseFailure[] = [];
  let first: PlainDate | null = null;
  let done = 0;
  const days = (): number => (first === null ? 0 : daysBetween(first, through) + 1);
  const afterBatch = async (outcome: BatchOutcome): Promise<boolean> => {
    for (const failure of outcome.failures) await keepCloseFailure(database.pool, id, failure);
    failures.push(...outcome.failures);
    for (const result of outcome.results)
      if (result.first !== null && (first === null || result.first < first)) first = result.first;
    done += outcome.done;
    onBatch(outcome, done);
    const added = {
      statements: sum(outcome, 'statements'),
      payouts: sum(outcome, 'payouts'),
      orders: sum(outcome, 'orders'),
    };
    return keepCloseProgress(database.pool, id, { shops: outcome.done, ...added, busyMs: busyMs() });
  };
  const work = async (): Promise<MadeRun> => {
    const isPaused = await closeBatches(database, batches, rules, afterBatch);
    const left = await settleCloseFailures(database.pool, id, through);
    const status = isPaused ? 'paused' : left > 0 ? 'failed' : 'done';
    await endCloseRun(database.pool, id, { status, days: days(), reference: null });
    log(status === 'failed' ? 'error' : 'info', 'close run ended', {
      run: id,
      day: through,
      outcome: status,
      count: done,
      ms: Math.round(busyMs()),
    });
    return { failures, isPaused };
  };
  try {
    return (await underSessionLock(database, [CLOSE_LOCK, id], work)) ?? { failures, isPaused: false };
  } catch (error) {
    const reference = logError('close run failed', error, { run: id, day: through });
    await endCloseRun(database.pool, id, { status: 'failed', days: days(), reference }).catch(() => undefined);
    throw error;
  }
}
