import { Decimal } from 'decimal.js';

/** Exact enough that no product of a rate and an amount is ever rounded before R1.2 rounds it. */
const Exact = Decimal.clone({ precision: 80 });

/** `"-12.30"` -> `-1230n`. */
export function cents(text: string): bigint {
  const match = /^(-?)(\d+)\.(\d\d)$/.exec(text);
  if (match === null) throw new Error(`not an amount: ${text}`);
  const magnitude = BigInt(`${match[2]}${match[3]}`);
  return match[1] === '-' ? -magnitude : magnitude;
}

/** `-1230n` -> `"-12.30"`. */
export function amountText(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(3, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** R1.2: rate x amount, rounded once, half up, ties away from zero. `rateTimes('0.06', 8430n)` is `506n`. */
export function rateTimes(rate: string, amount: bigint): bigint {
  const product = new Exact(rate).times(amount.toString());
  return BigInt(product.toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toFixed(0));
}

/** `true` if the decimal string is at least the other one: scores (R10.1). */
export function decimalAtLeast(value: string, limit: string): boolean {
  return new Exact(value).greaterThanOrEqualTo(limit);
}

export function total(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}

export function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

export function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
