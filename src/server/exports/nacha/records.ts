import type { PlainDate } from '@/domain/calendar/plain-date';
import type { Minor } from '@/domain/money/money';
import type { NachaOrigin } from '../../env';

/** Characters of every record, and records of every block: the file is made for tapes. */
export const RECORD_LENGTH = 94;
export const BLOCKING_FACTOR = 10;

/** Credits only: no batch of payouts takes money. */
const CREDITS_ONLY = '220';
/** A live credit, by what the bank books the account as. */
const TO_CHECKING = '22';
const TO_SAVINGS = '32';

/** One payout in the file. */
export interface NachaEntry {
  readonly routing: string;
  readonly accountNumber: string;
  readonly isSavings: boolean;
  readonly amount: Minor;
  /** What comes back with a return: up to 15 characters. */
  readonly reference: string;
  readonly holderName: string;
  /** Sequence number of its trace, from 1, unique in the file. */
  readonly sequence: number;
}

/** A batch: accounts of companies and of persons go apart. */
export interface NachaBatch {
  readonly number: number;
  /** CCD: to companies. PPD: to persons. */
  readonly entryClass: 'CCD' | 'PPD';
  readonly entries: readonly NachaEntry[];
}

/** Totals of a batch or file. */
export interface NachaTotals {
  readonly count: number;
  readonly hash: bigint;
  readonly credit: Minor;
}

/** Text in capitals without marks: the network takes no other letters. Cut or filled with blanks on the right. */
export function alphanumeric(text: string, length: number): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, ' ')
    .toUpperCase();
  return plain.slice(0, length).padEnd(length);
}

/** Digits filled with zeros on the left. @throws Error where they do not fit: a cut amount would be another amount */
export function numeric(value: bigint | number, length: number): string {
  const digits = value.toString().padStart(length, '0');
  if (!/^\d+$/.test(digits) || digits.length > length)
    throw new Error(`Defect: ${value} does not fit ${length} digits`);
  return digits;
}

/** YYMMDD. @example shortDay(plainDate('2026-03-11')) === '260311' */
export function shortDay(day: PlainDate): string {
  return day.slice(2).replaceAll('-', '');
}

/** The bank as entries name it: the routing number without its check digit. */
const institution = (routing: string): string => routing.slice(0, 8);

/** The number under which a payout can be traced: the sending bank and a sequence. */
export function traceNumber({ routing }: NachaOrigin, sequence: number): string {
  return `${institution(routing)}${numeric(sequence, 7)}`;
}

/** Sum of the receiving banks' numbers, the last ten digits of it. */
export function entryHash(routings: readonly string[]): bigint {
  return routings.reduce((total, routing) => total + BigInt(institution(routing)), 0n) % 10_000_000_000n;
}

/** Record 1. `modifier` tells files of one day apart. */
export function fileHeader(origin: NachaOrigin, createdOn: PlainDate, modifier: string): string {
  const { routing, bankName, companyId, companyName } = origin;
  const names = `${alphanumeric(bankName, 23)}${alphanumeric(companyName, 23)}`;
  return `101 ${routing}${companyId.padStart(10)}${shortDay(createdOn)}    ${modifier}094101${names}${' '.repeat(8)}`;
}

/** Record 5. */
export function batchHeader(
  { companyId, companyName, routing }: NachaOrigin,
  { entryClass, number }: NachaBatch,
  effectiveOn: PlainDate,
): string {
  const company = `${alphanumeric(companyName, 16)}${' '.repeat(20)}${companyId.padStart(10)}`;
  const days = `${' '.repeat(6)}${shortDay(effectiveOn)}   `;
  return `5${CREDITS_ONLY}${company}${entryClass}${alphanumeric('PAYOUT', 10)}${days}1${institution(routing)}${numeric(number, 7)}`;
}

/** Record 6: a credit, without addenda. */
export function entryDetail(origin: NachaOrigin, entry: NachaEntry): string {
  const { routing, accountNumber, amount, reference, holderName, sequence } = entry;
  if (reference.length > 15) throw new Error(`Defect: "${reference}" does not fit 15 characters`);
  const code = entry.isSavings ? TO_SAVINGS : TO_CHECKING;
  const account = `6${code}${routing}${accountNumber.padEnd(17)}${numeric(amount, 10)}`;
  return `${account}${reference.padEnd(15)}${alphanumeric(holderName, 22)}  0${traceNumber(origin, sequence)}`;
}

/** Record 8. */
export function batchControl({ companyId, routing }: NachaOrigin, batch: NachaBatch, totals: NachaTotals): string {
  const { count, hash, credit } = totals;
  const sums = `${numeric(count, 6)}${numeric(hash, 10)}${numeric(0, 12)}${numeric(credit, 12)}`;
  return `8${CREDITS_ONLY}${sums}${companyId.padStart(10)}${' '.repeat(25)}${institution(routing)}${numeric(batch.number, 7)}`;
}

/** Record 9. `blocks` counts the file with its filling. */
export function fileControl(batches: number, blocks: number, { count, hash, credit }: NachaTotals): string {
  const counts = `${numeric(batches, 6)}${numeric(blocks, 6)}${numeric(count, 8)}`;
  return `9${counts}${numeric(hash, 10)}${numeric(0, 12)}${numeric(credit, 12)}${' '.repeat(39)}`;
}
