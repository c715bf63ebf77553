import { createRequire } from 'node:module';
import { type Client, Pool } from 'pg';

// No 'server-only' here: it belongs to migrating, which runs outside any React server bundle.

const { version }: { version: string } = createRequire(import.meta.url)('graphile-worker/package.json');

/** Written on the schema: who made it as it is. */
const MADE_BY = `graphile-worker ${version}`;

/**
 * Brings the queue of jobs (schema `graphile_worker`) to what the installed package needs. The schema is the package's own, so its
 * migrations are too, and not in `prisma/migrations`. Where this version has made it already, the package is not even loaded: a tenth of a
 * second at every start and every command.
 *
 * @param client on the database at `url`, under the lock of migrations
 * @throws Error where the role may not create a schema, or where the database was migrated by a newer, incompatible package
 */
export async function installJobQueue(client: Client, url: string): Promise<void> {
  const { rows } = await client.query<{ made_by: string | null }>(
    `SELECT obj_description(to_regnamespace('graphile_worker'), 'pg_namespace') AS made_by`,
  );
  if (rows[0]?.made_by === MADE_BY) return;
  const { runMigrations } = await import('graphile-worker');
  // A pool of our own, because the package does not wait for the end of the one that it would make.
  const pool = new Pool({ connectionString: url, max: 1 });
  pool.on('error', () => undefined);
  pool.on('connect', (connection) => void connection.on('error', () => undefined));
  try {
    await runMigrations({ pgPool: pool });
  } finally {
    await pool.end();
  }
  await client.query(`COMMENT ON SCHEMA graphile_worker IS '${MADE_BY}'`);
}
