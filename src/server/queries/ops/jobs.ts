import 'server-only';
import {
  JOBS_A_PAGE,
  type JobDto,
  type JobState,
  type JobsDto,
  type JobTaskDto,
  type ShopJobsDto,
} from '@/contracts/jobs';
import type { Connection } from '../../db/database';
import { SWEEPS } from '../../jobs/enqueue';
import { listShopCloseFailures } from './close-runs';

/** Names of the workers that live: of the connections that each holds for as long as it does. */
export async function listWorkers(connection: Connection): Promise<readonly string[]> {
  const { rows } = await connection.query<{ name: string }>(
    `SELECT application_name AS name FROM pg_stat_activity
      WHERE datname = current_database() AND application_name LIKE 'pool-%' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

/** How many jobs of each kind are in each state. */
export async function countJobs(
  connection: Connection,
): Promise<readonly { readonly task: string; readonly state: JobState; readonly count: number }[]> {
  const { rows } = await connection.query<{ task: string; state: JobState; count: number }>(
    'SELECT task, state, count FROM job_counts() ORDER BY task, state',
  );
  return rows;
}

type TaskRow = Omit<JobTaskDto, 'isSweep' | 'counts'>;

async function listTasks(connection: Connection): Promise<readonly JobTaskDto[]> {
  const [{ rows }, counted] = await Promise.all([
    connection.query<TaskRow>(
      `SELECT task, succeeded_at AS "succeededAt", failed_at AS "failedAt", reference, took_ms AS "tookMs", paused_at AS "pausedAt",
              paused_by_name AS "pausedBy" FROM job_task`,
    ),
    countJobs(connection),
  ]);
  const kept = new Map(rows.map((row) => [row.task, row]));
  const names = new Set<string>([...SWEEPS, ...kept.keys(), ...counted.map(({ task }) => task)]);
  const nothing = { succeededAt: null, failedAt: null, reference: null, tookMs: null, pausedAt: null, pausedBy: null };
  return [...names].sort().map((task) => ({
    ...(kept.get(task) ?? { task, ...nothing }),
    isSweep: SWEEPS.some((name) => name === task),
    counts: Object.fromEntries(counted.filter((one) => one.task === task).map(({ state, count }) => [state, count])),
  }));
}

/** Which jobs to list. */
export interface JobFilter {
  readonly state?: JobState | undefined;
  readonly task?: string | undefined;
  /** The last job of the page before. */
  readonly after?: number | undefined;
  /** Those of one shop by its number: that name it, or that charge a batch with a bill of it. */
  readonly shopId?: number;
}

/** A page of the queue, the oldest first. Needs the role of operations, whose readings are on record. */
async function listJobs(
  connection: Connection,
  { state, task, after, shopId }: JobFilter,
): Promise<Pick<JobsDto, 'jobs' | 'next'>> {
  const { rows } = await connection.query<Omit<JobDto, 'id'> & { id: bigint }>(
    `SELECT id, task, state, attempts, max_attempts AS "maxAttempts", run_at AS "runAt", created_at AS "createdAt",
            locked_at AS "lockedAt", locked_by AS "lockedBy", last_error AS "lastError"
       FROM ops_jobs($1, $2, $3, ${JOBS_A_PAGE + 1}, $4, ARRAY(SELECT batch_id FROM bill_batch_item WHERE shop_id = $4))`,
    [state ?? null, task ?? null, after ?? null, shopId ?? null],
  );
  const jobs = rows.slice(0, JOBS_A_PAGE).map((row) => ({ ...row, id: String(row.id) }));
  return { jobs, next: rows.length > JOBS_A_PAGE ? (jobs.at(-1)?.id ?? null) : null };
}

/** The queue: kinds of jobs, a page of jobs, workers. Needs the role of operations, whose readings are on record. */
export async function readJobs(connection: Connection, filter: Omit<JobFilter, 'shopId'>): Promise<JobsDto> {
  const [page, workers, tasks] = await Promise.all([
    listJobs(connection, filter),
    listWorkers(connection),
    listTasks(connection),
  ]);
  return { workers, tasks, ...page };
}

/** What the worker has to do for one shop, and the closes that could not close it, the newest first. */
export async function readShopJobs(
  connection: Connection,
  shopId: number,
  after: number | undefined,
): Promise<ShopJobsDto> {
  const [page, failures] = await Promise.all([
    listJobs(connection, { shopId, after }),
    listShopCloseFailures(connection, shopId),
  ]);
  return { ...page, failures };
}
