import { describe, expect, it } from 'vitest';
import { plainDate } from '@/domain/calendar/plain-date';
import { minor } from '@/domain/money/money';
import type { UnnamedLine } from '@/domain/reconciliation/payout-files';
import { type PayoutBack, pairPayoutsBack } from '@/domain/reconciliation/payouts-back';

const back = (key: string, backOn: string, cents: bigint, marketplace = 'us'): PayoutBack => ({
  ...{ key, backOn: plainDate(backOn), amount: minor(cents), marketplace, currency: 'USD' },
});
const line = (id: number, bookedOn: string, cents: bigint, currency = 'USD'): UnnamedLine => ({
  ...{ id, bookedOn: plainDate(bookedOn), amount: minor(cents), currency },
});

/** What lines gave back, as "line: payouts". */
function given(payouts: readonly PayoutBack[], ...lines: readonly UnnamedLine[]): readonly string[] {
  return [...pairPayoutsBack(payouts, lines)].map(([id, keys]) => `${id}: ${keys.map(({ key }) => key).join(' + ')}`);
}

const A = back('A', '2026-03-11', 7_000n);
const B = back('B', '2026-03-11', 3_000n);
const C = back('C', '2026-03-12', 3_000n);

describe('Payouts that came back by lines that name none', () => {
  it('70.00 + 30.00 of one day came as one sum of 100.00', () => {
    expect(given([A, B, C], line(1, '2026-03-11', 10_000n))).toEqual(['1: A + B']);
  });

  it('one by one: 70.00, then 30.00', () => {
    expect(given([A, B], line(1, '2026-03-12', 7_000n), line(2, '2026-03-12', 3_000n))).toEqual(['1: A', '2: B']);
  });

  it('two of 30.00: the line of the 12th takes that of the 12th, the next one that of the 11th', () => {
    expect(given([B, C], line(1, '2026-03-12', 3_000n), line(2, '2026-03-13', 3_000n))).toEqual(['1: C', '2: B']);
  });

  it('each comes back once: a second line of 70.00 gives nothing back', () => {
    expect(given([A], line(1, '2026-03-11', 7_000n), line(2, '2026-03-12', 7_000n))).toEqual(['1: A']);
  });

  it('five days before or after the books, no sooner and no later', () => {
    expect(given([A], line(1, '2026-03-06', 7_000n))).toEqual(['1: A']);
    expect(given([A], line(1, '2026-03-16', 7_000n))).toEqual(['1: A']);
    expect(given([A], line(1, '2026-03-05', 7_000n))).toEqual([]);
    expect(given([A], line(1, '2026-03-17', 7_000n))).toEqual([]);
  });

  it('70.00 in euros, 69.99 and 70.01 give nothing of 70.00 in dollars back', () => {
    expect(
      given([A], line(1, '2026-03-11', 7_000n, 'EUR'), line(2, '2026-03-11', 6_999n), line(3, '2026-03-11', 7_001n)),
    ).toEqual([]);
  });

  it('a sum is of one marketplace: 70.00 of one and 30.00 of another are no 100.00', () => {
    expect(given([A, back('D', '2026-03-11', 3_000n, 'br')], line(1, '2026-03-11', 10_000n))).toEqual([]);
  });

  it('whatever the order of either list', () => {
    const lines = [line(1, '2026-03-12', 3_000n), line(2, '2026-03-13', 3_000n)] as const;
    expect(given([C, B], lines[1], lines[0])).toEqual(given([B, C], ...lines));
  });
});
