import { exportBooks } from '@/server/exports/books';
import { readDay, UsageError } from '../usage';
import type { Verb } from '../verb';

/** Shows the books. */
export const books: Verb = {
  help: `Usage: books [--shop ID] [--as-of YYYY-MM-DD]

Shows the books through the last closed day as they are stored, or as of an earlier day, rebuilt from the facts: the same that the close of
that day showed. A day that is not closed yet shows the books through the last closed one.

Prints one object, key = the shop's external id: {"currency", "statements": [...], "payouts": [...], "balance": {...}, "reserveLevel",
"settlementTier", "allocations", "holds", "measures", ...}; money as decimal strings.`,
  options: { shop: { type: 'string' }, 'as-of': { type: 'string' } },
  prepare: async ({ positionals, options }) => {
    if (positionals.length > 0) throw new UsageError(`books does not take "${positionals[0]}".`);
    const day = options['as-of'];
    const asOf = typeof day === 'string' ? readDay('--as-of', day) : null;
    const shop = typeof options['shop'] === 'string' ? options['shop'] : null;
    return async (database) => {
      const pieces = await exportBooks(database, { shop, asOf });
      if (pieces === null) throw new UsageError(`No shop has the id "${shop}".`);
      return { summary: { pieces }, ok: true };
    };
  },
};
