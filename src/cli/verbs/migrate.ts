import { UsageError } from '../usage';
import type { Verb } from '../verb';

/** Brings the database to the schema of the code; every verb does so before it begins. */
export const migrate: Verb = {
  help: `Usage: migrate

Applies the migrations that the database lacks, and reports how many it has. Every other verb does this first as well.

Prints {"migrations": n}.`,
  options: {},
  prepare: async ({ positionals }) => {
    if (positionals.length > 0) throw new UsageError('migrate takes no arguments.');
    return async (database) => {
      const { rows } = await database.pool.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
      );
      return { summary: { migrations: rows[0]?.count ?? 0 }, ok: true };
    };
  },
};
