import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { readClock } from '@/server/clock';
import { importReturnFile } from '@/server/commands/matching/import-return-file';
import { env } from '@/server/env';
import { requirePath, UsageError } from '../usage';
import type { Verb } from '../verb';

/** Imports payouts that a bank refused or sent back. */
export const importBankReturns: Verb = {
  help: `Usage: import bank-returns FILE

Reads a return file of the marketplace's bank: NACHA, or CSV with the columns reference, code and, if it is known, amount. Told apart by
their content. The reference is that of the file that was sent (P3-18) or the one that the seller sees (EKPO ...). A payout on its way fails,
one that counted as paid is returned; its money is open again, and the seller is told what to do. Notices of change are passed over.
Importing the same file again changes nothing.

Prints {"accepted", "duplicates", "refused": [{"line", "field", "reason"}]}; exit 1 if a line was refused: nothing of the file is stored then.`,
  options: {},
  prepare: async ({ positionals }) => {
    if (positionals.length > 1) throw new UsageError('import bank-returns takes one file.');
    const path = await requirePath(positionals[0], 'file');
    return async (database, say) => {
      const now = await readClock(database.pool, env().mode === 'demo');
      const bytes = await readFile(path);
      const imported = await importReturnFile(database, { name: basename(path), bytes, by: null, now });
      if (!imported.ok) return { summary: { accepted: 0, duplicates: 0, refused: imported.refusal }, ok: false };
      const { format, accepted, duplicates, passedOver } = imported.value;
      say(`Read a ${format} file; passed over: ${passedOver}`);
      return { summary: { accepted, duplicates, refused: [] }, ok: true };
    };
  },
};
