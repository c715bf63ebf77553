import { describe, expect, it } from 'vitest';
import { oracleBooks } from './oracle';
import { opened, order, recorded, refund, type ShortFact } from './oracle/facts-of';

/** 24 orders placed and cancelled on 2026-01-20, one of them by the seller's fault. */
const cancelledInJanuary: readonly ShortFact[] = Array.from({ length: 24 }, (_, index) => `jan-${index + 10}`).flatMap(
  (id, index): ShortFact[] => [
    [
      'order.placed',
      '2026-01-20T09:00:00Z',
      { order: id, shipBy: '2026-01-25T00:00:00Z', lines: [{ sku: 's', amount: '10.00' }] },
    ],
    ['order.cancelled', '2026-01-20T10:00:00Z', { order: id, fault: index === 0 ? 'seller' : 'buyer' }],
  ],
);

const before: readonly ShortFact[] = [
  ...opened('2026-01-01', { score: '3.2' }),
  ...cancelledInJanuary,
  ...order('A', '2026-02-26', '84.30', '2026-03-02'),
  refund('A', '2026-03-12', '84.30', { returnShippingCost: '7.15' }),
  ...order('B', '2026-03-05', '60.00', '2026-03-09'),
  ['payout.paid', '2026-03-12', { payout: 1 }],
];
const paid: readonly ShortFact[] = [
  ['bill.captured', '2026-03-13T10:00:00Z', { bill: 'bill-1', amount: '50.00' }],
  ['bill.cleared', '2026-03-13T11:00:00Z', { bill: 'bill-1', amount: '50.00', statements: [2] }],
  ['payout.paid', '2026-03-19', { payout: 2 }],
  ['payout.paid', '2026-04-03', { payout: 3 }],
  ['payout.paid', '2026-04-10', { payout: 4 }],
];

const ivy = (through: string) => oracleBooks(recorded(...before, ...paid), { through });
const ivyUnpaid = (through: string) => oracleBooks(recorded(...before), { through });

describe('the worked example of the rules, by the oracle', () => {
  it('SFCR 1 of 24 = 4.17 % makes March level 2', () => {
    expect(ivy('2026-01-31').reserveLevel).toBe(3);
    expect(ivy('2026-02-27').reserveLevel).toBe(3);
    expect(ivy('2026-02-28').reserveLevel).toBe(2);
    expect(ivy('2026-03-31').reserveLevel).toBe(3);
    expect(ivy('2026-02-28').settlementTier).toBe('standard');
  });

  it('order A: 84.30 - 5.06 = 79.24 on hold, then settled on 03-10, 3.96 withheld until 04-01, 75.28 pending', () => {
    expect(ivy('2026-03-09').statements).toEqual([]);
    // The eve of A's settlement; B was delivered today: 79.24 + 56.40.
    expect(ivy('2026-03-09').balance.onHold).toBe('135.64');
    const books = ivy('2026-03-10');
    expect(books.statements).toEqual([
      {
        no: 1,
        day: '2026-03-10',
        kind: 'daily',
        revenue: '84.30',
        shipping: '0.00',
        fees: '-5.06',
        adjustments: '0.00',
        settlement: '79.24',
        reserveNet: '-3.96',
        payable: '75.28',
        open: '0.00',
        status: 'processing',
        pendingReason: null,
        components: [
          { kind: 'gross-sales', amount: '84.30', order: 'A' },
          { kind: 'referral-fee', amount: '-5.06', order: 'A' },
          { kind: 'reserve-withheld', amount: '-3.96', order: 'A' },
        ],
      },
    ]);
    expect(books.holds).toEqual([
      {
        order: 'A',
        settledOn: '2026-03-10',
        releaseOn: '2026-04-01',
        withheld: '3.96',
        released: '0.00',
        used: '0.00',
        remaining: '3.96',
      },
    ]);
    expect(books.payouts).toEqual([
      { no: 1, initiatedOn: '2026-03-11', amount: '75.28', status: 'processing', statements: [1] },
    ]);
    expect(books.balance).toEqual({
      available: '0.00',
      inTransit: '75.28',
      reserved: '3.96',
      onHold: '56.40',
      owed: '0.00',
    });
  });

  it('refund of A: -84.30 + 5.06 - 1.01 - 7.15 = -87.40 owed, warned at 80 % of 100.00', () => {
    const books = ivy('2026-03-12');
    expect(books.statements[1]).toMatchObject({
      day: '2026-03-12',
      revenue: '-84.30',
      shipping: '-7.15',
      fees: '4.05',
      settlement: '-87.40',
      payable: '-87.40',
      open: '-87.40',
      status: 'pending',
      pendingReason: 'negative-balance',
    });
    expect(books.statements[1]?.components).toEqual([
      { kind: 'refund', amount: '-84.30', order: 'A' },
      { kind: 'referral-fee-refund', amount: '5.06', order: 'A' },
      { kind: 'refund-administration-fee', amount: '-1.01', order: 'A' },
      { kind: 'return-shipping-fee', amount: '-7.15', order: 'A' },
    ]);
    expect(books.balance.owed).toBe('87.40');
    expect(books.warnings).toEqual([{ day: '2026-03-12', kind: 'amount', measured: '87.40' }]);
    expect(books.payouts[0]?.status).toBe('paid');
  });

  it('a bill of 50.00 leaves 37.40 owed; 03-16 is the fifth negative day', () => {
    const books = ivy('2026-03-16');
    expect(books.statements[2]).toMatchObject({
      day: '2026-03-13',
      kind: 'bill-payment',
      payable: '50.00',
      status: 'paid',
    });
    expect(books.allocations).toEqual([{ credit: 3, debt: 2, amount: '50.00' }]);
    expect(books.statements[1]).toMatchObject({ open: '-37.40', status: 'pending', pendingReason: 'negative-balance' });
    expect(books.balance.owed).toBe('37.40');
    expect(books.negativeDays).toBe(5);
    expect(books.warnings.at(-1)).toEqual({ day: '2026-03-16', kind: 'days', measured: '5' });
    expect(books.payouts).toHaveLength(1);
  });

  it('order B: 60.00 - 3.60 = 56.40, 2.82 withheld, 53.58 - 37.40 = 16.18 paid out on 03-18', () => {
    const books = ivy('2026-03-17');
    expect(books.statements[3]).toMatchObject({
      settlement: '56.40',
      reserveNet: '-2.82',
      payable: '53.58',
      status: 'processing',
    });
    expect(books.statements[1]).toMatchObject({ open: '0.00', status: 'paid' });
    expect(books.payouts[1]).toMatchObject({ initiatedOn: '2026-03-18', amount: '16.18', statements: [4] });
    expect(books.negativeDays).toBe(0);
  });

  it('75.28 + 16.18 + 3.96 + 2.82 = 98.24 paid out = 79.24 - 87.40 + 50.00 + 56.40', () => {
    const books = ivy('2026-04-10');
    expect(books.payouts.map(({ initiatedOn, amount, status }) => [initiatedOn, amount, status])).toEqual([
      ['2026-03-11', '75.28', 'paid'],
      ['2026-03-18', '16.18', 'paid'],
      ['2026-04-02', '3.96', 'paid'],
      ['2026-04-09', '2.82', 'paid'],
    ]);
    expect(books.statements.map(({ day, payable }) => [day, payable]).slice(4)).toEqual([
      ['2026-04-01', '3.96'],
      ['2026-04-08', '2.82'],
    ]);
    expect(books.balance).toEqual({
      available: '0.00',
      inTransit: '0.00',
      reserved: '0.00',
      onHold: '0.00',
      owed: '0.00',
    });
    expect(books.measures).toEqual([]);
  });

  it('had she not paid: 33.82 owed after B, tenth negative day 03-21, reserve 6.78 drawn, 27.04 owed', () => {
    expect(ivyUnpaid('2026-03-17').balance.owed).toBe('33.82');
    expect(ivyUnpaid('2026-03-20')).toMatchObject({ measures: [], negativeDays: 9 });
    const books = ivyUnpaid('2026-03-21');
    expect(books.measures).toEqual(['freeze-withdrawals', 'suspend-promotions']);
    expect(books.statements.at(-1)).toMatchObject({
      day: '2026-03-21',
      kind: 'reserve-draw',
      settlement: '0.00',
      payable: '6.78',
    });
    expect(books.statements.at(-1)?.components).toEqual([
      { kind: 'reserve-used', amount: '3.96', order: 'A' },
      { kind: 'reserve-used', amount: '2.82', order: 'B' },
    ]);
    expect(books.balance).toMatchObject({ owed: '27.04', reserved: '0.00', available: '-27.04' });
    expect(books.negativeDays).toBe(10);
    expect(books.warnings).toEqual([
      { day: '2026-03-12', kind: 'amount', measured: '87.40' },
      { day: '2026-03-16', kind: 'days', measured: '5' },
      { day: '2026-03-19', kind: 'days', measured: '8' },
    ]);
  });
});
