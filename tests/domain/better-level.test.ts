import { describe, expect, it } from 'vitest';
import { plainDate } from '@/domain/calendar/plain-date';
import { tierSteps } from '@/domain/evaluation/tier-steps';
import { minor } from '@/domain/money/money';
import { us } from '@/domain/policy/books/us';
import { betterThan, expectedAtLevel, heldAtLevel } from '@/domain/reserve/better-level';
import type { Hold } from '@/domain/reserve/hold';
import { present } from '@/domain/shared/assert';

const policy = present(us.versions[0], 'first version');

function hold(order: string, settlement: bigint, withheld: bigint, used = 0n, released = 0n): Hold {
  return {
    order,
    settledOn: plainDate('2026-03-10'),
    releaseOn: plainDate('2026-04-01'),
    level: 1,
    rate: '0.10',
    settlement: minor(settlement),
    withheld: minor(withheld),
    released: minor(released),
    used: minor(used),
  };
}

describe('what a better level would free of today’s reserve (R5.1, R5.2)', () => {
  it('100.00 settled at level 1, 10.00 withheld: 5.00 at level 2, so 5.00 less', () => {
    const found = heldAtLevel([hold('A', 10_000n, 1000n)], 2, policy);
    expect(found).toEqual({ orderCount: 1, settlement: 10_000n, now: 1000n, better: 500n });
  });

  it('of 10.00 withheld, 6.00 was used: 4.00 remains; at level 2 the 5.00 would be used up, so 0.00 would remain', () => {
    expect(heldAtLevel([hold('A', 10_000n, 1000n, 600n)], 2, policy)).toMatchObject({ now: 400n, better: 0n });
  });

  it('a hold that was cut to 2.00 is not made larger by the 5 % of a better level', () => {
    expect(heldAtLevel([hold('A', 10_000n, 200n)], 2, policy)).toMatchObject({ now: 200n, better: 200n });
  });

  it('what was released is no longer in reserve, and is not counted', () => {
    expect(heldAtLevel([hold('A', 10_000n, 1000n, 0n, 1000n)], 2, policy)).toMatchObject({ orderCount: 0, now: 0n });
  });

  it('level 3 withholds nothing: all of it is freed', () => {
    expect(heldAtLevel([hold('A', 7924n, 396n)], 3, policy)).toMatchObject({ now: 396n, better: 0n });
  });

  it('settlements that are expected: 5 % of 56.40 is 2.82, level 3 would withhold 0.00', () => {
    const expected = [{ settlement: minor(5640n), withheld: minor(282n) }];
    expect(expectedAtLevel(expected, 3, policy)).toEqual({ orderCount: 1, settlement: 5640n, now: 282n, better: 0n });
  });

  it('after level 0 comes 1, and after 3 nothing', () => {
    expect([betterThan(0), betterThan(1), betterThan(2), betterThan(3)]).toEqual([1, 2, 3, null]);
  });
});

describe('what other tiers ask for and bring (R10.1, R3.1)', () => {
  it('standard, score 3.4: 0.1 to accelerated, 3 days sooner; 0.6 to express, 7 days sooner', () => {
    expect(tierSteps('standard', '3.4', policy)).toEqual([
      { tier: 'standard', atLeast: null, settlementDays: 8, gainDays: 0, missing: null },
      { tier: 'accelerated', atLeast: '3.5', settlementDays: 5, gainDays: 3, missing: '0.1' },
      { tier: 'express', atLeast: '4.0', settlementDays: 1, gainDays: 7, missing: '0.6' },
    ]);
  });

  it('express gains nothing more; slower tiers bring no gain', () => {
    expect(tierSteps('express', '4.6', policy).map(({ gainDays, missing }) => [gainDays, missing])).toEqual([
      [0, null],
      [0, null],
      [0, null],
    ]);
  });

  it('on probation, 31 days: standard is 23 days sooner, without a score nothing can be missing', () => {
    expect(tierSteps('introductory', null, policy).map(({ gainDays, missing }) => [gainDays, missing])).toEqual([
      [23, null],
      [26, null],
      [30, null],
    ]);
  });
});
