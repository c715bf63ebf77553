import 'server-only';
import { EventEmitter } from 'node:events';
import { Logger, parseCronItems, run, type TaskList } from 'graphile-worker';
import type { Database } from '../db/database';
import { enqueueSweeps, type JobName, SWEEPS } from './enqueue';
import { keptTask } from './kept-task';
import { type Lifeline, openLifeline, releaseJobsOfDeadWorkers } from './lifeline';
import type { Task, Tasks } from './tasks';

/** A sweep that waits for an answer of the card provider must not keep a bill from clearing. */
const CONCURRENCY = 3;

/** What a worker says: `error` for what a person should look at. */
export type WorkerLog = (level: 'info' | 'error', message: string) => void;

/** What a worker works with. */
export interface WorkerOptions {
  /** For the housekeeping; the tasks have their own. */
  readonly database: Database;
  /** The same database, for the queue's own connections. */
  readonly url: string;
  readonly tasks: Tasks;
  readonly log: WorkerLog;
}

/** A worker that takes jobs until it is stopped. */
export interface RunningWorker {
  /** Its name in the queue. */
  readonly name: string;
  /** Resolves when it has ended, rejects where it had to. */
  readonly ended: Promise<void>;
  /** Takes no more jobs, and waits a few seconds for those that it is doing. */
  readonly stop: () => Promise<void>;
}

function makeLogger(log: WorkerLog): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error' || level === 'warning') log('error', message);
  });
}

function toTaskList(tasks: Readonly<Record<JobName, Task>>, database: Database): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => {
      const kept = keptTask(database, name as JobName, task);
      return [name, async (payload: unknown) => void (await kept(payload))];
    }),
  );
}

const cronItems = () =>
  parseCronItems(
    SWEEPS.map((task) => ({
      task,
      match: '* * * * *',
      identifier: task,
      options: { backfillPeriod: 0, jobKey: task },
    })),
  );

/**
 * Starts a worker on the queue: it takes up what a killed one left, does what has come due, and then works as jobs arrive. Any number may
 * run on one database; each job is done by one of them.
 *
 * @throws Error where the database cannot be reached or its queue is newer than the installed package
 * @example const worker = await startWorker({ database, url, tasks, log }); ... await worker.stop();
 */
export async function startWorker({ database, url, tasks, log }: WorkerOptions): Promise<RunningWorker> {
  let lifeline: Lifeline | undefined;
  const releaseJobs: Task = async () => {
    await lifeline?.keep();
    return (await releaseJobsOfDeadWorkers(database.pool)).length;
  };
  const events = new EventEmitter();
  let name = '';
  events.once('pool:create', ({ workerPool }: { workerPool: { id: string } }) => {
    name = workerPool.id;
  });
  const runner = await run({
    connectionString: url,
    concurrency: CONCURRENCY,
    maxPoolSize: CONCURRENCY + 2,
    noHandleSignals: true,
    logger: makeLogger(log),
    events,
    taskList: toTaskList({ ...tasks, 'release-jobs': releaseJobs }, database),
    parsedCronItems: cronItems(),
  });
  const ended = runner.promise.finally(() => lifeline?.close());
  ended.catch(() => undefined);
  const stop = () => runner.stop().then(() => ended.catch(() => undefined));
  try {
    lifeline = await openLifeline(url, name);
    // What came due while no worker ran does not wait for the next minute.
    await enqueueSweeps(database.pool);
  } catch (error) {
    await stop();
    throw error;
  }
  return { name, ended, stop };
}
