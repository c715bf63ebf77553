import { describe, expect, it } from 'vitest';
import { followRule, historyOf } from '@/domain/alert/follow';
import { type AlertKind, type AlertRule, isMet } from '@/domain/alert/rule';
import type { ShopDay } from '@/domain/alert/shop-day';
import { addDays, plainDate } from '@/domain/calendar/plain-date';
import { minor } from '@/domain/money/money';

const FIRST = plainDate('2026-03-01');

const CALM: ShopDay = {
  day: FIRST,
  available: minor(10000n),
  negativeDays: 0,
  payoutFailed: false,
  measurement: { windowFrom: FIRST, windowTo: FIRST, placedCount: 100, lateCount: 0, sellerFaultCount: 0 },
  openDisputes: minor(0n),
  reserved: minor(20000n),
  idleDays: 0,
  daysWithoutSignIn: 0,
  ahead: [],
};

const rule = (kind: AlertKind, threshold = 0n): AlertRule => ({ kind, threshold });
const day = (change: Partial<ShopDay>): ShopDay => ({ ...CALM, ...change });
const rates = (lateCount: number, sellerFaultCount = 0, placedCount = 100) =>
  day({ measurement: { ...CALM.measurement, placedCount, lateCount, sellerFaultCount } });
/** What is expected to be available on the days after the first. */
const expects = (available: bigint, ...ahead: readonly bigint[]) =>
  day({
    available: minor(available),
    ahead: ahead.map((amount, index) => ({ day: addDays(FIRST, index + 1), available: minor(amount) })),
  });

describe('An alert rule holds below or above its threshold, never at it', () => {
  it.each<[string, AlertRule, ShopDay, boolean]>([
    ['available 50.00 is not below 50.00', rule('available-below', 5000n), day({ available: minor(5000n) }), false],
    ['available 49.99 is below 50.00', rule('available-below', 5000n), day({ available: minor(4999n) }), true],
    ['owed 80.00 is not above 80.00', rule('owed-above', 8000n), day({ available: minor(-8000n) }), false],
    ['owed 80.01 is above 80.00', rule('owed-above', 8000n), day({ available: minor(-8001n) }), true],
    ['3 late of 100 is not above 3 %', rule('late-dispatch-above', 300n), rates(3), false],
    ['4 late of 100 is above 3 %', rule('late-dispatch-above', 300n), rates(4), true],
    ['1 late of 33 is 3.03 %, above 3 %', rule('late-dispatch-above', 300n), rates(1, 0, 33), true],
    ['no orders are a rate of 0 %', rule('late-dispatch-above', 0n), rates(0, 0, 0), false],
    ['3 cancelled of 100 are above 2.5 %', rule('seller-fault-above', 250n), rates(0, 3), true],
    [
      'disputes of 160.00 are 80 % of 200.00, not above 80 %',
      rule('disputes-above', 8000n),
      day({ openDisputes: minor(16000n) }),
      false,
    ],
    [
      'disputes against no reserve have no ratio (R10.3)',
      rule('disputes-above', 100n),
      day({ openDisputes: minor(16000n), reserved: minor(0n) }),
      false,
    ],
    ['no sign-in for 6 days is not for 7', rule('no-sign-in', 7n), day({ daysWithoutSignIn: 6 }), false],
    ['no sign-in for 7 days', rule('no-sign-in', 7n), day({ daysWithoutSignIn: 7 }), true],
    ['no activity for 20 days', rule('no-activity', 20n), day({ idleDays: 20 }), true],
    ['negative for 3 days', rule('negative-for', 3n), day({ negativeDays: 3 }), true],
    ['a payout failed', rule('payout-failed'), day({ payoutFailed: true }), true],
  ])('%s', (_title, asked, shop, expected) => {
    expect(isMet(asked, shop)).toBe(expected);
  });
});

describe('Projected negative within 2 days', () => {
  const within2 = rule('projected-negative', 2n);

  it.each<[string, ShopDay, boolean]>([
    ['below zero tomorrow', expects(1000n, -1n, 500n), true],
    ['below zero on the second day', expects(1000n, 500n, -1n), true],
    ['below zero on the third day only', expects(1000n, 500n, 500n, -1n), false],
    ['exactly zero is not below', expects(0n, 0n, 0n), false],
    [
      'below zero already, and no longer tomorrow: what was announced does not end by coming true',
      expects(-1n, 5n, 5n),
      true,
    ],
  ])('%s', (_title, shop, expected) => {
    expect(isMet(within2, shop)).toBe(expected);
  });

  it('says which day: the first below zero, and what is available then', () => {
    const [turn] = followRule(within2, false, [expects(1000n, 400n, -250n)]);
    expect(turn).toEqual({
      turn: 'begins',
      day: FIRST,
      reading: { unit: 'amount', amount: -250n, on: '2026-03-03' },
    });
  });
});

describe('A rule fires once per crossing, and is armed again when its condition ends', () => {
  const below50 = rule('available-below', 5000n);
  const days = [60n, 40n, 30n, 70n, 45n].map((units, index) =>
    day({ day: addDays(FIRST, index), available: minor(units * 100n) }),
  );
  const told = (holds: boolean) => followRule(below50, holds, days).map((turn) => `${turn.day} ${turn.turn}`);

  it('60, 40, 30, 70, 45: begins on the 2nd, not again on the 3rd; ends on the 4th; begins on the 5th', () => {
    expect(told(false)).toEqual(['2026-03-02 begins', '2026-03-04 ends', '2026-03-05 begins']);
  });

  it('what held the day before ends on the 1st', () => {
    expect(told(true)[0]).toBe('2026-03-01 ends');
  });

  it('the same, followed day by day as after each close', () => {
    let holds = false;
    const turns: string[] = [];
    for (const one of days) {
      for (const turn of followRule(below50, holds, [one])) {
        turns.push(`${turn.day} ${turn.turn}`);
        holds = turn.turn === 'begins';
      }
    }
    expect(turns).toEqual(told(false));
  });

  it('its history: 2 alerts, the first over after two days, held on 3 of 5 days, holds now at 45.00', () => {
    const history = historyOf(below50, null, days);
    expect(history.periods.map(({ began, ended }) => [began, ended])).toEqual([
      ['2026-03-02', '2026-03-04'],
      ['2026-03-05', null],
    ]);
    expect([history.heldDays, history.holdsNow, history.now]).toEqual([
      3,
      true,
      { unit: 'amount', amount: 4500n, on: null },
    ]);
  });

  it('what held before the days began is no alert of theirs', () => {
    const history = historyOf(below50, day({ available: minor(0n) }), days.slice(1));
    expect([history.heldBefore, history.periods.length]).toEqual([true, 1]);
  });
});
