import 'server-only';
import { addDays, type PlainDate } from '@/domain/calendar/plain-date';
import { type Database, inTransaction } from '../db/database';
import { isDatabaseError, isOutage, logError } from '../log';
import type { CloseFailure } from '../repositories/close-runs';
import { selectShops } from '../repositories/shops';
import { type BatchResult, type CloseRules, closeBatch } from './close-batch';
import { type CloseBatch, firstOpenDay } from './close-plan';

/** Two at a time: while PostgreSQL writes one batch, the engine decides the next. */
const BATCHES_AT_A_TIME = 2;

/** So many failures are no longer those of some shops: the run ends. */
const MOST_FAILURES = 200;

/** More shops fail than a person can look at: something is wrong with all of them. */
export class TooManyFailuresError extends Error {
  override readonly name = 'TooManyFailuresError';
}

/** What became of a batch: what was added to the books, and which of its shops could not be closed. */
export interface BatchOutcome {
  readonly results: readonly BatchResult[];
  readonly failures: readonly CloseFailure[];
  /** Shops that are closed through the last day now. */
  readonly done: number;
}

/** Told after each batch. @returns whether to pause before the next */
export type AfterBatch = (outcome: BatchOutcome) => Promise<boolean>;

const closeAt = (database: Database, ids: readonly number[], day: PlainDate, rules: CloseRules) =>
  inTransaction(database, (connection) => closeBatch(connection, ids, day, rules));

/** Closes one shop day by day, as far as it goes: where it stops is the day to look at. */
async function closeAlone(
  database: Database,
  id: number,
  through: PlainDate,
  rules: CloseRules,
): Promise<{ readonly results: readonly BatchResult[]; readonly failure: CloseFailure | null }> {
  const results: BatchResult[] = [];
  const [shop] = await selectShops(database.pool, [id]);
  if (shop === undefined) return { results, failure: null };
  for (let day = firstOpenDay(shop); day <= through; day = addDays(day, 1)) {
    try {
      results.push(await closeAt(database, [id], day, rules));
    } catch (error) {
      // A database that is gone is no shop's failure: the run ends.
      if (isOutage(error)) throw error;
      const reference = logError('a shop could not be closed', error, { shop: id, day });
      const kind = isDatabaseError(error) ? 'database' : 'engine';
      return { results, failure: { shopId: id, shop: shop.shop, day, kind, reference } };
    }
  }
  return { results, failure: null };
}

/** Closes a batch; where that fails, each of its shops by itself, so that one keeps no other from closing. */
async function closeIsolated(
  database: Database,
  { shopIds, through }: CloseBatch,
  rules: CloseRules,
): Promise<BatchOutcome> {
  const results: BatchResult[] = [];
  const last = through.at(-1);
  try {
    for (const day of through) results.push(await closeAt(database, shopIds, day, rules));
    return { results, failures: [], done: shopIds.length };
  } catch (error) {
    if (last === undefined || isOutage(error)) throw error;
  }
  const failures: CloseFailure[] = [];
  let done = 0;
  for (const id of shopIds) {
    const alone = await closeAlone(database, id, last, rules);
    results.push(...alone.results);
    if (alone.failure === null) done += 1;
    else failures.push(alone.failure);
    // The caller ends the run, once these failures are on record.
    if (failures.length > MOST_FAILURES) break;
  }
  return { results, failures, done };
}

/**
 * Closes batches of shops, each in transactions of its own, until there are no more or it is told to pause.
 * @returns whether it paused before the end
 * @throws TooManyFailuresError, or what the database says that is gone
 */
export async function closeBatches(
  database: Database,
  batches: readonly CloseBatch[],
  rules: CloseRules,
  afterBatch: AfterBatch,
): Promise<boolean> {
  const queue = [...batches];
  let ends = false;
  let failed = 0;
  const work = async (): Promise<void> => {
    for (let batch = queue.shift(); batch !== undefined; batch = queue.shift()) {
      const outcome = await closeIsolated(database, batch, rules);
      failed += outcome.failures.length;
      if (await afterBatch(outcome)) ends = true;
      if (failed > MOST_FAILURES) throw new TooManyFailuresError(`${failed} shops could not be closed.`);
      if (ends) return;
    }
  };
  const workers = Array.from({ length: BATCHES_AT_A_TIME }, () =>
    work().catch((error: unknown) => {
      ends = true;
      throw error;
    }),
  );
  // All are waited for, so that none still writes when the failure of one is reported.
  for (const outcome of await Promise.allSettled(workers)) if (outcome.status === 'rejected') throw outcome.reason;
  return ends && queue.length > 0;
}
