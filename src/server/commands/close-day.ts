import 'server-only';
import { daysBetween, type PlainDate } from '@/domain/calendar/plain-date';
import type { Policies } from '@/domain/policy/policy';
import { machineTime } from '../clock';
import { type Database, inTransaction } from '../db/database';
import { env, type PayoutRail } from '../env';
import { selectPolicies } from '../repositories/policies';
import { listShops } from '../repositories/shops';
import { type BatchResult, type CloseRules, closeBatch } from './close-batch';
import { type CloseBatch, planClose } from './close-plan';

/** Two at a time: while PostgreSQL writes one batch, the engine decides the next. */
const BATCHES_AT_A_TIME = 2;

/** Which days to close. */
export interface CloseDayInput {
  /** The last day to close. */
  readonly through: PlainDate;
  /** One shop's external id; all shops otherwise. */
  readonly shop?: string | null;
  readonly policies?: Policies;
  /** How payouts reach sellers; what the environment names otherwise. */
  readonly rail?: PayoutRail;
  /** The most shops in one transaction; the books do not depend on it. */
  readonly shopsAtATime?: number;
  /** Shops whose days are closed so far, of all that have days to close. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What a close added to the books; all zero where every day was closed already. */
export interface CloseDayResult {
  /** Calendar days that were closed for any shop. */
  readonly days: number;
  readonly shops: number;
  readonly statements: number;
  readonly payouts: number;
  readonly orders: number;
  /** New rows, of all tables. */
  readonly rows: number;
  readonly ms: number;
}

/** No shop has the external id. */
export class UnknownShopError extends Error {
  override readonly name = 'UnknownShopError';
}

/**
 * Closes every open day of every shop, or of one, through a day, each with the payout run of the day after (R11). Batches of shops, each
 * one transaction: a close that dies in between is simply repeated, two at once wait for each other and close nothing twice.
 * @throws UnknownShopError if the shop that is named does not exist
 * @example await closeDays(database, { through: plainDate('2026-03-10') }) // { days: 1, shops: 5000, statements: 5000, ... }
 */
export async function closeDays(database: Database, input: CloseDayInput): Promise<CloseDayResult> {
  const started = performance.now();
  const policies = input.policies ?? null;
  const shop = input.shop ?? null;
  const shops = await listShops(database.pool, shop);
  if (shop !== null && shops.length === 0) throw new UnknownShopError(`No shop has the id "${shop}".`);
  const batches = await planClose(database.pool, shops, {
    through: input.through,
    policies: policies ?? (await selectPolicies(database.pool)),
    ...(input.shopsAtATime === undefined ? {} : { shopsAtATime: input.shopsAtATime }),
  });
  const results: BatchResult[] = [];
  const run = await startLog(database, input.through, batches.length > 0);
  try {
    await closeAll(database, batches, { policies, rail: input.rail ?? env().payoutRail }, results, input.onProgress);
  } catch (error) {
    await run.finish(
      summarise(results, input.through, started),
      error instanceof Error ? error.message : String(error),
    );
    throw error;
  }
  const result = summarise(results, input.through, started);
  await run.finish(result, null);
  return result;
}

async function closeAll(
  database: Database,
  batches: readonly CloseBatch[],
  rules: CloseRules,
  results: BatchResult[],
  onProgress: CloseDayInput['onProgress'],
): Promise<void> {
  const total = batches.reduce((sum, batch) => sum + batch.shopIds.length, 0);
  const queue = [...batches];
  let done = 0;
  let failed = false;
  const work = async (): Promise<void> => {
    for (let batch = queue.shift(); batch !== undefined && !failed; batch = queue.shift()) {
      const { shopIds, through } = batch;
      for (const day of through) {
        results.push(await inTransaction(database, (connection) => closeBatch(connection, shopIds, day, rules)));
      }
      done += shopIds.length;
      onProgress?.(done, total);
    }
  };
  const workers = Array.from({ length: BATCHES_AT_A_TIME }, () =>
    work().catch((error: unknown) => {
      failed = true;
      throw error;
    }),
  );
  // All are waited for, so that none still writes when the failure of one is reported.
  for (const outcome of await Promise.allSettled(workers)) if (outcome.status === 'rejected') throw outcome.reason;
}

function summarise(results: readonly BatchResult[], through: PlainDate, started: number): CloseDayResult {
  let first: PlainDate | null = null;
  const shops = new Set<number>();
  const total = { statements: 0, payouts: 0, orders: 0, rows: 0 };
  for (const result of results) {
    if (result.first !== null && (first === null || result.first < first)) first = result.first;
    total.statements += result.statements;
    total.payouts += result.payouts;
    total.orders += result.orders;
    total.rows += result.rows;
    for (const id of result.shopIds) shops.add(id);
  }
  const days = first === null ? 0 : daysBetween(first, through) + 1;
  return { days, shops: shops.size, ...total, ms: Math.round(performance.now() - started) };
}

interface RunLog {
  readonly finish: (result: CloseDayResult, error: string | null) => Promise<void>;
}

/** Keeps a row of the close for ops; the books do not depend on it. */
async function startLog(database: Database, through: PlainDate, hasWork: boolean): Promise<RunLog> {
  if (!hasWork) return { finish: async () => undefined };
  const { rows } = await database.pool.query<{ id: number }>(
    'INSERT INTO close_run (through, started_at) VALUES ($1, $2) RETURNING id',
    [through, machineTime()],
  );
  const id = rows[0]?.id;
  return {
    finish: async (result, error) => {
      await database.pool.query(
        `UPDATE close_run SET finished_at = $2, shops = $3, days = $4, statements = $5, payouts = $6, error = $7 WHERE id = $1`,
        [id, machineTime(), result.shops, result.days, result.statements, result.payouts, error],
      );
    },
  };
}
