import 'server-only';
import type { Instant } from '@/domain/calendar/instant';
import { present } from '@/domain/shared/assert';
import { readClock } from '../../clock';
import type { Connection } from '../../db/database';
import { env } from '../../env';
import { logError } from '../../log';
import { findLastVerification } from '../../repositories/verification-runs';
import { readCloseLag } from './close-runs';

/** A part of the site, and whether it is as it should be. */
export type HealthState = 'ok' | 'late' | 'failed';

/** What /api/health says: names and states, and nothing that a stranger could use. */
export interface Health {
  readonly status: HealthState;
  readonly components: Readonly<Record<'database' | 'migrations' | 'worker' | 'closes' | 'books', HealthState>>;
}

/** A worker does its housekeeping every minute. */
const WORKER_LATE_SECONDS = 180;

/** A day is closed within the day after it: two that are over and open are late. */
const LATE_DAYS = 2;

/** The books are checked each night: one night may be lost, and the next one is late by half a day. */
const BOOKS_LATE_SECONDS = 36 * 3600;

interface Row {
  readonly failed_migrations: number;
  readonly worker_seconds: number | null;
  /** Since the last check of the books ended; null where there was none. */
  readonly check_seconds: number | null;
  /** Whether there is a book to check: a shop with a closed day. */
  readonly has_books: boolean;
}

async function readBasics(connection: Connection): Promise<Row> {
  const { rows } = await connection.query<Row>(
    `SELECT unfinished_migrations() AS failed_migrations,
            (SELECT extract(epoch FROM now() - max(succeeded_at))::float8 FROM job_task WHERE task = 'release-jobs') AS worker_seconds,
            (SELECT extract(epoch FROM now() - max(finished_at))::float8 FROM verification_run WHERE status = 'done') AS check_seconds,
            EXISTS (SELECT FROM shop WHERE closed_through IS NOT NULL) AS has_books`,
  );
  return present(rows[0], 'the row of health');
}

/** What the last check found; one that nobody makes any more says nothing of today's books. */
function stateOfBooks({ check_seconds, has_books }: Row, violations: number): HealthState {
  if (violations > 0) return 'failed';
  return !has_books || (check_seconds !== null && check_seconds <= BOOKS_LATE_SECONDS) ? 'ok' : 'late';
}

function worst(states: readonly HealthState[]): HealthState {
  if (states.includes('failed')) return 'failed';
  return states.includes('late') ? 'late' : 'ok';
}

const DEAD: Health['components'] = {
  database: 'failed',
  migrations: 'failed',
  worker: 'failed',
  closes: 'failed',
  books: 'failed',
};

async function readLag(connection: Connection, now: Instant): Promise<number> {
  return Math.max(0, ...(await readCloseLag(connection, now)).map(({ days }) => days));
}

/**
 * Whether the site can do its work: the database answers, its migrations are applied, a worker has lived in the last three minutes, closes are
 * not two days behind, and the last check of the books found nothing and is not older than a day and a half. Never throws.
 */
export async function readHealth(connection: Connection): Promise<Health> {
  try {
    const basics = await readBasics(connection);
    const now = await readClock(connection, env().mode === 'demo');
    const [lag, last] = [await readLag(connection, now), await findLastVerification(connection)];
    const seconds = basics.worker_seconds;
    const components = {
      database: 'ok',
      migrations: basics.failed_migrations === 0 ? 'ok' : 'failed',
      worker: seconds !== null && seconds <= WORKER_LATE_SECONDS ? 'ok' : 'late',
      closes: lag < LATE_DAYS ? 'ok' : 'late',
      books: stateOfBooks(basics, last?.violationCount ?? 0),
    } as const satisfies Health['components'];
    return { status: worst(Object.values(components)), components };
  } catch (error) {
    // Which part of it is gone is in the log; a stranger needs no more.
    logError('health could not be read', error);
    return { status: 'failed', components: DEAD };
  }
}
