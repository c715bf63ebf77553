import { describe, expect, it } from 'vitest';
import { plainDate } from '@/domain/calendar/plain-date';
import { tryDecision } from '@/domain/forecast/decision-trial';
import { POLICIES } from '@/domain/policy/books';
import { replay } from '@/domain/replay';
import { fact, record, type WireFact } from '../../support/facts';
import { IVY } from '../../support/ivy';

const DAY = plainDate('2026-03-13');

/** Ivy after 12 March, without the payment of 13 March: 87.40 owed, 3.96 in reserve. */
function trial(wire: Omit<WireFact, 'occurredAt'> & { readonly type: string }, days: number) {
  const facts = record(IVY.filter(({ type }) => !type.startsWith('bill.')));
  const books = replay(facts, POLICIES, plainDate('2026-03-12'));
  if (books === null) throw new Error('not open');
  const { state, due, holds, payouts } = books;
  const decided = { occurredOn: DAY, effectiveOn: DAY, fact: fact({ occurredAt: '2026-03-13T09:00:00Z', ...wire }) };
  return tryDecision({ state, policies: POLICIES, facts, due, holds, payouts }, decided, days);
}

describe('what a decision changes, by the same engine', () => {
  it('87.40 written off: -87.40 without, 0.00 with; B’s 53.58 is paid on 18 March instead of covering the debt', () => {
    const { before, after } = trial(
      { type: 'adjustment.posted', kind: 'other-adjustment', amount: '87.40', reason: 'x' },
      5,
    );
    expect([before.available, after.available]).toEqual([-8740n, 0n]);
    expect([before.nextPayout, after.nextPayout]).toEqual([null, { on: '2026-03-18', amount: 5358n }]);
  });

  it('level 0 withholds 70 % of B’s 56.40 instead of 5 %: 39.48 instead of 2.82 (R5.2)', () => {
    const { before, after } = trial({ type: 'shop.reserve-level-set', level: 0, reason: 'x' }, 5);
    expect([before.level, after.level]).toEqual([2, 0]);
    expect([before.withheld, after.withheld]).toEqual([282n, 3948n]);
  });

  it('closed on 13 March: the reserve of 3.96 is used for what is owed, and no payout before 11 June, 90 days later (R5.7)', () => {
    const { before, after } = trial({ type: 'shop.closed' }, 100);
    expect([before.reserved, after.reserved]).toEqual([396n, 0n]);
    expect(after.used).toBe(678n);
    expect(after.nextPayout === null || after.nextPayout.on >= '2026-06-11').toBe(true);
  });

  it('nothing of what is given is changed, and days without a difference are the same', () => {
    const { before, after } = trial({ type: 'shop.activity', kind: 'sign-in' }, 30);
    expect(after).toEqual(before);
  });
});
