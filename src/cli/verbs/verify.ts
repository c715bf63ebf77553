import { verifyAndKeep } from '@/server/commands/verification/make-verifications';
import { progressBar } from '../progress';
import { UsageError } from '../usage';
import type { Verb } from '../verb';

/** Proves the books. */
export const verify: Verb = {
  help: `Usage: verify

Runs every invariant as a query, rebuilds every shop's books from its facts and compares them with what is stored.

Prints {"ok", "violations": [{"invariant", "shop", "detail"}]}; exit 1 if not ok.`,
  options: {},
  prepare: async ({ positionals }) => {
    if (positionals.length > 0) throw new UsageError('verify takes no arguments.');
    return async (database) => {
      const violations = await verifyAndKeep(database, progressBar('Replaying', 'shops'));
      return { summary: { ok: violations.length === 0, violations }, ok: violations.length === 0 };
    };
  },
};
