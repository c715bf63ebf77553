import 'server-only';
import { createHash } from 'node:crypto';
import type { BankLine } from '@/domain/bill/bank-line';
import type { Credit } from './reading';

function hash(...parts: readonly (string | bigint | number)[]): string {
  return createHash('sha256')
    .update(JSON.stringify(parts.map(String)))
    .digest('hex')
    .slice(0, 40);
}

/**
 * Names each line of a file so that the same line is known again, in the same file or in one that overlaps it.
 *
 * With a reference of the bank it is that reference with day, amount and currency (some banks count anew each day, or give a batch one
 * reference), and then the words: twice the same in one file is one line. If lines that share the first four differ in their words, they are
 * different payments (`bankLineFamily` in domain/bill tells which of them are known).
 * Without a reference it is all that the line says, and the how-manieth such line of the file it is: two equal true payments stay two, and
 * the same file again brings none. (Statements cover whole days, so files that overlap count alike.)
 */
export function fingerprintLines(credits: readonly Credit[]): BankLine[] {
  const lines = new Map<string, BankLine>();
  const countOf = new Map<string, number>();
  for (const credit of credits) {
    const { bookedOn, amount, currency, counterparty, description, bankReference } = credit;
    let fingerprint: string;
    if (bankReference !== null) {
      const key = hash(bankReference, bookedOn, amount, currency);
      fingerprint = `bank:${key}:${hash(counterparty, description)}`;
    } else {
      const key = hash(bookedOn, amount, currency, counterparty, description);
      const count = (countOf.get(key) ?? 0) + 1;
      countOf.set(key, count);
      fingerprint = `line:${key}:${count}`;
    }
    if (!lines.has(fingerprint)) lines.set(fingerprint, { ...credit, fingerprint });
  }
  return [...lines.values()];
}
