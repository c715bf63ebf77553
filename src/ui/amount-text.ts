/** Formats of money and days, on strings: no float ever holds an amount. */

const SYMBOLS: Readonly<Record<string, string>> = { USD: '$', BRL: 'R$' };
const MINUS = '−';
const figures = new Intl.NumberFormat('en-US', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  useGrouping: true,
});

/** How an amount is written. */
export interface AmountFormat {
  /** ISO code; the sign of the currency is shown only where it is given. */
  readonly currency?: string;
  /** `always` writes + before positive amounts, as in lines and allocations. */
  readonly sign?: 'auto' | 'always';
}

/** Whether a decimal string is below zero. */
export function isNegative(value: string): boolean {
  return value.startsWith('-') && !isZero(value);
}

/** Whether a decimal string is zero. */
export function isZero(value: string): boolean {
  return /^-?0*(?:\.0*)?$/.test(value);
}

/**
 * Writes a decimal string with a real minus before the currency sign and two places.
 * @example amountText('-37.4', { currency: 'USD' }) === '−$37.40'
 */
export function amountText(value: string, { currency, sign = 'auto' }: AmountFormat = {}): string {
  const size = figures.format(value.replace(/^[-+]/, '') as Intl.StringNumericLiteral);
  const symbol = currency === undefined ? '' : (SYMBOLS[currency] ?? `${currency} `);
  if (isZero(value)) return `${symbol}${size}`;
  const before = value.startsWith('-') ? MINUS : sign === 'always' ? '+' : '';
  return `${before}${symbol}${size}`;
}

const NAMES: Readonly<Record<string, readonly [one: string, many: string]>> = {
  USD: ['dollar', 'dollars'],
  BRL: ['real', 'reais'],
};

/**
 * What a screen reader says for an amount.
 * @example spokenAmount('-37.40', 'USD') === 'minus 37 dollars 40'
 */
export function spokenAmount(value: string, currency: string): string {
  const [whole = '0', cents = '00'] = value.replace(/^[-+]/, '').split('.');
  const [one, many] = NAMES[currency] ?? [currency, currency];
  return `${isNegative(value) ? 'minus ' : ''}${whole} ${whole === '1' ? one : many} ${cents.padEnd(2, '0')}`;
}
