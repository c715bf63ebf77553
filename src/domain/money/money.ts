import type { Brand } from '../shared/brand';
import { accepted, type Result, refused } from '../shared/result';

/** Currencies that a marketplace may have; each counts in hundredths. */
export type Currency = 'USD' | 'BRL';

/** An integer count of minor units (cents), signed from the shop's side: + is owed to the shop (R1.1). */
export type Minor = Brand<bigint, 'Minor'>;

export const ZERO = 0n as Minor;

/** Brands a count of minor units. @example minor(-1230n) // -12.30 */
export function minor(count: bigint): Minor {
  return count as Minor;
}

/** @example plus(minor(5n), minor(-7n)) === minor(-2n) */
export function plus(left: Minor, right: Minor): Minor {
  return (left + right) as Minor;
}

/** @example minus(minor(5n), minor(7n)) === minor(-2n) */
export function minus(left: Minor, right: Minor): Minor {
  return (left - right) as Minor;
}

/** @example negate(minor(5n)) === minor(-5n); there is no -0 among integers (R1.1) */
export function negate(amount: Minor): Minor {
  return -amount as Minor;
}

/** @example smaller(minor(3n), minor(5n)) === minor(3n) */
export function smaller(left: Minor, right: Minor): Minor {
  return left < right ? left : right;
}

/** @example larger(minor(3n), minor(5n)) === minor(5n) */
export function larger(left: Minor, right: Minor): Minor {
  return left > right ? left : right;
}

/** Adds up amounts of one currency. @example sum([minor(1n), minor(2n)]) === minor(3n) */
export function sum(amounts: Iterable<Minor>): Minor {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total as Minor;
}

/** The largest magnitude that a BIGINT column keeps, with room for sums. */
const LARGEST = 10n ** 15n;

const DECIMAL = /^-?\d{1,15}(?:\.\d{1,2})?$/;

/**
 * Reads a decimal string with at most two decimals.
 * @returns minor units, or why not (a reason that names the cure)
 * @example parseMoney("-12.3") // -1230n
 */
export function parseMoney(text: string): Result<Minor, string> {
  if (!DECIMAL.test(text)) {
    return refused(`"${text.slice(0, 40)}" is not an amount; write a decimal with at most two places, like "12.30"`);
  }
  const count = readMinor(text);
  if (count > LARGEST || count < -LARGEST)
    return refused(`"${text}" is too large; amounts end at 10,000,000,000,000.00`);
  return accepted(count);
}

/**
 * Reads a decimal string that the engine wrote itself, without checks: the inner loop of the close.
 * @example readMinor("84.30") === minor(8430n)
 */
export function readMinor(text: string): Minor {
  const point = text.indexOf('.');
  if (point < 0) return BigInt(`${text}00`) as Minor;
  const places = text.length - point - 1;
  const digits = text.slice(0, point) + text.slice(point + 1);
  return BigInt(places === 2 ? digits : `${digits}0`) as Minor;
}

/**
 * Writes minor units as a decimal string with two places, as on the wire.
 * @example formatMinor(minor(-1230n)) === "-12.30"
 */
export function formatMinor(amount: Minor): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, '0');
  const cut = digits.length - 2;
  return `${amount < 0n ? '-' : ''}${digits.slice(0, cut)}.${digits.slice(cut)}`;
}
