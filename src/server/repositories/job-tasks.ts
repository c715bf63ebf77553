import 'server-only';
import { machineTime } from '../clock';
import type { Connection } from '../db/database';

/** Whether a kind of job is paused. */
export async function isJobTaskPaused(connection: Connection, task: string): Promise<boolean> {
  const { rows } = await connection.query<{ paused: boolean }>(
    'SELECT paused_at IS NOT NULL AS paused FROM job_task WHERE task = $1',
    [task],
  );
  return rows[0]?.paused ?? false;
}

/** Keeps that a job of a kind was done. */
export async function keepJobSuccess(connection: Connection, task: string, tookMs: number): Promise<void> {
  await connection.query(
    `INSERT INTO job_task AS t (task, succeeded_at, succeeded_count, took_ms) VALUES ($1, $2, 1, $3)
     ON CONFLICT (task) DO UPDATE SET succeeded_at = $2, succeeded_count = t.succeeded_count + 1, took_ms = $3`,
    [task, machineTime(), tookMs],
  );
}

/** Keeps that a job of a kind failed, with the reference of its line in the log. */
export async function keepJobFailure(connection: Connection, task: string, reference: string): Promise<void> {
  await connection.query(
    `INSERT INTO job_task AS t (task, failed_at, failed_count, reference) VALUES ($1, $2, 1, $3)
     ON CONFLICT (task) DO UPDATE SET failed_at = $2, failed_count = t.failed_count + 1, reference = $3`,
    [task, machineTime(), reference],
  );
}

/** Pauses a kind of job, or lets it go on. @param by the name of who pauses; null to go on */
export async function setJobTaskPause(connection: Connection, task: string, by: string | null): Promise<void> {
  await connection.query(
    `INSERT INTO job_task (task, paused_at, paused_by_name) VALUES ($1, $2, $3)
     ON CONFLICT (task) DO UPDATE SET paused_at = $2, paused_by_name = $3`,
    [task, by === null ? null : machineTime(), by],
  );
}

/** Has a job done at once. @returns its kind; null where there is none, or where it is being done */
export async function rerunJob(connection: Connection, id: bigint): Promise<string | null> {
  const { rows } = await connection.query<{ task: string | null }>('SELECT rerun_job($1) AS task', [id]);
  return rows[0]?.task ?? null;
}
