import { describe, expect, it } from 'vitest';
import { formatMinor, minor, negate, parseMoney, sum } from '@/domain/money/money';
import { exactProduct, rate, roundHalfUp } from '@/domain/money/rate';

function parsed(text: string) {
  const read = parseMoney(text);
  return read.ok ? read.value : read.refusal;
}

describe('Money is an integer count of minor units (R1.1)', () => {
  it.each([
    ['12.30', 1230n],
    ['-12.3', -1230n],
    ['12', 1200n],
    ['0.05', 5n],
    ['-0.01', -1n],
    ['007.00', 700n],
  ])('"%s" reads as %d minor units', (text, count) => {
    expect(parsed(text)).toBe(count);
  });

  it.each(['', '1.234', '1,00', '.5', '5.', '+1', '1e3', ' 1', '0x10', 'NaN', '--1', '٣'])(
    '"%s" is refused as an amount, with the cure',
    (text) => {
      expect(parsed(text)).toBe(`"${text}" is not an amount; write a decimal with at most two places, like "12.30"`);
    },
  );

  it('10,000,000,000,000.00 is the largest amount; one cent more is refused', () => {
    expect(parsed('10000000000000.00')).toBe(10n ** 15n);
    expect(parsed('10000000000000.01')).toBe('"10000000000000.01" is too large; amounts end at 10,000,000,000,000.00');
  });

  it('a minus before zero reads as plain zero: -0 does not exist', () => {
    expect(parsed('-0.00')).toBe(0n);
    expect(formatMinor(negate(minor(0n)))).toBe('0.00');
  });

  it.each([
    [0n, '0.00'],
    [5n, '0.05'],
    [-5n, '-0.05'],
    [123456n, '1234.56'],
    [-(10n ** 15n), '-10000000000000.00'],
  ])('%d minor units are written as %s', (count, text) => {
    expect(formatMinor(minor(count))).toBe(text);
  });

  it('sums far beyond 2^53 stay exact: 10,000,000,000,000.00 x 1000 + 0.01', () => {
    const thousand = Array.from({ length: 1000 }, () => minor(10n ** 15n));
    expect(formatMinor(sum([...thousand, minor(1n)]))).toBe('10000000000000000.01');
  });
});

describe('Rate x amount is rounded once, half up, ties away from zero (R1.2)', () => {
  it.each([
    ['0.06', 8430n, 506n, '5.058'],
    ['0.20', 506n, 101n, '1.012'],
    ['0.05', 7924n, 396n, '3.962'],
    ['0.50', 501n, 251n, '2.505'],
    ['0.50', -501n, -251n, '-2.505'],
    ['0.06', 25n, 2n, '0.015'],
    ['0.06', -25n, -2n, '-0.015'],
    ['0.06', 8n, 0n, '0.0048'],
    ['0', 12345n, 0n, '0'],
    ['1', -12345n, -12345n, '-123.45'],
    ['0.123456789', 10n ** 15n, 123456789000000n, '1234567890000'],
  ])('%s x %d minor units = %d (exactly %s)', (by, amount, rounded, exact) => {
    expect(roundHalfUp(rate(by), minor(amount))).toBe(rounded);
    expect(exactProduct(rate(by), minor(amount))).toBe(exact);
  });

  it.each(['-0.01', '1.01', 'six'])('%s is no rate between 0 and 1: a defect of a policy book', (text) => {
    expect(() => rate(text)).toThrow();
  });
});
