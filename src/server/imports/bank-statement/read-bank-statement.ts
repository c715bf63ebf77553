import 'server-only';
import type { BankLine } from '@/domain/bill/bank-line';
import { accepted, type Result, refused } from '@/domain/shared/result';
import { readCamt053 } from './camt053';
import { hasBankColumns, readCsv } from './csv';
import { decodeStatement } from './decode';
import { fingerprintLines } from './fingerprint';
import { readMt940 } from './mt940';
import { readOfx } from './ofx';
import { type PassedOver, type Reading, refusedReading, type StatementRefusal } from './reading';

/** The formats that are read. */
export type StatementFormat = 'camt.053' | 'mt940' | 'ofx' | 'csv';

/** A bank's statement: the money that arrived, the money that left, and how much else it tells of. */
export interface BankStatement {
  readonly format: StatementFormat;
  readonly lines: readonly BankLine[];
  readonly debits: readonly BankLine[];
  /** Equal lines of one bank reference, which are one. */
  readonly repeats: number;
  readonly passedOver: Readonly<PassedOver>;
}

/** Other messages of ISO 20022 that banks send to the same people. */
const OTHER_MESSAGE = /urn:iso:std:iso:20022:tech:xsd:((?:camt|pain|pacs)\.\d{3})/;

type Detected = { readonly format: StatementFormat } | { readonly refusal: string };

/** Tells a format by what the file says, never by its name. */
export function detectFormat(text: string): Detected {
  const head = text.slice(0, 4000).trimStart();
  if (/^OFXHEADER:/.test(head) || /<OFX>|<\?OFX\s/.test(head)) return { format: 'ofx' };
  if (head.startsWith('<')) {
    if (/<(?:[\w.-]+:)?BkToCstmrStmt[\s>]/.test(head)) return { format: 'camt.053' };
    const message = OTHER_MESSAGE.exec(head)?.[1];
    if (message === 'camt.053' || /<!DOCTYPE|<!ENTITY/i.test(head)) return { format: 'camt.053' };
    const what = message === undefined ? 'XML of another kind' : `a ${message} message`;
    return { refusal: `is ${what}; export the statement as camt.053` };
  }
  if (/^(?:\{1:|:20:)/m.test(head) && /^:(?:25|28C?|60[FM]):/m.test(text)) return { format: 'mt940' };
  if (hasBankColumns(text)) return { format: 'csv' };
  return {
    refusal:
      'is none of camt.053, MT940, OFX and CSV; for CSV write a first line like "Date,Amount,Currency,Name,Description,Bank reference"',
  };
}

function readAs(format: StatementFormat, text: string, currency: string | null): Reading {
  if (format === 'camt.053') return readCamt053(text);
  if (format === 'mt940') return readMt940(text);
  if (format === 'ofx') return readOfx(text);
  return readCsv(text, currency);
}

function readBytes(bytes: Uint8Array, currency: string | null): Reading & { readonly format: StatementFormat } {
  const decoded = decodeStatement(bytes);
  if (!decoded.ok) return { ...refusedReading(null, 'file', decoded.refusal), format: 'csv' };
  const detected = detectFormat(decoded.value);
  if ('refusal' in detected) return { ...refusedReading(null, 'file', detected.refusal), format: 'csv' };
  return { ...readAs(detected.format, decoded.value, currency), format: detected.format };
}

/**
 * Reads a statement of the marketplace's own bank account (R8.5): camt.053, MT940, OFX 1 or 2, QFX, or CSV, told apart by their content.
 * @param options.currency the account's currency, for CSV files that do not tell it
 * @returns every credit and debit with a fingerprint by which it is known again; or, if a single thing cannot be read, all that is to be mended
 * @example readBankStatement(await readFile("march.xml"), { currency: null })
 */
export function readBankStatement(
  bytes: Uint8Array,
  { currency }: { readonly currency: string | null },
): Result<BankStatement, readonly StatementRefusal[]> {
  const { credits, debits, passedOver, refused: refusals, format } = readBytes(bytes, currency);
  if (refusals.length > 0) return refused(refusals);
  const lines = fingerprintLines(credits);
  const left = fingerprintLines(debits);
  return accepted({ format, lines, debits: left, repeats: credits.length - lines.length, passedOver });
}
