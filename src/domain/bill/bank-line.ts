import { daysBetween, type PlainDate } from '../calendar/plain-date';
import type { Minor } from '../money/money';
import { formatReference, type Reference } from './reference';

/** Money that arrived on the marketplace's bank account. */
export interface BankLine {
  readonly bookedOn: PlainDate;
  /** Above zero, in hundredths of the currency. */
  readonly amount: Minor;
  /** Three capital letters of ISO 4217; not necessarily one that a marketplace uses. */
  readonly currency: string;
  readonly counterparty: string;
  /** The remittance: what the payer and the banks wrote. */
  readonly description: string;
  /** The bank's own name of the line, if it gave one. */
  readonly bankReference: string | null;
  /** The same line has the same one, in whatever file it comes again. */
  readonly fingerprint: string;
}

/** A bill that a transfer may be for. */
export interface TransferBill {
  readonly shopId: number;
  readonly bill: string;
  readonly reference: Reference;
  readonly currency: string;
  readonly amount: Minor;
  /** The registered name of the shop: who is expected to pay. */
  readonly payer: string;
  /** The day on which it was made, in UTC. */
  readonly createdOn: PlainDate;
}

/** What a line is taken for: the bill to clear, one to ask ops about, or none; and why, as a sentence. */
export type MatchPlan =
  | { readonly status: 'matched' | 'suggested'; readonly bill: TransferBill; readonly reason: string }
  | { readonly status: 'unmatched'; readonly bill: null; readonly reason: string };

function unmatched(reason: string): MatchPlan {
  return { status: 'unmatched', bill: null, reason };
}

/** Names compare without accents, punctuation and capitals. @example spelledName("Ívy  Hart.") === "IVY HART" */
function spelledName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Names of payers as they compare: a file of many lines asks for each of them many times. */
const spelledPayers = new WeakMap<TransferBill, string>();

function payerOf(bill: TransferBill): string {
  const known = spelledPayers.get(bill);
  if (known !== undefined) return known;
  const spelled = spelledName(bill.payer);
  spelledPayers.set(bill, spelled);
  return spelled;
}

/** A bill for a line without a reference: by name and amount if one has both, else by either if that names one bill alone. */
function suggest(line: BankLine, awaited: readonly TransferBill[]): MatchPlan {
  const payer = spelledName(line.counterparty);
  // Money that was there before the bill is for something else. A day apart may be the time zones.
  const inTime = awaited.filter((bill) => daysBetween(line.bookedOn, bill.createdOn) <= 1);
  const inCurrency = inTime.filter((bill) => bill.currency === line.currency);
  const byName = inCurrency.filter((bill) => payer !== '' && payerOf(bill) === payer);
  const byAmount = inCurrency.filter((bill) => bill.amount === line.amount);
  const byBoth = byName.filter((bill) => bill.amount === line.amount);
  const candidates = byBoth.length > 0 ? byBoth : [...new Set([...byName, ...byAmount])];
  const [only] = candidates;
  if (only === undefined)
    return unmatched('It has no reference of a bill, and no bill awaits this amount or this payer.');
  if (candidates.length > 1)
    return unmatched(`It has no reference of a bill, and ${candidates.length} bills could be meant.`);
  const why = byBoth.length > 0 ? 'payer and amount are' : byName.length > 0 ? 'the payer is' : 'the amount is';
  return {
    status: 'suggested',
    bill: only,
    reason: `It has no reference of a bill, but ${why} that of one bill alone.`,
  };
}

/** What is known of a line when it is judged. */
export interface MatchHints {
  /** The bills whose references the line's text holds. */
  readonly named: readonly TransferBill[];
  /** The bills for which a transfer is awaited and that no other line is suggested for. */
  readonly awaited: readonly TransferBill[];
  /** The reference of a payout that the text holds; null for none. */
  readonly payout: string | null;
}

/**
 * Decides what a bank line pays (R8.5). A reference decides, whatever the amount and the bill's state: less is partial, more is credit.
 * Without one, money is never booked by guess: one likely bill is suggested to ops, several or none leave the line unmatched. What names a payout and
 * no bill is money that came back: its shop has it by the bank's return (R7.5), so it pays none.
 */
export function planMatch(line: BankLine, { named, awaited, payout }: MatchHints): MatchPlan {
  const [bill] = named;
  if (bill === undefined && payout !== null)
    return unmatched(`It names the payout ${payout}: money that came back, and no payment of a bill.`);
  if (bill === undefined) return suggest(line, awaited);
  if (named.length > 1) return unmatched(`It names the references of ${named.length} bills; divide it by hand.`);
  const reference = formatReference(bill.reference);
  if (bill.currency !== line.currency)
    return unmatched(`It is in ${line.currency}, but reference ${reference} is of a bill in ${bill.currency}.`);
  return { status: 'matched', bill, reason: `Its reference is ${reference}.` };
}

/**
 * What lines share that have one reference of the bank, one day, amount and currency: their name without their words. Other lines stand
 * alone.
 * @example bankLineFamily("bank:17c4:99ab") === "bank:17c4"
 */
export function bankLineFamily(fingerprint: string): string {
  return /^bank:[^:]+/.exec(fingerprint)?.[0] ?? fingerprint;
}

function byFamily<Item>(items: readonly Item[], nameOf: (item: Item) => string): Map<string, Item[]> {
  const families = new Map<string, Item[]>();
  for (const item of items) {
    const family = bankLineFamily(nameOf(item));
    families.set(family, [...(families.get(family) ?? []), item]);
  }
  return families;
}

/**
 * The lines of a file that are not stored yet. Within a family a line is known by its words; one with other words is taken for a stored one
 * that another format told in other words, as long as there is such a one that the file does not tell itself.
 * @param lines of different fingerprints
 * @param stored fingerprints of these families
 * @example a stored 50.00 of "PIX" from Ana, then a file with 50.00 of "PIX" from Bea and from Ana: Bea's is new
 */
export function unknownLines(lines: readonly BankLine[], stored: readonly string[]): readonly BankLine[] {
  const known = byFamily(stored, (fingerprint) => fingerprint);
  const unknown = [...byFamily(lines, (line) => line.fingerprint)].flatMap(([family, told]) => {
    const before = new Set(known.get(family) ?? []);
    const fresh = told.filter((line) => !before.has(line.fingerprint));
    const retold = before.size - (told.length - fresh.length);
    return fresh.slice(retold);
  });
  const names = new Set(unknown);
  return lines.filter((line) => names.has(line));
}
