import type { Pool } from 'pg';
import { nowMillis } from '../clock';
import type { Work } from './work';

/** What happens by itself after a while. */
export type TaskKind = 'dispute' | 'refund' | 'processing' | 'expire-session';

/** One thing that is due. */
export interface Task {
  readonly id: string;
  readonly account: string;
  readonly kind: TaskKind;
  readonly object: string;
}

/** Has something happen to an object later; decided in the transaction of what causes it. */
export async function schedule(work: Work, kind: TaskKind, object: string, afterMillis: number): Promise<void> {
  await work.client.query('INSERT INTO stripe_simulator.task (account, kind, object, due_at) VALUES ($1, $2, $3, $4)', [
    work.account,
    kind,
    object,
    new Date(nowMillis() + afterMillis),
  ]);
}

/** The next thing that is due, or null. It is done when `finishTask` says so in the transaction that does it. */
export async function nextTask(pool: Pool): Promise<Task | null> {
  const { rows } = await pool.query<Task>(
    'SELECT id, account, kind, object FROM stripe_simulator.task WHERE due_at <= now() ORDER BY due_at, id LIMIT 1',
  );
  return rows[0] ?? null;
}

/** False where another run has done it already. */
export async function finishTask(work: Work, task: Task): Promise<boolean> {
  const { rowCount } = await work.client.query('DELETE FROM stripe_simulator.task WHERE id = $1', [task.id]);
  return rowCount === 1;
}

/** Tries again in a minute. */
export async function postpone(pool: Pool, task: Task): Promise<void> {
  await pool.query("UPDATE stripe_simulator.task SET due_at = now() + interval '1 minute' WHERE id = $1", [task.id]);
}
