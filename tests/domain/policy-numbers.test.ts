import { describe, expect, it } from 'vitest';
import { plainDate } from '@/domain/calendar/plain-date';
import { POLICIES } from '@/domain/policy/books';
import { sea } from '@/domain/policy/books/sea';
import { us } from '@/domain/policy/books/us';
import { changesBetween, numbersOf, numberTexts, versionAfter } from '@/domain/policy/numbers';
import { planVersion, type VersionWish } from '@/domain/policy/plan-version';
import type { Policy } from '@/domain/policy/policy';

const first = us.versions[0] as Policy;
const terms = { book: us, version: 2, earliest: plainDate('2026-03-15') };

function plan(numbers: Readonly<Record<string, string>>, wish: Partial<VersionWish> = {}) {
  return planVersion({ effectiveFrom: '2026-05-01', source: 'Notice of 1 April 2026', numbers, ...wish }, terms);
}

function refusals(numbers: Readonly<Record<string, string>>, wish: Partial<VersionWish> = {}) {
  const planned = plan(numbers, wish);
  return planned.ok ? [] : planned.refusal.map(({ field, reason }) => `${field}: ${reason}`);
}

describe('The numbers of a policy', () => {
  it('every leaf of every book is one of them: nothing can change without being shown', () => {
    const leaves = (value: unknown, path: string): string[] => {
      if (typeof value !== 'object' || value === null || 'text' in value) return [path];
      if (Array.isArray(value) && value.every((entry) => typeof entry !== 'object')) return [path];
      return Object.entries(value).flatMap(([key, entry]) => leaves(entry, path === '' ? key : `${path}.${key}`));
    };
    const words = /^(version|effectiveFrom|source)$|\.(tier|kind|measures|drawReserve)$/;
    for (const book of Object.values(POLICIES)) {
      for (const policy of book.versions) {
        const kept = leaves(policy, '').filter((path) => !words.test(path));
        expect([...numbersOf(policy).map(({ key }) => key)].sort()).toEqual(kept.sort());
      }
    }
  });

  it('written and read again are the same policy', () => {
    for (const { versions } of Object.values(POLICIES)) {
      const [policy] = versions;
      if (policy === undefined) continue;
      const { version, effectiveFrom, source } = policy;
      expect(versionAfter(policy, { version, effectiveFrom, source, numbers: numberTexts(policy) })).toEqual(policy);
    }
  });

  it('6 % to 8 %, 10.00 less, 8 days to 10: the difference is told number by number', () => {
    const planned = plan({ referralRate: '8', minimumPayout: '5.00', 'settlementDays.standard': '10' });
    if (!planned.ok) throw new Error('refused');
    expect(
      changesBetween(first, planned.value).map(({ number, before, after }) => `${number.name}: ${before} ${after}`),
    ).toEqual(['Standard tier, days to settle: 8 10', 'Referral fee: 6 8', 'Smallest payout: 1.00 5.00']);
    expect(planned.value).toMatchObject({
      version: 2,
      effectiveFrom: '2026-05-01',
      source: 'Notice of 1 April 2026',
      referralRate: { text: '0.08' },
      minimumPayout: 500n,
      settlementDays: { standard: 10, express: 1 },
    });
  });

  it('a ladder is its own: sea has three amounts, us one and ten days', () => {
    const rungs = (policy: Policy | undefined) =>
      numbersOf(policy ?? first).flatMap(({ key, name }) => (key.includes('.rules.') ? [name] : []));
    expect(rungs(first)).toEqual([
      'Owed over: suspends promotions, freezes withdrawals and draws on the reserve',
      'Negative days in a row: suspends promotions, freezes withdrawals and draws on the reserve',
    ]);
    expect(rungs(sea.versions[0])).toEqual([
      'Owed over: suspends promotions',
      'Owed over: freezes withdrawals',
      'Owed over: deactivates the shop, which stops promotions and payouts',
    ]);
  });
});

describe('A version that cannot be is refused: each problem names the field and the cure', () => {
  it.each([
    [{ referralRate: '6 %' }, 'referralRate: Referral fee: "6 %" is not a number; write one like "2.5".'],
    [{ referralRate: '101' }, 'referralRate: Referral fee: 101 is out of range; write 0 to 100 percent.'],
    [
      { minimumPayout: '1.005' },
      'minimumPayout: Smallest payout: "1.005" is not an amount; write a decimal with at most two places, like "12.30".',
    ],
    [{ minimumPayout: '0' }, 'minimumPayout: Smallest payout: 0 is out of range; write 0.01 to 1000000.'],
    [
      { 'settlementDays.express': '1.5' },
      'settlementDays.express: Express tier, days to settle: "1.5" is not a whole number; write one like "30".',
    ],
    [
      { 'settlementDays.express': '9' },
      'settlementDays.express: Express tier, days to settle: 9 must be at most "Accelerated tier, days to settle", which is 5; lower this one or raise that one.',
    ],
    [
      { 'evaluation.level2.lateDispatchOver': '8' },
      'evaluation.level2.lateDispatchOver: Level 2: late dispatch over: 8 must be less than "Level 1: late dispatch over", which is 8; lower this one or raise that one.',
    ],
    [
      { 'tierScores.0.atLeast': '5.1' },
      'tierScores.0.atLeast: Express tier, score from: 5.1 is out of range; write 0 to 5.',
    ],
    [
      { 'enforcement.warnOnDays': '8, 5' },
      'enforcement.warnOnDays: Warning on negative days: write each day once, the smaller first, like "5, 8".',
    ],
    [
      { 'enforcement.warnOnDays': '5, 10' },
      'enforcement.warnOnDays: Warning on negative days: day 10 is no warning, since the measure comes on day 10; warn before it.',
    ],
    [{ 'enforcement.lift': 'never' }, 'enforcement.lift: Measures end: choose "appeal" or "automatic".'],
    [{ referral: '8' }, 'referral: "referral" is no number of a policy; leave it out.'],
    [{ referralRate: '6.0' }, 'numbers: Nothing differs from version 1; change a number.'],
  ])('%j', (numbers, refusal) => {
    expect(refusals(numbers as Record<string, string>)).toEqual([refusal]);
  });

  it('takes effect on a day that no close has touched, after every version before it, and says where it is published', () => {
    const numbers = { referralRate: '8' };
    expect(refusals(numbers, { effectiveFrom: '1 May' })).toEqual([
      'effectiveFrom: Effective from: "1 May" is not a day; write one like "2026-03-15".',
    ]);
    expect(refusals(numbers, { effectiveFrom: '2026-03-14' })).toEqual([
      'effectiveFrom: Effective from: 2026-03-14 is too early, since the books through the day before 2026-03-15 are decided already; choose 2026-03-15 or later.',
    ]);
    expect(refusals(numbers, { source: ' ' })).toEqual([
      'source: Source: say in 3 to 300 characters where the numbers are published, so that sellers can read it there.',
    ]);
  });

  it('all that is wrong is said at once', () => {
    expect(refusals({ referralRate: 'x', minimumPayout: 'y' }, { effectiveFrom: '', source: '' })).toHaveLength(4);
  });
});
