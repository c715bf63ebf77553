import type { PlainDate } from '@/domain/calendar/plain-date';

/** What a payout is known by at the bank. */
export interface Traced {
  readonly shopId: number;
  readonly no: number;
  readonly initiatedOn: PlainDate;
}

const PREFIX = 'EKPO';

/** Two check digits over the rest, as in ISO 7064 MOD 97-10, so that a mistyped reference is not taken for another. */
function checkDigits(digits: string): string {
  return (98n - ((BigInt(digits) * 100n) % 97n)).toString().padStart(2, '0');
}

/**
 * The reference that the bank shows with a payout: day, shop, payout and two check digits, in groups of four. It follows from the payout
 * alone, so it never has to be stored.
 * @example traceReference({ shopId: 3, no: 44, initiatedOn: plainDate("2026-03-09") }) // "EKPO 2603 0900 0300 4412"
 */
export function traceReference({ shopId, no, initiatedOn }: Traced): string {
  const day = initiatedOn.slice(2).replaceAll('-', '');
  const digits = `${day}${shopId.toString().padStart(4, '0')}${no.toString().padStart(4, '0')}`;
  const text = `${digits}${checkDigits(digits)}`;
  return `${PREFIX} ${text.match(/.{1,4}/g)?.join(' ') ?? text}`;
}

/**
 * The day of a typed reference, with which the payout is found; null if the text is none.
 * @example traceDay("ekpo 2603 0900 0300 4412") === "2026-03-09"
 */
export function traceDay(text: string): string | null {
  const match = /^EKPO(\d{2})(\d{2})(\d{2})\d{6,}$/.exec(compactTrace(text));
  return match === null ? null : `20${match[1]}-${match[2]}-${match[3]}`;
}

/**
 * The references that a text may hold, in capitals and without spaces, the longer ones first: what runs on behind one may seem to lengthen it,
 * so look each up.
 * @example findTraces("Payout EKPO 2603 0900 0300 4412, thanks") // ["EKPO2603090003004412"]
 */
export function findTraces(text: string): string[] {
  const written = compactTrace(text);
  const found: string[] = [];
  for (const { 1: digits = '' } of written.matchAll(/EKPO(\d{16,40})/g)) {
    for (let end = digits.length; end >= 16; end -= 1) {
      const [body, check] = [digits.slice(0, end - 2), digits.slice(end - 2, end)];
      if (checkDigits(body) === check) found.push(`${PREFIX}${body}${check}`);
    }
  }
  return found;
}

/** A reference without spaces and case: the form in which two are compared. */
export function compactTrace(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase();
}
