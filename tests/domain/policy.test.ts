import { describe, expect, it } from 'vitest';
import { plainDate } from '@/domain/calendar/plain-date';
import { minor } from '@/domain/money/money';
import { rate } from '@/domain/money/rate';
import { POLICIES } from '@/domain/policy/books';
import { us } from '@/domain/policy/books/us';
import { type Policies, type Policy, policyOn } from '@/domain/policy/policy';
import { booksUnder, componentsOn, opens, payables, refunded, sells } from '../support/story';

const first = us.versions[0] as Policy;
const second: Policy = {
  ...first,
  version: 2,
  effectiveFrom: plainDate('2026-02-01'),
  source: 'a test',
  referralRate: rate('0.08'),
  refundAdministrationRate: rate('0.25'),
  returnShippingSubsidyRate: rate('0.25'),
  settlementDays: { ...first.settlementDays, standard: 10 },
  tierScores: [{ tier: 'express', atLeast: '3.0' }],
};
const changed: Policies = { us: { ...us, versions: [first, second] } };

describe('The policy in effect on a day is the latest version with effectiveFrom <= day (R1.5)', () => {
  it('31 January has version 1, 1 February version 2', () => {
    const book = changed.us ?? us;
    expect(['2026-01-31', '2026-02-01', '2030-01-01'].map((day) => policyOn(book, plainDate(day)).version)).toEqual([
      1, 2, 2,
    ]);
  });

  it('before the first version there is none: a defect, since no shop opens then', () => {
    expect(() => policyOn(us, plainDate('1999-12-31'))).toThrow('no version in effect on 1999-12-31');
  });

  it('every line keeps the version that made it', () => {
    const books = booksUnder(
      changed,
      [
        ...opens('2026-01-01'),
        ...sells('A', { placed: '2026-01-05', delivered: '2026-01-07' }),
        ...sells('B', { placed: '2026-02-05', delivered: '2026-02-07' }),
      ],
      '2026-03-01',
    );
    expect(books.statements.flatMap((made) => made.lines.map((line) => [line.order, line.policyVersion]))).toEqual([
      ['A', 1],
      ['B', 2],
    ]);
  });
});

describe("An order's own rates are those of the day on which it settles, also for later refunds (R1.5)", () => {
  const told = [
    ...opens('2026-01-01'),
    ...sells('A', { placed: '2026-01-05', delivered: '2026-01-20' }),
    refunded('A', '2026-02-10', '100.00', { fault: 'not-seller', returnShippingCost: '10.00' }),
  ];

  it('settled on 28 January under 6 %, refunded on 10 February under 8 %: + 6.00, not + 8.00; fee 20 % x 6.00 = 1.20; subsidy 5.00', () => {
    expect(componentsOn(booksUnder(changed, told, '2026-02-10'), '2026-02-10')).toEqual([
      'refund -100.00',
      'referral-fee-refund 6.00',
      'refund-administration-fee -1.20',
      'return-shipping-fee -10.00',
      'return-shipping-subsidy 5.00',
    ]);
  });

  it('delivered on 28 January under 8 days, so due on 5 February: its referral fee is the 8 % of February', () => {
    const books = booksUnder(
      changed,
      [...opens('2026-01-01'), ...sells('A', { placed: '2026-01-05', delivered: '2026-01-28' })],
      '2026-02-28',
    );
    expect(componentsOn(books, '2026-02-05')).toEqual(['gross-sales 100.00', 'referral-fee -8.00']);
  });

  it('delivered on 1 February under 10 days: settles on 11 February', () => {
    const books = booksUnder(
      changed,
      [...opens('2026-01-01'), ...sells('A', { placed: '2026-01-05', delivered: '2026-02-01' })],
      '2026-02-28',
    );
    expect(payables(books)).toEqual(['2026-02-11 daily 92.00']);
  });

  it('a version that lowers the score for express changes the tier of 3.2 on its first day', () => {
    const { state } = booksUnder(changed, opens('2026-01-01', { score: '3.2' }), '2026-02-28');
    expect(state.tiers.map(({ from, tier }) => `${from} ${tier}`)).toEqual([
      '2026-01-01 standard',
      '2026-02-01 express',
    ]);
  });
});

describe('The numbers that were published', () => {
  it('br counts reais and São Paulo days, sea dollars and Singapore days, us dollars and UTC days (R1.3)', () => {
    expect(Object.values(POLICIES).map(({ marketplace, currency, zone }) => [marketplace, currency, zone])).toEqual([
      ['us', 'USD', 'UTC'],
      ['br', 'BRL', 'America/Sao_Paulo'],
      ['sea', 'USD', 'Asia/Singapore'],
    ]);
  });

  it('reserve levels 0 to 3: 70 % for 30 days, 10 % for 30, 5 % for 30, 0 % (R5.2)', () => {
    const { reserveLevels } = first;
    expect([0, 1, 2, 3].map((level) => reserveLevels[level as 0])).toMatchObject([
      { rate: { text: '0.70' }, periodDays: 30 },
      { rate: { text: '0.10' }, periodDays: 30 },
      { rate: { text: '0.05' }, periodDays: 30 },
      { rate: { text: '0' }, periodDays: 0 },
    ]);
  });

  it('settlement after 31, 8, 5 and 1 days (R3.1); express from 4.0, accelerated from 3.5 (R10.1)', () => {
    expect(first.settlementDays).toEqual({ introductory: 31, standard: 8, accelerated: 5, express: 1 });
    expect(first.tierScores).toEqual([
      { tier: 'express', atLeast: '4.0' },
      { tier: 'accelerated', atLeast: '3.5' },
    ]);
  });

  it('payouts from 1.00 on, payments clear within 4 hours = 240 minutes (R7.3, R8.3)', () => {
    expect([first.minimumPayout, first.bill.clearingMinutes]).toEqual([minor(100n), 240]);
  });

  it('every book says where its numbers were published', () => {
    for (const book of Object.values(POLICIES))
      for (const version of book.versions) expect(version.source).not.toBe('');
  });
});
