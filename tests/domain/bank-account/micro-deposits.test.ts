import { describe, expect, test } from 'vitest';
import { areTheDeposits, depositsState, planMicroDeposits } from '@/domain/bank-account/micro-deposits';
import { plainDate } from '@/domain/calendar/plain-date';
import { minor } from '@/domain/money/money';

const amounts = [minor(27n), minor(64n)] as const;
const saturday = planMicroDeposits(amounts, plainDate('2026-03-14'), 'federal-reserve');

describe('two deposits of 0.01 to 0.99 prove an account', () => {
  test('sent on Saturday 14 March, on the account on Monday 16, to be entered for ten days: through 25 March', () => {
    expect(saturday).toMatchObject({
      sentOn: '2026-03-14',
      arrivesOn: '2026-03-16',
      expiresOn: '2026-03-25',
      attempts: 0,
    });
  });

  test('a bank holiday is no business day: sent on Friday 3 July 2026, there on Monday 6; on 24 December, on the 28th', () => {
    expect(planMicroDeposits(amounts, plainDate('2026-07-03'), 'federal-reserve').arrivesOn).toBe('2026-07-06');
    expect(planMicroDeposits(amounts, plainDate('2026-12-24'), 'federal-reserve').arrivesOn).toBe('2026-12-28');
  });

  test.each([
    ['2026-03-15', 0, 'on-their-way'],
    ['2026-03-16', 0, 'to-enter'],
    ['2026-03-25', 2, 'to-enter'],
    ['2026-03-26', 0, 'expired'],
    ['2026-03-20', 3, 'attempts-used'],
    ['2026-03-26', 3, 'attempts-used'],
  ] as const)('on %s after %i wrong entries: %s', (day, attempts, state) => {
    expect(depositsState({ ...saturday, attempts }, plainDate(day))).toBe(state);
  });

  test.each([
    [27n, 64n, true],
    [64n, 27n, true],
    [27n, 27n, false],
    [64n, 64n, false],
    [27n, 65n, false],
  ])('0.27 and 0.64 were sent; entered in minor units %i and %i: %s', (first, second, isRight) => {
    expect(areTheDeposits(saturday, [minor(first), minor(second)])).toBe(isRight);
  });

  test('the same amount twice has to be entered twice', () => {
    const twice = { ...saturday, amounts: [minor(50n), minor(50n)] as const };
    expect(areTheDeposits(twice, [minor(50n), minor(50n)])).toBe(true);
    expect(areTheDeposits(twice, [minor(50n), minor(51n)])).toBe(false);
  });
});
