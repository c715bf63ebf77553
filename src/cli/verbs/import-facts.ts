import { machineTime } from '@/server/clock';
import { recordFacts } from '@/server/commands/record-facts';
import type { Database } from '@/server/db/database';
import { type FactsFile, readFactsFile } from '@/server/imports/facts-jsonl';
import { simulatedBankAccounts } from '@/server/imports/simulated-bank-accounts';
import { requirePath, UsageError } from '../usage';
import type { Outcome, Verb } from '../verb';

/** What to do with a file of facts. */
export interface ImportOptions {
  readonly isAtomic: boolean;
  readonly withBankAccounts: boolean;
}

/**
 * Records what a file holds. Accounts at the simulated bank are facts of our own, so the counts leave them out; they are recorded only with
 * the file that opens their shops.
 */
export async function recordFile(
  database: Database,
  { facts, unreadable }: FactsFile,
  { isAtomic, withBankAccounts }: ImportOptions,
): Promise<Outcome> {
  const recordedAt = machineTime();
  const result = await recordFacts(database, { facts, unreadable, isAtomic, recordedAt });
  const isStored = !isAtomic || result.refused.length === 0;
  if (withBankAccounts && isStored) {
    const refused = new Set(result.refused.map((refusal) => refusal.line));
    const opened = facts.filter(({ line }) => !refused.has(line));
    await recordFacts(database, { facts: simulatedBankAccounts(opened), isAtomic: false, recordedAt });
  }
  return { summary: result, ok: isStored };
}

/** Records the facts of a file. */
export const importFacts: Verb = {
  help: `Usage: import facts FILE.jsonl [--simulated-bank-accounts] [--no-atomic]

Records facts, one JSON object per line: {"id", "shop", "type", "occurredAt", ...}. Recording the same file again changes nothing.

  --simulated-bank-accounts  gives every shop that the file opens a verified account at the simulated bank
  --no-atomic                keeps the good facts of a file that also has refused ones (else nothing of it is stored)

Prints {"accepted", "duplicates", "refused": [{"line", "field", "reason"}]}; exit 1 if nothing was stored for a refusal.`,
  options: {
    'simulated-bank-accounts': { type: 'boolean' },
    'no-atomic': { type: 'boolean' },
    atomic: { type: 'boolean' },
  },
  prepare: async ({ positionals, options }) => {
    if (positionals.length > 1) throw new UsageError('import facts takes one file.');
    if (options['atomic'] === true && options['no-atomic'] === true) throw new UsageError('--atomic or --no-atomic?');
    const path = await requirePath(positionals[0], 'file');
    return async (database, say) => {
      const file = await readFactsFile(path);
      say(`Recording ${file.facts.length} facts`);
      return recordFile(database, file, {
        isAtomic: options['no-atomic'] !== true,
        withBankAccounts: options['simulated-bank-accounts'] === true,
      });
    };
  },
};
