import { readOlist } from '@/server/imports/olist';
import { requirePath, UsageError } from '../usage';
import type { Verb } from '../verb';
import { recordFile } from './import-facts';

/** Records the orders of the Olist data set as facts. */
export const importOlist: Verb = {
  help: `Usage: import olist DIR

Reads olist_orders_dataset.csv and olist_order_items_dataset.csv of a folder as facts: one shop per seller, with a verified account at the
simulated bank. Importing again changes nothing. Lines in refusals are those of the items file.

Prints {"accepted", "duplicates", "refused": [{"line", "field", "reason"}]}; exit 1 if nothing was stored for a refusal.`,
  options: {},
  prepare: async ({ positionals }) => {
    if (positionals.length > 1) throw new UsageError('import olist takes one folder.');
    const path = await requirePath(positionals[0], 'folder');
    return async (database, say) => {
      const file = await readOlist(path);
      say(`Recording ${file.facts.length} facts`);
      return recordFile(database, file, { isAtomic: true, withBankAccounts: true });
    };
  },
};
