import { describe, expect, it } from 'vitest';
import { pendingOf } from '@/domain/payout/pending-reason';
import { us } from '@/domain/policy/books/us';
import { booksThrough, type WireFact } from '../support/facts';
import {
  adjusted,
  at,
  happens,
  levelSet,
  openedOnly,
  opens,
  payables,
  payouts,
  paysBill,
  sells,
  standings,
  verified,
} from '../support/story';

const OPEN = opens('2026-01-01');
const reasonOf = (day: string, ...told: readonly WireFact[]) => pendingOf(booksThrough(told, day).state, us);

describe('When a day ends, each shop with lines on it gets one daily statement (R6.1)', () => {
  it('no lines, no statement', () => {
    expect(booksThrough(OPEN, '2026-01-31').statements).toEqual([]);
  });

  it('several lines of a day are one statement: 5.00 + 7.00', () => {
    const books = booksThrough([...OPEN, adjusted('2026-01-05', '5.00'), adjusted('2026-01-05', '7.00')], '2026-01-06');
    expect(payables(books)).toEqual(['2026-01-05 daily 12.00']);
    expect(books.statements[0]?.lines).toHaveLength(2);
  });

  it('two bills that clear on a day come before its daily statement, its draw after it', () => {
    const told = [
      ...OPEN,
      levelSet('2026-01-01', 1),
      ...sells('A', { gross: '100.00', placed: '2026-01-02', delivered: '2026-01-03' }),
      adjusted('2026-01-13', '-20.00'),
      happens('bill.cleared', '2026-01-14', { bill: 'b-1', amount: '4.00', statements: [] }),
      happens('bill.cleared', '2026-01-14', {
        bill: 'b-2',
        amount: '6.00',
        statements: [],
        occurredAt: at('2026-01-14', '11:00'),
      }),
      adjusted('2026-01-14', '-110.00'),
    ];
    expect(payables(booksThrough(told, '2026-01-14')).slice(2)).toEqual([
      '2026-01-14 bill-payment 4.00',
      '2026-01-14 bill-payment 6.00',
      '2026-01-14 daily -110.00',
      '2026-01-14 reserve-draw 9.40',
    ]);
  });

  it('numbers count the statements of a shop in the order of closing', () => {
    const books = booksThrough([...OPEN, adjusted('2026-01-05', '5.00'), adjusted('2026-01-08', '5.00')], '2026-01-09');
    expect(books.statements.map(({ no, day }) => [no, day])).toEqual([
      [1, '2026-01-05'],
      [2, '2026-01-08'],
    ]);
  });
});

describe('Status: pending while something is open, processing while in a payout on its way, paid otherwise (R6.3)', () => {
  it('payable 0.00 is paid at once, with no payout: 5.00 - 5.00', () => {
    const books = booksThrough(
      [...OPEN, adjusted('2026-01-05', '5.00'), adjusted('2026-01-05', '-5.00')],
      '2026-01-06',
    );
    expect(standings(books)).toEqual(['2026-01-05 daily 0.00 paid']);
    expect(books.payouts).toEqual([]);
  });

  it('12.00 of Friday is pending over the weekend, processing from Monday, paid when the bank says so', () => {
    const told = [...OPEN, adjusted('2026-01-09', '12.00')];
    expect(standings(booksThrough(told, '2026-01-10'))).toEqual(['2026-01-09 daily 12.00 pending']);
    expect(standings(booksThrough(told, '2026-01-11'))).toEqual(['2026-01-09 daily 0.00 processing']);
    const paid = [...told, happens('payout.paid', '2026-01-13', { payout: 1 })];
    expect(standings(booksThrough(paid, '2026-01-13'))).toEqual(['2026-01-09 daily 0.00 paid']);
  });

  it('a debt that sales covered is paid, with no payout: -5.00 and +5.00', () => {
    const books = booksThrough(
      [...OPEN, adjusted('2026-01-05', '-5.00'), adjusted('2026-01-06', '5.00')],
      '2026-01-07',
    );
    expect(standings(books)).toEqual(['2026-01-05 daily 0.00 paid', '2026-01-06 daily 0.00 paid']);
    expect(payouts(books)).toEqual([]);
  });
});

describe('A pending statement shows why, the first reason that holds (R6.4)', () => {
  const credit = adjusted('2026-01-09', '12.00');
  const closing = happens('shop.closed', '2026-01-09');

  it('negative-balance, even of a closed shop', () => {
    expect(reasonOf('2026-01-10', ...OPEN, adjusted('2026-01-09', '-12.00'), closing).reason).toBe('negative-balance');
  });

  it('shop-closed, before withdrawals are frozen', () => {
    const debt = adjusted('2026-01-06', '-150.00');
    const cover = adjusted('2026-01-09', '162.00');
    expect(reasonOf('2026-01-10', ...OPEN, debt, cover, closing).reason).toBe('shop-closed');
  });

  it('withdrawals-frozen, before a missing account', () => {
    const told = [openedOnly('2026-01-01'), adjusted('2026-01-06', '-150.00'), adjusted('2026-01-09', '162.00')];
    expect(reasonOf('2026-01-10', ...told).reason).toBe('withdrawals-frozen');
  });

  it('payout-failed, before a missing account', () => {
    const failed = [
      happens('payout.failed', '2026-01-13', { payout: 1, code: 'closed' }),
      happens('bank-account.disabled', '2026-01-13', { account: 'acc-1' }),
    ];
    expect(reasonOf('2026-01-13', ...OPEN, credit, ...failed).reason).toBe('payout-failed');
  });

  it('no-bank-account, before the minimum', () => {
    expect(reasonOf('2026-01-10', openedOnly('2026-01-01'), adjusted('2026-01-09', '0.99')).reason).toBe(
      'no-bank-account',
    );
  });

  it('below-minimum: 0.99 of 1.00', () => {
    expect(reasonOf('2026-01-12', ...OPEN, adjusted('2026-01-09', '0.99')).reason).toBe('below-minimum');
  });

  it('scheduled, and names the day: Friday 9 January is paid on Monday 12', () => {
    expect(reasonOf('2026-01-09', ...OPEN, credit)).toEqual({ reason: 'scheduled', nextPayoutOn: '2026-01-12' });
  });

  it('scheduled, over Martin Luther King day: Friday 16 January is paid on Tuesday 20', () => {
    expect(reasonOf('2026-01-16', ...OPEN, adjusted('2026-01-16', '12.00'))).toEqual({
      reason: 'scheduled',
      nextPayoutOn: '2026-01-20',
    });
  });
});

describe('What a statement said when it closed, it says for ever (R6.2)', () => {
  it('payable = settlement + reserve: 94.00 - 9.40 = 84.60, also after a later refund and payment', () => {
    const told = [
      ...OPEN,
      levelSet('2026-01-01', 1),
      ...sells('A', { gross: '100.00', placed: '2026-01-02', delivered: '2026-01-03' }),
      adjusted('2026-01-14', '-90.00'),
      ...paysBill('2026-01-15', '20.00'),
    ];
    const first = (day: string) => {
      const { open, status, payout, ...closed } = booksThrough(told, day).statements[0] as never as Record<
        string,
        unknown
      >;
      return closed;
    };
    expect(first('2026-01-11')).toMatchObject({ settlement: 9400n, reserveNet: -940n, payable: 8460n });
    expect(first('2026-01-31')).toEqual(first('2026-01-11'));
  });
});

describe('A shop without a bank account', () => {
  it('is paid once it has verified one (R7.3)', () => {
    const told = [openedOnly('2026-01-01'), adjusted('2026-01-09', '12.00'), verified('2026-01-20', 'acc-9', '09:00')];
    expect(payouts(booksThrough(told, '2026-01-25'))).toEqual(['2026-01-21 12.00 processing']);
  });
});
