import { seedDemo } from '@/server/demo/seed-demo';
import { UsageError } from '../usage';
import type { Verb } from '../verb';

/** Makes the demo sellers. */
export const demo: Verb = {
  help: `Usage: demo

Records the facts of the demo sellers and closes their days. Doing it again changes nothing.

Prints {"sellers", "shops", "facts", "statements", "payouts"}.`,
  options: {},
  prepare: async ({ positionals }) => {
    if (positionals.length > 0) throw new UsageError('demo takes no arguments.');
    return async (database) => ({ summary: await seedDemo(database), ok: true });
  },
};
