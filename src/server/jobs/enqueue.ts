import 'server-only';
import type { Instant } from '@/domain/calendar/instant';
import type { Connection } from '../db/database';
import { logContext } from '../log';

/** The work that the worker knows by name (task-list.ts does it). */
export type JobName =
  | 'clear-bills'
  | 'pay-batch'
  | 'close-days'
  | 'expire-bills'
  | 'verify-books'
  | 'reconcile-bills'
  | 'watch-alerts'
  | 'tell-of-policies'
  | 'run-dry-runs'
  | 'deliver-notices'
  | 'send-mails'
  | 'send-webhooks'
  | 'reconcile'
  | 'tidy-sign-in'
  | 'release-jobs';

/** The jobs of every minute, each under a key of its own: one that takes longer than a minute is not queued twice. */
export const SWEEPS = [
  'clear-bills',
  'close-days',
  'expire-bills',
  'reconcile-bills',
  'watch-alerts',
  'tell-of-policies',
  'run-dry-runs',
  'deliver-notices',
  'send-mails',
  'send-webhooks',
  'reconcile',
  'tidy-sign-in',
  'verify-books',
  'release-jobs',
] as const satisfies readonly JobName[];

/** What a job says of the request that asked for it, for its lines in the log; null where none did. */
const requestNow = (): string | null => logContext().request ?? null;

/** A bill whose money was captured, and when it clears, in the time of the clock that the books go by. */
export interface Clearing {
  readonly shopId: number;
  readonly bill: string;
  readonly at: Instant;
}

/**
 * Asks for a bill to be cleared when its time has come (R8.3). The job is written by the caller's transaction: it is there if, and only if,
 * the capture is. Asked twice for one bill, it stays one job. A clock that stands still does not come nearer, so the job waits for as long as
 * the clock has to go, and is due at once where it has nowhere to go; a bill whose job came too early clears by the sweep of each minute.
 *
 * @throws DatabaseError where the database was not migrated
 * @example await enqueueClearing(connection, { shopId: 1, bill: 'bil_01JQ', at: instant('2026-03-14T09:12:00Z') })
 */
export async function enqueueClearing(connection: Connection, { shopId, bill, at }: Clearing): Promise<void> {
  const name: JobName = 'clear-bills';
  await connection.query(
    `SELECT enqueue_job(
       $1,
       json_build_object('shopId', $2::integer, 'request', $5::text),
       now() + greatest($4::timestamptz - coalesce((SELECT now_at FROM clock WHERE id = 1), now()), interval '0'),
       'clear-bill:' || $3::text)`,
    [name, shopId, bill, at, requestNow()],
  );
}

/** Asks for some work as soon as the caller's transaction is there; asked twice before it begins, it is done once. */
export async function enqueueJob(connection: Connection, name: JobName): Promise<void> {
  await connection.query(`SELECT enqueue_job($1, json_build_object('request', $2::text), NULL, $1)`, [
    name,
    requestNow(),
  ]);
}

/** Asks for the bills of a batch to be charged, in the caller's transaction. Asked twice, it stays one job while the first waits. */
export async function enqueueBatch(
  connection: Connection,
  { sellerId, batch }: { readonly sellerId: number; readonly batch: string },
): Promise<void> {
  const name: JobName = 'pay-batch';
  await connection.query(
    `SELECT enqueue_job($1, json_build_object('sellerId', $2::integer, 'batch', $3::text, 'request', $4::text), NULL,
       'pay-batch:' || $3::text)`,
    [name, sellerId, batch, requestNow()],
  );
}

/** Asks for every sweep at once, for where time has moved: after a pause of the worker, or when the test clock was set. */
export async function enqueueSweeps(connection: Connection): Promise<void> {
  await connection.query('SELECT enqueue_job(name, NULL, NULL, name) FROM unnest($1::text[]) name', [SWEEPS]);
}
