import { describe, expect, it } from 'vitest';
import { arithmeticOf } from '@/domain/explain/arithmetic';
import { minor } from '@/domain/money/money';
import { booksThrough } from '../support/facts';
import { IVY } from '../support/ivy';

const shown = (amount: bigint, basis: Parameters<typeof arithmeticOf>[1]) =>
  arithmeticOf(minor(amount), basis).steps.map(({ what, result }) => `${what}: ${result}`);

describe('Each amount shows the arithmetic that made it, to the cent', () => {
  it('a referral fee: 6 % × 84.30 = 5.058, rounded half up to 5.06, a cost: -5.06', () => {
    expect(shown(-506n, { rule: 'R3.4', rate: '0.06', of: minor(8430n) })).toEqual([
      '6 % × 84.30: 5.058',
      'Rounded once to the cent, half up: 5.06',
      'A cost to the shop, so with a minus: -5.06',
    ]);
  });

  it('a running total: 6 % × 56.20 = 3.372 is 3.37, less 1.69 given back before: 1.68', () => {
    expect(shown(168n, { rule: 'R4.2', rate: '0.06', of: minor(5620n), before: minor(169n) })).toEqual([
      '6 % × 56.20: 3.372',
      'Rounded once to the cent, half up: 3.37',
      'Less 1.69 counted before: 1.68',
    ]);
  });

  it('a cap: 20 % × 120.00 = 24, at most 5.00', () => {
    expect(shown(-500n, { rule: 'R4.3', rate: '0.20', of: minor(12000n), cap: minor(500n) })).toEqual([
      '20 % × 120.00: 24',
      'Rounded once to the cent, half up: 24.00',
      'At most 5.00: 5.00',
      'A cost to the shop, so with a minus: -5.00',
    ]);
  });

  it('a withholding that was cut to what the statement would pay: 3.96 to 2.00 (R5.6)', () => {
    expect(shown(-200n, { rule: 'R5.1', rate: '0.05', of: minor(7924n) })).toEqual([
      '5 % × 79.24: 3.962',
      'Rounded once to the cent, half up: 3.96',
      'Cut to what the statement would pay (R5.6): 2.00',
      'A cost to the shop, so with a minus: -2.00',
    ]);
  });

  it('what nothing was computed for says where it comes from', () => {
    expect(shown(8430n, { rule: 'R3.3' })).toEqual(['As the facts say it: nothing is computed: 84.30']);
    expect(shown(396n, { rule: 'R5.3' })).toEqual(['What remained of the order’s hold on its release day: 3.96']);
  });

  it('an amount of which one cent was moved is not what its numbers make: 5.06, not 5.07', () => {
    expect(arithmeticOf(minor(-507n), { rule: 'R3.4', rate: '0.06', of: minor(8430n) }).isExact).toBe(false);
  });

  it('every amount that the engine makes is what its numbers make', () => {
    const components = booksThrough(IVY, '2026-04-10').statements.flatMap(({ lines }) =>
      lines.flatMap((line) => line.components),
    );
    expect(components.length).toBeGreaterThan(10);
    expect(components.filter(({ amount, basis }) => !arithmeticOf(amount, basis).isExact)).toEqual([]);
  });
});
