import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formatMinor } from '@/domain/money/money';
import { type BankStatement, readBankStatement } from '@/server/imports/bank-statement/read-bank-statement';
import type { StatementRefusal } from '@/server/imports/bank-statement/reading';

/** The path of a sample statement. */
export function samplePath(name: string): string {
  return fileURLToPath(new URL(`./samples/${name}`, import.meta.url));
}

/** A sample statement as its bank would send it. */
export function sample(name: string): Buffer {
  return readFileSync(samplePath(name));
}

/** Reads a statement that must be good. */
export function readGood(input: Uint8Array | string, currency: string | null = null): BankStatement {
  const read = readBankStatement(typeof input === 'string' ? Buffer.from(input) : input, { currency });
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  return read.value;
}

/** What is to be mended in a statement that must be refused. */
export function refusalsOf(input: Uint8Array | string, currency: string | null = null): readonly StatementRefusal[] {
  const read = readBankStatement(typeof input === 'string' ? Buffer.from(input) : input, { currency });
  if (read.ok) throw new Error(`was accepted: ${read.value.lines.length} lines`);
  return read.refusal;
}

/** The lines of a statement, each as one short text. */
export function shown({ lines }: BankStatement): string[] {
  return lines.map(({ bookedOn, amount, currency, counterparty, description, bankReference }) =>
    [bookedOn, formatMinor(amount), currency, counterparty, description, bankReference ?? '-'].join(' | '),
  );
}
