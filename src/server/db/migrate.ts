import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { installJobQueue } from '../jobs/install';

// No 'server-only' here: `npm start` and the tests migrate outside any React server bundle.

/** The lock that `prisma migrate` takes, so that neither runs beside the other. */
const PRISMA_ADVISORY_LOCK = 72_707_369;

/** Prisma's own table, to the letter: `prisma migrate deploy` must find what it would have written. */
const HISTORY_TABLE = `
CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id                  VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum            VARCHAR(64) NOT NULL,
  finished_at         TIMESTAMPTZ,
  migration_name      VARCHAR(255) NOT NULL,
  logs                TEXT,
  rolled_back_at      TIMESTAMPTZ,
  started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

/** One folder of `prisma/migrations`. */
interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

interface AppliedRow {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

/** What is migrated, and from which folder. */
export interface MigrateOptions {
  readonly url: string;
  /** Folder with one folder per migration, each with a `migration.sql`; they run in the order of their names. */
  readonly folder: string;
  readonly onProgress?: (message: string) => void;
}

/** Names of the migrations that this run applied, in order, and how many the database had before. */
export interface MigrateResult {
  readonly applied: readonly string[];
  readonly alreadyApplied: number;
}

/** The schema and its record do not fit together; the message says what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  names.sort();
  return Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(join(folder, name, 'migration.sql'));
      return { name, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') };
    }),
  );
}

/** Refuses a record that does not fit the folder; returns what is left to apply. */
function choosePending(migrations: readonly Migration[], rows: readonly AppliedRow[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of rows) {
    const migration = known.get(row.migration_name);
    if (migration === undefined) {
      throw new MigrationError(
        `The database has the migration ${row.migration_name}, which this code does not: it is newer than the code.`,
      );
    }
    if (row.finished_at === null) {
      throw new MigrationError(
        `The migration ${row.migration_name} was begun by another tool and did not finish. ` +
          'Put the database right, then run `prisma migrate resolve`.',
      );
    }
    if (row.checksum !== migration.checksum) {
      throw new MigrationError(
        `The migration ${row.migration_name} was changed after it had been applied ` +
          `(sha256 ${row.checksum.slice(0, 12)} in the database, ${migration.checksum.slice(0, 12)} in the file). ` +
          'Restore the file, and make the change in a new migration.',
      );
    }
  }
  const done = new Set(rows.map((row) => row.migration_name));
  return migrations.filter((migration) => !done.has(migration.name));
}

async function currentTransaction(client: Client): Promise<string | undefined> {
  const { rows } = await client.query<{ id: string }>('SELECT pg_current_xact_id()::text AS id');
  return rows[0]?.id;
}

/** The migration and its record commit together, so a failure leaves neither. */
async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    const before = await currentTransaction(client);
    await client.query(migration.sql);
    if ((await currentTransaction(client)) !== before) {
      throw new MigrationError(
        `The migration ${migration.name} ends its own transaction: COMMIT and ROLLBACK are not allowed inside one.`,
      );
    }
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       VALUES ($1, $2, clock_timestamp(), $3, now(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    if (error instanceof MigrationError) throw error;
    throw new MigrationError(
      `The migration ${migration.name} failed and left nothing: ${explain(error, migration.sql)}`,
      {
        cause: error,
      },
    );
  }
}

/** PostgreSQL's message, with the line of the file that it points at. */
function explain(error: unknown, sql: string): string {
  if (!(error instanceof Error)) return String(error);
  const position = 'position' in error ? Number(error.position) : Number.NaN;
  if (!Number.isFinite(position)) return error.message;
  return `${error.message} (migration.sql, line ${sql.slice(0, position).split('\n').length})`;
}

/**
 * Brings the database to the schema of the code: applies what `_prisma_migrations` does not list, each migration in one
 * transaction, under the advisory lock of `prisma migrate`, and then the queue of jobs. Two at once: the second waits and finds nothing to do.
 *
 * @throws MigrationError where a migration fails, was changed after it had been applied, or is unknown to this code.
 * @example await migrateDatabase({ url, folder: 'prisma/migrations' }) // { applied: ['0001_books'], alreadyApplied: 0 }
 */
export async function migrateDatabase({ url, folder, onProgress }: MigrateOptions): Promise<MigrateResult> {
  const migrations = await readMigrations(folder);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    // A session lock: it goes with the connection, also where this process is killed.
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_ADVISORY_LOCK]);
    await client.query(HISTORY_TABLE);
    const { rows } = await client.query<AppliedRow>(
      `SELECT migration_name, checksum, finished_at FROM _prisma_migrations
       WHERE rolled_back_at IS NULL ORDER BY migration_name`,
    );
    const pending = choosePending(migrations, rows);
    for (const migration of pending) {
      onProgress?.(`Applying ${migration.name}`);
      await apply(client, migration);
    }
    await installJobQueue(client, url);
    return { applied: pending.map((migration) => migration.name), alreadyApplied: rows.length };
  } finally {
    await client.end();
  }
}
