import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { readClock } from '@/server/clock';
import { type ImportBankFileResult, importBankFile } from '@/server/commands/matching/import-bank-file';
import { env } from '@/server/env';
import { requirePath, UsageError } from '../usage';
import type { Verb } from '../verb';

const NOTHING = { accepted: 0, duplicates: 0, matched: 0, suggested: 0, unmatched: 0 };

/** What is in the file and not imported, in words; empty if there is nothing. */
function passedOverWords({ passedOver }: ImportBankFileResult): string {
  const parts: readonly (readonly [number, string])[] = [
    [passedOver.reversals, 'reversals'],
    [passedOver.zeros, 'of 0.00'],
    [passedOver.pending, 'not booked yet'],
  ];
  const words = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return words.length === 0 ? '' : `; passed over: ${words.join(', ')}`;
}

/** Imports a statement of the marketplace's own bank account and matches what arrived with the bills that it pays. */
export const importBankStatement: Verb = {
  help: `Usage: import bank-statement FILE [--currency USD]

Reads a statement of the marketplace's own bank account: camt.053, MT940, OFX, QFX or CSV, told apart by their content. What was paid in
is matched with bills by the reference that the payer wrote (RF...): the bill clears for what arrived, less or more than it asks. Without
a reference, one likely bill is suggested; else the line waits, unmatched. What was paid out is kept with the payout that it names, for the
reconciliation. Reversals, lines of 0.00 and lines that are not booked yet are passed over and counted on stderr. Importing the same file
again changes nothing.

A CSV file needs the columns date, amount (or credit and debit) and currency; name, description and bank reference help. Days are written
2026-03-13, 13.03.2026, or with slashes if one of them tells day and month apart; days and amounts that could mean two things are refused.

  --currency  the account's currency, for a CSV file without that column

Prints {"accepted", "duplicates", "matched", "suggested", "unmatched", "refused": [{"line", "field", "reason"}]}; exit 1 if the file was
refused: nothing of it is stored then.`,
  options: { currency: { type: 'string' } },
  prepare: async ({ positionals, options }) => {
    if (positionals.length > 1) throw new UsageError('import bank-statement takes one file.');
    const path = await requirePath(positionals[0], 'file');
    const currency = typeof options['currency'] === 'string' ? options['currency'] : null;
    if (currency !== null && !/^[A-Z]{3}$/.test(currency))
      throw new UsageError(`--currency must be three capital letters like USD, not "${currency}".`);
    return async (database, say) => {
      const now = await readClock(database.pool, env().mode === 'demo');
      const bytes = await readFile(path);
      const imported = await importBankFile(database, { name: basename(path), bytes, currency, by: null, now });
      if (!imported.ok) return { summary: { ...NOTHING, refused: imported.refusal }, ok: false };
      const { accepted, duplicates, matched, suggested, unmatched, format, debits } = imported.value;
      say(`Read a ${format} file; ${debits} payments out are new${passedOverWords(imported.value)}`);
      return { summary: { accepted, duplicates, matched, suggested, unmatched, refused: [] }, ok: true };
    };
  },
};
