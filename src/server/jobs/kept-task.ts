import 'server-only';
import type { Database } from '../db/database';
import { newId } from '../ids';
import { isDatabaseError, log, logError, withLogContext } from '../log';
import { isJobTaskPaused, keepJobFailure, keepJobSuccess } from '../repositories/job-tasks';
import type { JobName } from './enqueue';
import type { Task } from './tasks';

/** What the queue keeps of a job that failed: what kind of error, and the reference of the line in the log that says where. */
export class JobFailedError extends Error {
  override readonly name = 'JobFailedError';
}

/** The request that asked for the job, where its payload says so. */
function requestOf(payload: unknown): { readonly request?: string } {
  if (typeof payload !== 'object' || payload === null || !('request' in payload)) return {};
  return typeof payload.request === 'string' ? { request: payload.request } : {};
}

/**
 * A task that keeps what became of it, for operations: the queue forgets jobs that were done, and what an error says may name a person. A kind
 * of job that is paused does nothing; all that can be paused are sweeps, which find what they missed.
 * @param database the worker's own
 */
export function keptTask(database: Database, name: JobName, task: Task): Task {
  return (payload) =>
    withLogContext({ command: newId('cmd'), task: name, ...requestOf(payload) }, async () => {
      const { pool } = database;
      if (await isJobTaskPaused(pool, name)) return 0;
      const started = performance.now();
      const took = (): number => Math.round(performance.now() - started);
      try {
        const count = await task(payload);
        await keepJobSuccess(pool, name, took());
        log(count > 0 ? 'info' : 'debug', 'job done', { name, count, ms: took() });
        return count;
      } catch (error) {
        const reference = logError('job failed', error, { name, ms: took() });
        // The database may be what failed; the queue then keeps the reference alone.
        await keepJobFailure(pool, name, reference).catch(() => undefined);
        throw new JobFailedError(`${isDatabaseError(error) ? 'database error' : 'error'} (${reference})`);
      }
    });
}
