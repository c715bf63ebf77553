import 'server-only';
import type { CloseOrigin } from '@/contracts/close-runs';
import { daysBetween, type PlainDate } from '@/domain/calendar/plain-date';
import type { Policies } from '@/domain/policy/policy';
import { machineTime } from '../clock';
import { type Database, inTransaction } from '../db/database';
import { env, type PayoutRail } from '../env';
import { logError } from '../log';
import { type CloseFailure, insertCloseRun, readCloseSwitch, recordMoment } from '../repositories/close-runs';
import { selectPolicies } from '../repositories/policies';
import { listShops } from '../repositories/shops';
import { type BatchResult, type CloseRules, closeBatch } from './close-batch';
import { type CloseBatch, planClose } from './close-plan';
import { makeCloseRun } from './close-runs/make-close-run';

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
  /** For the run's record: what somebody did for one shop, the command line for all, where it is not said. */
  readonly origin?: CloseOrigin;
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
  /** Shops that could not be closed; the others are. */
  readonly failures: readonly CloseFailure[];
  /** Whether somebody paused it before the end. */
  readonly isPaused: boolean;
}

/** No shop has the external id. */
export class UnknownShopError extends Error {
  override readonly name = 'UnknownShopError';
}

/** Somebody has paused all closes. */
export class ClosesPausedError extends Error {
  override readonly name = 'ClosesPausedError';
}

/** Some days are not closed that were to be. */
export class CloseIncompleteError extends Error {
  override readonly name = 'CloseIncompleteError';
}

/** For whoever goes on only with all days closed. @throws CloseIncompleteError naming the shops, or the pause */
export function requireClosed({ failures, isPaused }: CloseDayResult): void {
  if (failures.length > 0) {
    const named = failures.map(({ shop, day, reference }) => `${shop} at ${day} (${reference})`).join(', ');
    throw new CloseIncompleteError(`Could not be closed: ${named}. The other shops are.`);
  }
  if (isPaused) throw new CloseIncompleteError('The close was paused on /ops/runs, and goes on from there.');
}

/** @throws ClosesPausedError while all closes are paused */
async function requireClosesOpen(database: Database): Promise<void> {
  const paused = await readCloseSwitch(database.pool);
  if (paused === null) return;
  throw new ClosesPausedError(
    `Closes are paused since ${paused.pausedAt} by ${paused.by}. Let them go on at /ops/runs.`,
  );
}

/**
 * Closes every open day of every shop, or of one, through a day, each with the payout run of the day after (R11). Batches of shops, each
 * one transaction: a close that dies in between is simply repeated, two at once wait for each other and close nothing twice. A shop that
 * cannot be closed keeps no other from it, and is named in the result; one that was asked for by name throws.
 * @throws UnknownShopError if the shop that is named does not exist
 * @throws ClosesPausedError while all closes are paused: what a seller does closes that seller's days all the same
 * @example await closeDays(database, { through: plainDate('2026-03-10') }) // { days: 1, shops: 5000, statements: 5000, ... }
 */
export async function closeDays(database: Database, input: CloseDayInput): Promise<CloseDayResult> {
  const started = performance.now();
  const { through, policies = null, shop = null } = input;
  const origin = input.origin ?? (shop === null ? 'command-line' : 'moment');
  const shops = await listShops(database.pool, shop);
  if (shop !== null && shops.length === 0) throw new UnknownShopError(`No shop has the id "${shop}".`);
  const batches = await planClose(database.pool, shops, {
    through,
    policies: policies ?? (await selectPolicies(database.pool)),
    ...(input.shopsAtATime === undefined ? {} : { shopsAtATime: input.shopsAtATime }),
  });
  const rules: CloseRules = { policies, rail: input.rail ?? env().payoutRail };
  if (batches.length === 0) return { ...summarise([], through, started), failures: [], isPaused: false };
  if (origin !== 'moment') await requireClosesOpen(database);
  if (shop !== null) return closeOneShop(database, { through, shop, origin, batches, rules, started });
  const total = batches.reduce((sum, batch) => sum + batch.shopIds.length, 0);
  const run = { through, origin, marketplace: null, shop, by: null };
  const id = await insertCloseRun(database.pool, run, { shopCount: total });
  const results: BatchResult[] = [];
  const plan = () => Promise.resolve(batches);
  const taken = { id, through, plan, rules, busyBefore: 0n, afterOutage: 'fails' } as const;
  const made = await makeCloseRun(database, taken, (outcome, done) => {
    results.push(...outcome.results);
    input.onProgress?.(done, total);
  });
  return { ...summarise(results, through, started), ...made };
}

interface OneShop {
  readonly through: PlainDate;
  readonly shop: string;
  readonly origin: CloseOrigin;
  readonly batches: readonly CloseBatch[];
  readonly rules: CloseRules;
  readonly started: number;
}

/** One shop's days, for somebody who waits for them: what fails, fails what they asked for. One row is kept of it. */
async function closeOneShop(database: Database, one: OneShop): Promise<CloseDayResult> {
  const { through, shop, origin, rules, started } = one;
  const startedAt = machineTime();
  const results: BatchResult[] = [];
  const record = (reference: string | null): Promise<void> => {
    const { days, shops, statements, payouts, orders, ms } = summarise(results, through, started);
    const run = { through, origin, marketplace: null, shop, by: null, startedAt, days, reference };
    return recordMoment(database.pool, run, { shops, statements, payouts, orders, busyMs: ms });
  };
  try {
    for (const { shopIds, through: days } of one.batches) {
      for (const day of days)
        results.push(await inTransaction(database, (connection) => closeBatch(connection, shopIds, day, rules)));
    }
  } catch (error) {
    await record(logError('a shop could not be closed', error)).catch(() => undefined);
    throw error;
  }
  await record(null);
  return { ...summarise(results, through, started), failures: [], isPaused: false };
}

type Summary = Omit<CloseDayResult, 'failures' | 'isPaused'>;

function summarise(results: readonly BatchResult[], through: PlainDate, started: number): Summary {
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
