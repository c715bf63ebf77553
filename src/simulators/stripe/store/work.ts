import type { Pool, PoolClient } from 'pg';
import type { ActiveFaults } from './faults';

/** What the simulator was started with. */
export interface Settings {
  /** Where events go; null: they are kept and not sent. */
  readonly webhook: { readonly url: string; readonly secret: string } | null;
  /** How long after its capture a charge of a disputed card is disputed. */
  readonly disputeAfterMillis: number;
  /** How long after its creation a refund of the slow-refund cards is decided. */
  readonly refundAfterMillis: number;
  /** The first wait before an event is sent again; each next one is twice as long. */
  readonly retryAfterMillis: number;
}

/** One transaction, and who asks in it. Every change and its events are made in the same one. */
export interface Work {
  readonly client: PoolClient;
  readonly account: string;
  /** How the browser of whoever asks reaches us: hosted pages are below it. */
  readonly origin: string;
  /** The request that caused it; null for what happens by itself. */
  readonly request: { readonly id: string; readonly idempotencyKey: string | null } | null;
  readonly version: string;
  readonly faults: ActiveFaults;
  readonly settings: Settings;
}

/** Runs work in one transaction; what it throws rolls back. */
export async function inTransaction<Value>(
  pool: Pool,
  about: Omit<Work, 'client'>,
  run: (work: Work) => Promise<Value>,
): Promise<Value> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const value = await run({ ...about, client });
    await client.query('COMMIT');
    return value;
  } catch (error) {
    await client.query('ROLLBACK').catch((cause: Error) => {
      broken = cause;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
