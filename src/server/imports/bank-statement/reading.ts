import 'server-only';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { Minor } from '@/domain/money/money';

/** Money that arrived, as one format's reader found it. */
export interface Credit {
  readonly bookedOn: PlainDate;
  /** Above zero, in hundredths of the currency. */
  readonly amount: Minor;
  /** Three capital letters of ISO 4217. */
  readonly currency: string;
  readonly counterparty: string;
  /** The remittance: what the payer and the banks wrote. */
  readonly description: string;
  /** The bank's own name of the line, if it gave one. */
  readonly bankReference: string | null;
}

/** What a file says that cannot be read: where (a line from 1, or null where the file as a whole is meant), which field, and the cure. */
export interface StatementRefusal {
  readonly line: number | null;
  readonly field: string;
  readonly reason: string;
}

/** What is passed over, because it brings no money of a seller: how often. */
export interface PassedOver {
  debits: number;
  zeros: number;
  reversals: number;
  /** Announced, but not booked yet. */
  pending: number;
}

/** What a format's reader makes of a file. If anything was refused, nothing of the file is used. */
export interface Reading {
  readonly credits: Credit[];
  readonly passedOver: PassedOver;
  readonly refused: StatementRefusal[];
}

/** A reading with nothing in it yet. */
export function emptyReading(): Reading {
  return { credits: [], passedOver: { debits: 0, zeros: 0, reversals: 0, pending: 0 }, refused: [] };
}

/** A reading of a file that cannot be read at all. */
export function refusedReading(line: number | null, field: string, reason: string): Reading {
  return { ...emptyReading(), refused: [{ line, field, reason }] };
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
