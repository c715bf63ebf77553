import 'server-only';
import { daysBetween, type PlainDate } from '@/domain/calendar/plain-date';
import type { Database } from '../../db/database';
import { underSessionLock } from '../../db/session-lock';
import { enqueueJob } from '../../jobs/enqueue';
import { isOutage, log, logError } from '../../log';
import {
  beginCloseRun,
  CLOSE_LOCK,
  type CloseFailure,
  endCloseRun,
  giveBackCloseRun,
  keepCloseFailure,
  keepCloseProgress,
  restCloseRun,
  settleCloseFailures,
} from '../../repositories/close-runs';
import type { CloseRules } from '../close-batch';
import { type BatchOutcome, closeBatches } from '../close-batches';
import type { CloseBatch } from '../close-plan';

/** A run that a process has taken, and what it is to do. */
export interface TakenRun {
  readonly id: number;
  readonly through: PlainDate;
  /** Groups what is left of it. */
  readonly plan: () => Promise<readonly CloseBatch[]>;
  readonly rules: CloseRules;
  /** Milliseconds that earlier processes have spent on it. */
  readonly busyBefore: bigint;
  /** What becomes of it where the database goes away: the worker comes back for it, a command line does not. */
  readonly afterOutage: 'waits' | 'fails';
}

/** How a run ended that did not throw. */
export interface MadeRun {
  readonly failures: readonly CloseFailure[];
  readonly isPaused: boolean;
}

const sum = (outcome: BatchOutcome, key: 'statements' | 'payouts' | 'orders'): number =>
  outcome.results.reduce((total, result) => total + result[key], 0);

/** Counts what a run does, and keeps it after each batch. */
class Progress {
  readonly failures: CloseFailure[] = [];
  private readonly started = performance.now();
  private first: PlainDate | null = null;
  private done = 0;

  constructor(
    private readonly database: Database,
    private readonly run: TakenRun,
    private readonly onBatch: (outcome: BatchOutcome, done: number) => void,
  ) {}

  get days(): number {
    return this.first === null ? 0 : daysBetween(this.first, this.run.through) + 1;
  }

  /** @returns whether the run is to pause */
  readonly afterBatch = async (outcome: BatchOutcome): Promise<boolean> => {
    const { pool } = this.database;
    const { id } = this.run;
    for (const failure of outcome.failures) await keepCloseFailure(pool, id, failure);
    this.failures.push(...outcome.failures);
    for (const { first } of outcome.results)
      if (first !== null && (this.first === null || first < this.first)) this.first = first;
    this.done += outcome.done;
    this.onBatch(outcome, this.done);
    const added = {
      statements: sum(outcome, 'statements'),
      payouts: sum(outcome, 'payouts'),
      orders: sum(outcome, 'orders'),
    };
    return keepCloseProgress(pool, id, { shops: outcome.done, ...added, busyMs: this.busyMs });
  };

  tell(outcome: 'done' | 'failed' | 'paused' | 'waiting'): void {
    const { id, through } = this.run;
    const ms = Math.round(this.busyMs);
    log(outcome === 'failed' ? 'error' : 'info', 'close run ended', {
      run: id,
      day: through,
      outcome,
      count: this.done,
      ms,
    });
  }

  private get busyMs(): number {
    return Number(this.run.busyBefore) + performance.now() - this.started;
  }
}

async function work(database: Database, run: TakenRun, progress: Progress): Promise<MadeRun> {
  const { pool } = database;
  const { id, through, rules } = run;
  const batches = await run.plan();
  const left = batches.reduce((total, batch) => total + batch.shopIds.length, 0);
  // It may have been told to pause while it waited or was planned.
  const isPaused =
    (await beginCloseRun(pool, id, left)) || (await closeBatches(database, batches, rules, progress.afterBatch));
  const open = await settleCloseFailures(pool, id, through);
  const { days, failures } = progress;
  if (isPaused) {
    const rests = await restCloseRun(pool, id, days);
    if (rests === 'waiting') await enqueueJob(pool, 'close-days');
    progress.tell(rests);
  } else {
    const status = open > 0 ? 'failed' : 'done';
    await endCloseRun(pool, id, { status, days, reference: null });
    progress.tell(status);
  }
  return { failures, isPaused };
}

/**
 * Makes a run that a process has taken: keeps how far it is after each batch, under a lock by which others see that its process lives, and says
 * how it ended. Shops that cannot be closed are put down; the run then ends as failed, with all others closed.
 * @throws what ends a run as a whole; the run is then failed, with a reference, or waits where the database was away and a worker made it
 */
export async function makeCloseRun(
  database: Database,
  run: TakenRun,
  onBatch: (outcome: BatchOutcome, done: number) => void = () => undefined,
): Promise<MadeRun> {
  const { id, through } = run;
  const progress = new Progress(database, run, onBatch);
  try {
    const made = await underSessionLock(database, [CLOSE_LOCK, id], () => work(database, run, progress));
    return made ?? { failures: [], isPaused: false };
  } catch (error) {
    const { pool } = database;
    const { days } = progress;
    const reference = logError('close run failed', error, { run: id, day: through });
    const waits = run.afterOutage === 'waits' && isOutage(error);
    const kept = waits
      ? giveBackCloseRun(pool, id, days)
      : endCloseRun(pool, id, { status: 'failed', days, reference });
    // Where the database is still away, the run says that it runs, and without its lock it is seen to have stopped.
    await kept.catch(() => undefined);
    throw error;
  }
}
