import { readFile } from 'node:fs/promises';
import { readClock } from '@/server/clock';
import { importBankLines } from '@/server/commands/match-bank-lines';
import { env } from '@/server/env';
import { type BankStatement, readBankStatement } from '@/server/imports/bank-statement/read-bank-statement';
import { UsageError } from '../usage';
import type { Verb } from '../verb';
import { requirePath } from './import-facts';

const NOTHING = { accepted: 0, duplicates: 0, matched: 0, suggested: 0, unmatched: 0 };

/** What is in the file and not imported, in words; empty if there is nothing. */
function passedOverWords({ passedOver }: BankStatement): string {
  const parts: readonly (readonly [number, string])[] = [
    [passedOver.debits, 'paid out'],
    [passedOver.reversals, 'reversals'],
    [passedOver.zeros, 'of 0.00'],
    [passedOver.pending, 'not booked yet'],
  ];
  const words = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return words.length === 0 ? '' : `; passed over: ${words.join(', ')}`;
}

/** Imports a statement of the marketplace's own bank account and matches what arrived with the bills that it pays. */
export const importBankStatement: Verb = {
  name: 'import bank-statement',
  summary: "match a bank statement's credits with bills",
  help: `Usage: import bank-statement FILE [--currency USD]

Reads a statement of the marketplace's own bank account: camt.053, MT940, OFX, QFX or CSV, told apart by their content. What was paid in
is matched with bills by the reference that the payer wrote (RF...): the bill clears for what arrived, less or more than it asks. Without
a reference, one likely bill is suggested; else the line waits, unmatched. Debits, reversals, lines of 0.00 and lines that are not booked
yet are passed over and counted on stderr. Importing the same file again changes nothing.

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
      const read = readBankStatement(await readFile(path), { currency });
      if (!read.ok) return { summary: { ...NOTHING, refused: read.refusal }, ok: false };
      const { format, lines } = read.value;
      say(`Matching ${lines.length} credits of a ${format} file${passedOverWords(read.value)}`);
      const now = await readClock(database.pool, env().mode === 'demo');
      const counts = await importBankLines(database, { lines, now });
      const summary = { ...counts, duplicates: counts.duplicates + read.value.repeats, refused: [] };
      return { summary, ok: true };
    };
  },
};
