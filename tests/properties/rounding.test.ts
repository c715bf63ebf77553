import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMinor, minor, negate, parseMoney } from '@/domain/money/money';
import { exactProduct, rate, roundHalfUp, shareOver, shareReaches } from '@/domain/money/rate';

const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });
const amount = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }).map(minor);
const rateText = fc
  .tuple(fc.integer({ min: 1, max: 8 }), fc.bigInt({ min: 0n, max: 10n ** 8n }))
  .map(([places, digits]) => new Exact((digits % (10n ** BigInt(places) + 1n)).toString()).div(10 ** places).toFixed());

describe('Money and rates on any numbers', () => {
  it('rate x amount is what decimal.js rounds half up, away from zero (R1.2)', () => {
    fc.assert(
      fc.property(rateText, amount, (text, count) => {
        const expected = new Exact(text).times(count.toString()).toDecimalPlaces(0, Decimal.ROUND_HALF_UP);
        expect(roundHalfUp(rate(text), count).toString()).toBe(expected.isZero() ? '0' : expected.toFixed());
      }),
      { numRuns: 2000 },
    );
  });

  it('the exact product is rate x amount in major units, unrounded', () => {
    fc.assert(
      fc.property(rateText, amount, (text, count) => {
        const expected = new Exact(text).times(count.toString()).div(100);
        expect(new Exact(exactProduct(rate(text), count)).equals(expected)).toBe(true);
      }),
    );
  });

  it('rounding is symmetric: of - amount it is - that of amount', () => {
    fc.assert(
      fc.property(rateText, amount, (text, count) => {
        expect(roundHalfUp(rate(text), negate(count))).toBe(-roundHalfUp(rate(text), count));
      }),
    );
  });

  it('rounding never moves by more than half a cent, and never past the amount itself', () => {
    fc.assert(
      fc.property(rateText, amount, (text, count) => {
        const rounded = roundHalfUp(rate(text), count);
        const off = new Exact(text).times(count.toString()).minus(rounded.toString()).abs();
        expect(off.lessThanOrEqualTo('0.5')).toBe(true);
        expect(rounded * rounded <= count * count).toBe(true);
      }),
    );
  });

  it('what is written is read back as the same amount', () => {
    fc.assert(
      fc.property(amount, (count) => {
        expect(parseMoney(formatMinor(count))).toEqual({ ok: true, value: count });
      }),
    );
  });

  it('a text is read as an amount or refused with a reason, never anything else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double().map(String), fc.bigInt().map(String)), (text) => {
        const read = parseMoney(text);
        if (read.ok) expect(new Exact(formatMinor(read.value)).equals(text)).toBe(true);
        else expect(read.refusal).not.toBe('');
      }),
    );
  });

  it('shares are compared without dividing, as decimal.js compares them', () => {
    const count = fc.bigInt({ min: 0n, max: 10n ** 6n });
    fc.assert(
      fc.property(count, count, rateText, (part, whole, text) => {
        const share = whole === 0n ? new Exact(0) : new Exact(part.toString()).div(whole.toString());
        const limit = new Exact(text);
        expect(shareOver(part, whole, rate(text))).toBe(whole > 0n && share.greaterThan(limit));
        expect(shareReaches(part, whole, rate(text))).toBe(whole > 0n && share.greaterThanOrEqualTo(limit));
      }),
    );
  });
});
