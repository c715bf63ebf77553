import 'server-only';
import { type Minor, parseMoney } from '@/domain/money/money';
import { accepted, type Result, refused } from '@/domain/shared/result';

/** What stands between units and hundredths. */
export type DecimalMark = '.' | ',';

/** ISO 4217, as the runtime knows it. */
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

function unreadable(text: string): Result<never, string> {
  return refused(`"${text.slice(0, 40)}" is not an amount; write at most two decimals, like "12.30"`);
}

/**
 * Reads an amount without thousands marks, as camt.053, MT940 and OFX write it. More than two decimals are refused, never rounded.
 * @param mark the decimal mark of the format
 * @example readPlainAmount("1234,5", ",") // 123450n
 */
export function readPlainAmount(text: string, mark: DecimalMark): Result<Minor, string> {
  const match = /^([+-]?)(\d{1,15})(?:([.,])(\d*))?$/.exec(text.trim());
  if (match === null) return unreadable(text);
  const [, sign = '', units = '', found, decimals = ''] = match;
  if (found !== undefined && found !== mark) return unreadable(text);
  if (decimals.length > 2) return refused(`"${text}" has more than two decimals; money ends at hundredths`);
  return parseMoney(`${sign === '-' ? '-' : ''}${units}${decimals === '' ? '' : `.${decimals}`}`);
}

/** Reads a currency code, in capitals. @example readCurrency("usd") // "USD" */
export function readCurrency(text: string): Result<string, string> {
  const code = text.trim().toUpperCase();
  if (CURRENCIES.has(code)) return accepted(code);
  return refused(`"${text.slice(0, 20)}" is not a currency; write the three letters of one, like "USD"`);
}

/** Blanks, no-break blanks, and the currency signs and letters that stand beside a number. */
const DECORATION = /[\s\u00a0\u202f]|\p{Sc}|R(?=\p{Sc})/gu;
const GROUPED = { '.': /^\d{1,3}(?:[,']\d{3})+$/, ',': /^\d{1,3}(?:[.']\d{3})+$/ } as const;

/** An amount of a table without what decorates it: its sign and its digits with their marks, or null. */
function bare(text: string): { readonly isNegative: boolean; readonly digits: string } | null {
  const compact = text.replace(DECORATION, '').replace(/\u2212/g, '-');
  const match = /^(\(?)([+-]?)(\d[\d.,']*)([+-]?)(\)?)$/.exec(compact);
  if (match === null) return null;
  const [, opening, before, digits = '', after, closing] = match;
  if ((opening === '(') !== (closing === ')') || (before !== '' && after !== '')) return null;
  return { isNegative: opening === '(' || before === '-' || after === '-', digits };
}

/** Which mark one amount proves to be the decimal one, or null if it could be either. */
function provenMark(digits: string): DecimalMark | null {
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  if (last < 0) return null;
  const mark: DecimalMark = digits[last] === ',' ? ',' : '.';
  const other: DecimalMark = mark === ',' ? '.' : ',';
  if (digits.indexOf(mark) !== last) return other;
  if (digits.includes(other) || digits.length - last - 1 !== 3) return mark;
  return null;
}

/** What keeps a whole column from being read: the text that shows it, and why. */
export interface ColumnRefusal {
  readonly text: string;
  readonly reason: string;
}

/**
 * Finds the decimal mark of a table's amounts. "1.234,56", "12,5" prove the comma, "1,234.56", "12.5" the point; "1,234" proves nothing.
 * @returns the mark; null if no amount has any mark; or why it cannot be told
 */
export function findDecimalMark(texts: readonly string[]): Result<DecimalMark | null, ColumnRefusal> {
  const proofs = new Map<DecimalMark, string>();
  let doubtful: string | null = null;
  for (const text of texts) {
    const digits = bare(text)?.digits ?? '';
    const mark = provenMark(digits);
    if (mark !== null) proofs.set(mark, proofs.get(mark) ?? text);
    else if (/[.,]/.test(digits)) doubtful ??= text;
  }
  const [comma, point] = [proofs.get(','), proofs.get('.')];
  if (comma !== undefined && point !== undefined) {
    const reason = `"${comma}" and "${point}" have different decimal marks; write all amounts alike, like "12.30"`;
    return refused({ text: comma, reason });
  }
  if (comma === undefined && point === undefined && doubtful !== null) {
    const reason = `"${doubtful}" can have thousands or three decimals; write two decimals, like "1234.00"`;
    return refused({ text: doubtful, reason });
  }
  return accepted(comma !== undefined ? ',' : point !== undefined ? '.' : null);
}

/**
 * Reads an amount of a table: thousands marks, currency signs, a minus before or after, or brackets.
 * @example readTableAmount("(1.234,50)", ",") // -123450n
 */
export function readTableAmount(text: string, mark: DecimalMark | null): Result<Minor, string> {
  const found = bare(text);
  if (found === null) return unreadable(text);
  const decimalMark = mark ?? '.';
  const at = found.digits.indexOf(decimalMark);
  const units = at < 0 ? found.digits : found.digits.slice(0, at);
  const decimals = at < 0 ? '' : found.digits.slice(at);
  if (!/^\d+$/.test(units) && !GROUPED[decimalMark].test(units)) return unreadable(text);
  return readPlainAmount(`${found.isNegative ? '-' : ''}${units.replace(/[.,']/g, '')}${decimals}`, decimalMark);
}
