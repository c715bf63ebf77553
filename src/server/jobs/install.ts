import { runMigrations } from 'graphile-worker';
import { Pool } from 'pg';

// No 'server-only' here: it belongs to migrating, which runs outside any React server bundle.

/**
 * Brings the queue of jobs (schema `graphile_worker`) to what the installed package needs. The schema is the package's own, so its
 * migrations are too, and not in `prisma/migrations`; on a database that has them it is one query.
 *
 * @throws Error where the role may not create a schema, or where the database was migrated by a newer, incompatible package
 * @example await installJobQueue('postgresql://evenkeel@127.0.0.1:5432/evenkeel')
 */
export async function installJobQueue(url: string): Promise<void> {
  // A pool of our own, because the package does not wait for the end of the one that it would make.
  const pool = new Pool({ connectionString: url, max: 1 });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  try {
    await runMigrations({ pgPool: pool });
  } finally {
    await pool.end();
  }
}
