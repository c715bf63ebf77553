import { describe, expect, it } from 'vitest';
import { needsSecondPerson } from '@/domain/decision/decision';
import { minor } from '@/domain/money/money';

const takesTwo = (moved: bigint, movedAlone: bigint) =>
  needsSecondPerson('adjustment', { moved: minor(moved), movedAlone: minor(movedAlone), limit: minor(10_000n) });

describe('who decides alone', () => {
  it('100.00 at a limit of 100.00 goes alone, 100.01 takes a second person', () => {
    expect([takesTwo(10_000n, 0n), takesTwo(10_001n, 0n)]).toEqual([false, true]);
  });

  it('60.00 moved alone today: 40.00 more goes alone, 40.01 takes a second person, so splitting does not help', () => {
    expect([takesTwo(4000n, 6000n), takesTwo(4001n, 6000n)]).toEqual([false, true]);
  });

  it('a closure, a write-off, a level and a payout retry always take two, whatever the amount', () => {
    const amounts = { moved: minor(0n), movedAlone: minor(0n), limit: minor(10_000n) };
    const kinds = ['closure', 'write-off', 'reserve-level', 'risk', 'reserve-exemption', 'payout-retry'] as const;
    expect(kinds.filter((kind) => !needsSecondPerson(kind, amounts))).toEqual([]);
  });
});
