import { Decimal } from 'decimal.js';
import type { Minor } from './money';

/** An exact decimal rate such as 0.06, with the fraction of integers that the inner loop multiplies by. */
export interface Rate {
  /** As published: "0.06". */
  readonly text: string;
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });

/**
 * Reads a decimal rate between 0 and 1.
 * @throws if the text is no such rate: rates are policy data, so that is a defect of a book
 * @example rate("0.06")
 */
export function rate(text: string): Rate {
  const value = new Exact(text);
  if (value.isNegative() || value.greaterThan(1)) throw new Error(`Defect: "${text}" is not a rate between 0 and 1`);
  const places = value.decimalPlaces();
  const denominator = 10n ** BigInt(places);
  return { text, numerator: BigInt(value.times(denominator.toString()).toFixed(0)), denominator };
}

/**
 * rate x amount, exact, rounded once, half up: ties away from zero (R1.2). The only place that rounds.
 * @param amount minor units, any sign
 * @example roundHalfUp(rate("0.06"), minor(8430n)) === minor(506n) // 5.058 -> 5.06
 */
export function roundHalfUp(by: Rate, amount: Minor): Minor {
  const product = by.numerator * amount;
  const size = product < 0n ? -product : product;
  const rounded = (size * 2n + by.denominator) / (by.denominator * 2n);
  return (product < 0n ? -rounded : rounded) as Minor;
}

/**
 * The same product by decimal.js, slower: what roundHalfUp is proven against, and the exact figure that explanations show.
 * @returns the unrounded product as a decimal string of major units
 * @example exactProduct(rate("0.06"), minor(8430n)) === "5.058"
 */
export function exactProduct(by: Rate, amount: Minor): string {
  return new Exact(by.text).times(amount.toString()).dividedBy(100).toFixed();
}

/**
 * Whether part / whole is more than the limit, without dividing. A whole of 0 counts as a share of 0.
 * @example shareOver(1n, 24n, rate("0.025")) // 4.17 % > 2.5 %
 */
export function shareOver(part: bigint, whole: bigint, limit: Rate): boolean {
  return whole > 0n && part * limit.denominator > limit.numerator * whole;
}

/** Whether part / whole has reached the limit. A whole of 0 never does. @example shareReaches(85n, 100n, rate("0.85")) */
export function shareReaches(part: bigint, whole: bigint, limit: Rate): boolean {
  return whole > 0n && part * limit.denominator >= limit.numerator * whole;
}
