import { expect, test } from 'vitest';
import { creditAlone } from '@/domain/bill/credit-alone';
import { minor } from '@/domain/money/money';

const standing = { owed: minor(8740n), creditedAlone: minor(0n), limit: minor(10_000n) };

test('87.40 owed, 187.40 arrives: 100.00 of credit, as much as goes alone; 187.41 takes a second person', () => {
  expect(creditAlone(minor(18_740n), standing)).toMatchObject({ excess: 10_000n, needsSecond: false });
  expect(creditAlone(minor(18_741n), standing)).toMatchObject({ excess: 10_001n, needsSecond: true });
});

test('60.00 was credited today: 40.00 more go alone, 40.01 do not', () => {
  const later = { ...standing, owed: minor(0n), creditedAlone: minor(6000n) };
  expect([4000n, 4001n].map((amount) => creditAlone(minor(amount), later).needsSecond)).toEqual([false, true]);
});

test('what pays a debt is no credit, even above the limit of the day: 50.00 of 87.40 owed', () => {
  const spent = { ...standing, creditedAlone: minor(10_000n) };
  expect(creditAlone(minor(5000n), spent)).toEqual({
    excess: 0n,
    needsSecond: false,
    after: { ...spent, owed: 3740n },
  });
});
