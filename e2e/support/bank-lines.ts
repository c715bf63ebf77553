import { payOffSite } from './site';

/** An incoming bank line. */
export interface BankLine {
  readonly amount: string;
  readonly payer: string;
  /** What the payer wrote: the reference, or something else. */
  readonly words: string;
  /** The bank's own name for the line. */
  readonly id: string;
}

/** What became of the lines of a bank statement. */
export interface Matching {
  readonly accepted: number;
  readonly duplicates: number;
  readonly matched: number;
  readonly suggested: number;
}

/** Imports lines as the marketplace's bank reports them on 14 March. */
export function receiveBankLines(lines: readonly BankLine[]): Matching {
  const rows = lines.map(({ amount, payer, words, id }) => `2026-03-14,${amount},USD,${payer},"${words}",${id}`);
  const head = 'Booking date,Amount,Currency,Name,Description,Bank reference';
  const printed = payOffSite.cliWith({ name: 'lines.csv', lines: [head, ...rows] }, 'import', 'bank-statement', 'file');
  return JSON.parse(printed) as Matching;
}
