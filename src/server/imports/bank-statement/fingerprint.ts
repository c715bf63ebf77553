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
 * reference): twice the same in one file is one line. If lines that share all of these differ in their words, they are different payments.
 * Without a reference it is all that the line says, and the how-manieth such line of the file it is: two equal true payments stay two, and
 * the same file again brings none. (Statements cover whole days, so files that overlap count alike.)
 */
export function fingerprintLines(credits: readonly Credit[]): BankLine[] {
  const lines = new Map<string, BankLine>();
  const countOf = new Map<string, number>();
  const wordsOf = new Map<string, string[]>();
  for (const credit of credits) {
    const { bookedOn, amount, currency, counterparty, description, bankReference } = credit;
    let fingerprint: string;
    if (bankReference !== null) {
      const key = hash(bankReference, bookedOn, amount, currency);
      const words = wordsOf.get(key) ?? [];
      wordsOf.set(key, words);
      const own = hash(counterparty, description);
      if (!words.includes(own)) words.push(own);
      const place = words.indexOf(own);
      fingerprint = `bank:${key}${place === 0 ? '' : `:${place + 1}`}`;
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
