import 'server-only';
import type { BankLine } from '@/domain/bill/bank-line';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { type Minor, negate } from '@/domain/money/money';
import type { Result } from '@/domain/shared/result';

/** Money that arrived or left, as one format's reader found it. */
export type Credit = Omit<BankLine, 'fingerprint'>;

/** What a file says that cannot be read: where (a line from 1, or null where the file as a whole is meant), which field, and the cure. */
export interface StatementRefusal {
  readonly line: number | null;
  readonly field: string;
  readonly reason: string;
}

/** What is passed over, because it moves no money: how often. */
export interface PassedOver {
  zeros: number;
  reversals: number;
  /** Announced, but not booked yet. */
  pending: number;
}

/** What a format's reader makes of a file. If anything was refused, nothing of the file is used. */
export interface Reading {
  readonly credits: Credit[];
  /** Money that left, its amounts above zero too. */
  readonly debits: Credit[];
  readonly passedOver: PassedOver;
  readonly refused: StatementRefusal[];
}

/** A reading with nothing in it yet. */
export function emptyReading(): Reading {
  return { credits: [], debits: [], passedOver: { zeros: 0, reversals: 0, pending: 0 }, refused: [] };
}

/** A reading of a file that cannot be read at all. */
export function refusedReading(line: number | null, field: string, reason: string): Reading {
  return { ...emptyReading(), refused: [{ line, field, reason }] };
}

/** What one booking says, each part as it could be read. */
interface Booking {
  readonly amount: Result<Minor, string>;
  readonly currency: Result<string, string>;
  readonly bookedOn: Result<PlainDate, string>;
}

/**
 * Takes a booking whose amount has a sign into a reading: what cannot be read is refused, what moves no money is passed over.
 * @param place the line, and what the file calls the three fields
 * @param wordsOf the rest of it
 */
export function takeSigned(
  reading: Reading,
  { amount, currency, bookedOn }: Booking,
  place: { readonly line: number | null; readonly fields: Readonly<Record<keyof Booking, string>> },
  wordsOf: () => Pick<Credit, 'counterparty' | 'description' | 'bankReference'>,
): void {
  const { line, fields } = place;
  if (!amount.ok) reading.refused.push({ line, field: fields.amount, reason: amount.refusal });
  if (!currency.ok) reading.refused.push({ line, field: fields.currency, reason: currency.refusal });
  if (!bookedOn.ok) reading.refused.push({ line, field: fields.bookedOn, reason: bookedOn.refusal });
  if (!amount.ok || !currency.ok || !bookedOn.ok) return;
  if (amount.value === 0n) {
    reading.passedOver.zeros += 1;
    return;
  }
  const isDebit = amount.value < 0n;
  const size = isDebit ? negate(amount.value) : amount.value;
  const booking = { bookedOn: bookedOn.value, amount: size, currency: currency.value, ...wordsOf() };
  (isDebit ? reading.debits : reading.credits).push(booking);
}

/** Longer remittances are cut; SEPA ends at 140 characters, SWIFT at 390. */
const LONGEST_TEXT = 2000;

/** Text as it is kept: one line, no control characters (PostgreSQL stores no NUL), not endless. */
export function cleanText(...parts: readonly (string | null | undefined)[]): string {
  const whole = parts.filter((part) => part !== null && part !== undefined && part !== '').join(' ');
  return whole
    .slice(0, LONGEST_TEXT)
    .replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ')
    .trim();
}

/**
 * Tells at which line of a text a place stands, both the line counted from 1.
 * @example linesOf("a\nb")(2) // 2
 */
export function linesOf(text: string): (index: number) => number {
  let starts: number[] | null = null;
  return (index) => {
    if (starts === null) {
      starts = [0];
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
    }
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= index) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

/** What banks write where they have no reference. */
const NO_REFERENCE = /^(?:NONREF|NOTPROVIDED|NOT PROVIDED|NONE|N\/?A|0*)$/i;

/** A bank's reference, or null for what stands for none. */
export function referenceOrNone(text: string | null | undefined): string | null {
  const cleaned = cleanText(text);
  return NO_REFERENCE.test(cleaned) ? null : cleaned;
}
