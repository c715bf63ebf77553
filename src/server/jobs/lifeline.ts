import 'server-only';
import { Client } from 'pg';
import type { Connection } from '../db/database';

/** The connection by which other workers see that this one lives. */
export interface Lifeline {
  /** Opens it again where the server has cut it. */
  readonly keep: () => Promise<void>;
  readonly close: () => Promise<void>;
}

async function connect(url: string, worker: string, onLost: () => void): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: worker, keepAlive: true });
  client.on('error', onLost);
  client.on('end', onLost);
  await client.connect();
  return client;
}

/**
 * Holds a connection that bears the worker's name for as long as the process lives: `kill -9` ends it too, and PostgreSQL sees that at once.
 *
 * @param worker what the queue writes as `locked_by` on the jobs that it is doing
 */
export async function openLifeline(url: string, worker: string): Promise<Lifeline> {
  let isLost = false;
  const lose = (): void => {
    isLost = true;
  };
  let client = await connect(url, worker, lose);
  return {
    keep: async () => {
      if (!isLost) return;
      client = await connect(url, worker, lose);
      isLost = false;
    },
    close: () => client.end().catch(() => undefined),
  };
}

/**
 * Gives jobs back that a dead worker had begun: by itself the queue does so after four hours. A job may run a second time by this, also where
 * a living worker has lost its lifeline for a moment; every job may (see tasks.ts).
 *
 * @returns the names of the dead workers whose jobs were given back
 */
export async function releaseJobsOfDeadWorkers(connection: Connection): Promise<readonly string[]> {
  const { rows } = await connection.query<{ locked_by: string }>(
    `SELECT DISTINCT locked_by FROM graphile_worker.jobs
      WHERE locked_by IS NOT NULL
        AND locked_by NOT IN (SELECT application_name FROM pg_stat_activity WHERE datname = current_database())`,
  );
  const dead = rows.map((row) => row.locked_by);
  if (dead.length > 0) await connection.query('SELECT graphile_worker.force_unlock_workers($1)', [dead]);
  return dead;
}
