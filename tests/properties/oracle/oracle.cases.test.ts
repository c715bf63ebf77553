import { describe, expect, it } from 'vitest';
import { isBusinessDay } from './days';
import { opened, order, recorded, refund, type ShortFact, wireFacts } from './facts-of';
import { type OracleBooks, oracleBooks } from './index';
import { marketplaces } from './policy-numbers';
import { recordBatches } from './stamp';

const books = (through: string, ...facts: readonly ShortFact[]): OracleBooks =>
  oracleBooks(recorded(...facts), { through });

const payables = (of: OracleBooks): readonly (readonly string[])[] =>
  of.statements.map((statement) => [statement.day, statement.payable]);

const adjustment = (on: string, amount: string, kind = 'other-adjustment'): ShortFact => [
  'adjustment.posted',
  on,
  { kind, amount, reason: 'test' },
];

describe('settlement and refunds, by the oracle', () => {
  it('refund of 40.00 before settlement: 100.00 - 40.00 - 5.01 + 2.51 - 3.60 - 0.48 = 53.42; then 60.00 after it: -60.00 + 3.60 - 0.72', () => {
    const made = books(
      '2026-01-20',
      ...opened('2026-01-01'),
      ...order('A', '2026-01-02', '100.00', '2026-01-05'),
      refund('A', '2026-01-08', '40.00', { fault: 'not-seller', returnShippingCost: '5.01' }),
      refund('A', '2026-01-20', '60.00'),
    );
    expect(payables(made)).toEqual([
      ['2026-01-13', '53.42'],
      ['2026-01-20', '-57.12'],
    ]);
    expect(made.statements[0]).toMatchObject({ revenue: '60.00', shipping: '-2.50', fees: '-4.08' });
  });

  it('administration fee: 20 % of 60.00 is over 5.00 for one SKU; a second SKU brings 5.00 more', () => {
    const made = books(
      '2026-01-22',
      ...opened('2026-01-01'),
      ...order('A', '2026-01-02', '2000.00', '2026-01-05'),
      refund('A', '2026-01-20', '1000.00'),
      refund('A', '2026-01-21', '500.00', { lines: [{ sku: 'other', quantity: 1, amount: '500.00' }] }),
      refund('A', '2026-01-22', '500.00'),
    );
    expect(payables(made).slice(1)).toEqual([
      ['2026-01-20', '-945.00'],
      ['2026-01-21', '-475.00'],
      ['2026-01-22', '-470.00'],
    ]);
  });

  it('three refunds of 0.10 give back 0.01, 0.00 and 0.01: in all 6 % of 0.30 = 0.018', () => {
    const made = books(
      '2026-01-22',
      ...opened('2026-01-01'),
      ...order('A', '2026-01-02', '10.00', '2026-01-05'),
      ...['2026-01-20', '2026-01-21', '2026-01-22'].map((on) => refund('A', on, '0.10')),
      // More than 10.00 in all: without effect.
      refund('A', '2026-01-22', '9.71'),
    );
    expect(made.statements.slice(1).map((statement) => statement.fees)).toEqual(['0.01', '0.00', '0.01']);
  });

  it('an order that carries its own referral fee of 1.00: 49.00, and a refund of 50.00 gives nothing back', () => {
    const made = books(
      '2026-01-21',
      ...opened('2026-01-01'),
      ...order('A', '2026-01-02', '50.00', '2026-01-05'),
      ['order.charged', '2026-01-13', { order: 'A', kind: 'referral-fee', amount: '-1.00' }],
      refund('A', '2026-01-20', '50.00'),
      ['order.charged', '2026-01-21', { order: 'A', kind: 'mystery-fee', amount: '0.35' }],
      ['order.charged', '2026-01-21', { order: 'A', kind: 'chargeback', amount: '-9.00' }],
    );
    expect(payables(made)).toEqual([
      ['2026-01-13', '49.00'],
      ['2026-01-20', '-50.00'],
      ['2026-01-21', '0.35'],
    ]);
    expect(made.statements[2]?.adjustments).toBe('0.35');
  });

  it('a dispute open on 01-13 keeps the order until 01-15, where it is lost: 94.00 - 30.00', () => {
    const made = books(
      '2026-01-15',
      ...opened('2026-01-01'),
      ...order('A', '2026-01-02', '100.00', '2026-01-05'),
      ['dispute.opened', '2026-01-10', { order: 'A', dispute: 'd', amount: '30.00' }],
      ['dispute.lost', '2026-01-15', { order: 'A', dispute: 'd' }],
    );
    expect(payables(made)).toEqual([['2026-01-15', '64.00']]);
    expect(made.statements[0]).toMatchObject({ revenue: '100.00', fees: '-6.00', adjustments: '-30.00' });
  });

  it('a cancelled order posts its charges on the day of the cancellation, and of refunds only the return shipping', () => {
    const made = books(
      '2026-01-31',
      ...opened('2026-01-01'),
      ...order('A', '2026-01-02', '100.00', null),
      ['order.charged', '2026-01-03', { order: 'A', kind: 'actual-shipping-fee', amount: '-4.00' }],
      refund('A', '2026-01-04', '100.00', { fault: 'not-seller', returnShippingCost: '3.00' }),
      ['order.cancelled', '2026-01-06', { order: 'A', fault: 'buyer' }],
      ['order.delivered', '2026-01-07', { order: 'A' }],
    );
    expect(payables(made)).toEqual([['2026-01-06', '-5.50']]);
  });

  it('a delivery of 01-05 told on 01-20 settles on 01-20, its hold is released on 02-04 all the same', () => {
    const [first, ...later] = wireFacts([
      ...opened('2026-01-01'),
      ['shop.reserve-level-set', '2026-01-01', { level: 1, reason: 'test' }],
      ['order.placed', '2026-01-02', { order: 'A', shipBy: '2026-01-03', lines: [{ sku: 's', amount: '100.00' }] }],
      ['order.delivered', '2026-01-05', { order: 'A' }],
    ]);
    const delivered = later.filter((fact) => fact.type === 'order.delivered');
    const others = later.filter((fact) => fact.type !== 'order.delivered');
    const made = oracleBooks(
      recordBatches([
        { firstOpenDay: '2026-01-01', facts: first === undefined ? others : [first, ...others] },
        { firstOpenDay: '2026-01-20', facts: delivered },
      ]),
      { through: '2026-01-20' },
    );
    expect(payables(made)).toEqual([['2026-01-20', '84.60']]);
    expect(made.holds).toMatchObject([{ settledOn: '2026-01-20', releaseOn: '2026-02-04', withheld: '9.40' }]);
  });

  it('a charge told before its order waits for it', () => {
    const made = oracleBooks(
      recordBatches([
        { firstOpenDay: '2026-01-01', facts: wireFacts(opened('2026-01-01')) },
        {
          firstOpenDay: '2026-01-02',
          facts: wireFacts([
            ['order.charged', '2026-01-02', { order: 'A', kind: 'transaction-fee', amount: '-1.00' }],
          ]).map((fact) => ({ ...fact, id: 'charge' })),
        },
        {
          firstOpenDay: '2026-01-10',
          facts: wireFacts([
            ['order.placed', '2026-01-02', { order: 'A', shipBy: '2026-01-03', lines: [] }],
            ['order.cancelled', '2026-01-03', { order: 'A', fault: 'buyer' }],
          ]).map((fact) => ({ ...fact, id: `late-${fact.id}` })),
        },
      ]),
      { through: '2026-01-31' },
    );
    expect(payables(made)).toEqual([['2026-01-10', '-1.00']]);
  });
});

describe('reserves and levels, by the oracle', () => {
  const levelSet = (level: number): readonly ShortFact[] => [
    ...opened('2026-01-01'),
    ['shop.reserve-level-set', '2026-01-01', { level, reason: 'test' }],
  ];

  it('70 % of 94.00 twice is 131.60, cut to the 88.00 that the day would pay: 65.80 and 22.20', () => {
    const made = books(
      '2026-01-13',
      ...levelSet(0),
      ...order('B', '2026-01-02', '100.00', '2026-01-05'),
      ...order('A', '2026-01-02', '100.00', '2026-01-05'),
      adjustment('2026-01-13', '-100.00'),
    );
    expect(made.statements[0]).toMatchObject({
      settlement: '88.00',
      reserveNet: '-88.00',
      payable: '0.00',
      status: 'paid',
    });
    expect(made.holds.map((hold) => [hold.order, hold.withheld])).toEqual([
      ['A', '65.80'],
      ['B', '22.20'],
    ]);
  });

  it('an exempt shop and the introductory tier (31 > 30) have nothing withheld', () => {
    const exempt = books('2026-01-13', ...levelSet(1), ...order('A', '2026-01-02', '100.00', '2026-01-05'), [
      'shop.reserve-exemption-changed',
      '2026-01-13',
      { exempt: true, reason: 'test' },
    ]);
    expect(payables(exempt)).toEqual([['2026-01-13', '94.00']]);
    const introductory = books(
      '2026-02-05',
      ...opened('2026-01-01', { probation: true }),
      ...order('A', '2026-01-02', '100.00', '2026-01-05'),
    );
    expect(payables(introductory)).toEqual([['2026-02-05', '94.00']]);
    expect(introductory).toMatchObject({ reserveLevel: 1, settlementTier: 'introductory' });
  });

  it('disputes of 3.37 are 85.1 % of a hold of 3.96: level 0 until the first of a month finds less; 3.36 are 84.8 %', () => {
    const disputed = (amount: string): readonly ShortFact[] => [
      ...opened('2026-01-01'),
      ['shop.reserve-level-set', '2026-01-01', { level: 2, reason: 'test' }],
      ...order('A', '2026-01-02', '84.30', '2026-01-05'),
      ['shop.reserve-level-set', '2026-01-13', { level: 3, reason: 'test' }],
      ['dispute.opened', '2026-02-02', { order: 'A', dispute: 'd', amount }],
      ['dispute.won', '2026-02-03', { order: 'A', dispute: 'd' }],
    ];
    expect(books('2026-02-02', ...disputed('3.36')).reserveLevel).toBe(3);
    expect(books('2026-02-02', ...disputed('3.37')).reserveLevel).toBe(0);
    expect(books('2026-02-27', ...disputed('3.37')).reserveLevel).toBe(0);
    expect(books('2026-02-28', ...disputed('3.37')).reserveLevel).toBe(3);
  });

  it('late dispatch: 1 of 20 = 5 % is level 2, 2 of 20 = 10 % level 1, 1 of 25 = 4 % level 3', () => {
    const placed = (late: number, all: number): readonly ShortFact[] =>
      Array.from({ length: all }, (_, index): ShortFact[] => [
        ['order.placed', '2026-01-10', { order: `o${index}`, shipBy: '2026-01-12T10:00:00Z', lines: [] }],
        ['order.shipped', index < late ? '2026-01-12T10:00:01Z' : '2026-01-12T10:00:00Z', { order: `o${index}` }],
      ]).flat();
    const levelInFebruary = (late: number, all: number): number =>
      books('2026-01-31', ...opened('2026-01-01'), ...placed(late, all)).reserveLevel;
    expect([levelInFebruary(1, 20), levelInFebruary(2, 20), levelInFebruary(1, 25)]).toEqual([2, 1, 3]);
  });

  it('a score of 4.0 told on 01-05 is express from 01-06: delivered on 01-05 settles on 01-13, on 01-06 on 01-07', () => {
    const made = books(
      '2026-01-13',
      ...opened('2026-01-01'),
      ['shop.score-changed', '2026-01-05', { score: '4.0' }],
      ...order('A', '2026-01-02', '10.00', '2026-01-05'),
      ...order('B', '2026-01-02', '20.00', '2026-01-06'),
    );
    expect(payables(made)).toEqual([
      ['2026-01-07', '18.80'],
      ['2026-01-13', '9.40'],
    ]);
  });
});

describe('payouts, by the oracle', () => {
  it('a failed payout comes back, waits for a confirmed account, and is paid again', () => {
    const facts: readonly ShortFact[] = [
      ...opened('2026-01-01'),
      adjustment('2026-01-05', '20.00'),
      ['payout.failed', '2026-01-06', { payout: 1, code: 'name-mismatch' }],
      adjustment('2026-01-07', '-5.00'),
      ['bank-account.verified', '2026-01-08', { account: 'bank-2', last4: '0002', holderName: 'Ivy' }],
    ];
    const waiting = books('2026-01-07', ...facts);
    expect(waiting.payouts).toMatchObject([{ amount: '20.00', status: 'failed' }]);
    expect(waiting.statements).toMatchObject([
      { open: '15.00', status: 'pending', pendingReason: 'payout-failed' },
      { open: '0.00', status: 'paid' },
    ]);
    expect(books('2026-01-08', ...facts).payouts[1]).toMatchObject({ initiatedOn: '2026-01-09', amount: '15.00' });
  });

  it('0.99 is below the minimum of 1.00; no bank account comes first', () => {
    const small = [...opened('2026-01-01'), adjustment('2026-01-05', '0.99')];
    expect(books('2026-01-05', ...small).statements[0]?.pendingReason).toBe('below-minimum');
    const disabled: ShortFact = ['bank-account.disabled', '2026-01-05', { account: 'bank-1' }];
    expect(books('2026-01-05', ...small, disabled).statements[0]?.pendingReason).toBe('no-bank-account');
  });

  it('weekly on Saturday pays on Monday, or on Tuesday after a bank holiday; every two weeks skips one', () => {
    const runs = (schedule: Readonly<Record<string, unknown>>): readonly string[] =>
      books(
        '2026-02-08',
        ...opened('2026-01-01'),
        ['payout-schedule.changed', '2026-01-03', schedule],
        ...daily,
      ).payouts.map((payout) => payout.initiatedOn);
    const daily = Array.from({ length: 36 }, (_, index) =>
      adjustment(new Date(Date.UTC(2026, 0, 4 + index)).toISOString().slice(0, 10), '2.00'),
    );
    expect(runs({ schedule: 'weekly', weekday: 6 })).toEqual([
      '2026-01-12',
      '2026-01-20',
      '2026-01-26',
      '2026-02-02',
      '2026-02-09',
    ]);
    expect(runs({ schedule: 'every-two-weeks', weekday: 6 })).toEqual(['2026-01-12', '2026-01-26', '2026-02-09']);
    expect(runs({ schedule: 'monthly', dayOfMonth: 18 })).toEqual(['2026-01-20']);
  });

  it('New Year 2028 (a Saturday) is not moved, 4 July 2027 (a Sunday) is observed on Monday', () => {
    const us = marketplaces.us;
    if (us === undefined) throw new Error('no us');
    const business = (day: string): boolean => isBusinessDay(day, us);
    expect(['2027-07-05', '2027-12-31', '2026-01-19', '2026-11-26', '2026-05-25'].map(business)).toEqual([
      false,
      true,
      false,
      false,
      false,
    ]);
  });

  it('closed on 02-20: no run from 02-21 to 05-20, the hold waits until 05-21, the 0.40 owed is drawn from it', () => {
    const facts: readonly ShortFact[] = [
      ...opened('2026-02-01'),
      ['shop.reserve-level-set', '2026-02-01', { level: 1, reason: 'test' }],
      ...order('A', '2026-02-02', '100.00', '2026-02-10'),
      ['shop.closed', '2026-02-20'],
      adjustment('2026-02-25', '-0.40'),
      adjustment('2026-02-26', '3.00'),
    ];
    const drawn = books('2026-02-25', ...facts);
    expect(drawn.holds).toMatchObject([{ releaseOn: '2026-05-21', withheld: '9.40', used: '0.40', remaining: '9.00' }]);
    expect(books('2026-02-26', ...facts).statements.at(-1)?.pendingReason).toBe('shop-closed');
    expect(books('2026-05-19', ...facts).payouts).toHaveLength(1);
    const ended = books('2026-05-21', ...facts);
    expect(ended.payouts.slice(1)).toMatchObject([
      { initiatedOn: '2026-05-21', amount: '3.00' },
      { initiatedOn: '2026-05-22', amount: '9.00' },
    ]);
  });
});

describe('negative balances, by the oracle', () => {
  it('100.00 owed is not over 100.00, 100.01 is: frozen until the appeal', () => {
    const facts: readonly ShortFact[] = [
      ...opened('2026-01-01'),
      adjustment('2026-01-05', '-100.00'),
      adjustment('2026-01-06', '-0.01'),
      adjustment('2026-01-07', '150.00'),
      ['appeal.granted', '2026-01-09', { reason: 'paid' }],
    ];
    expect(books('2026-01-05', ...facts).measures).toEqual([]);
    expect(books('2026-01-06', ...facts).measures).toEqual(['freeze-withdrawals', 'suspend-promotions']);
    expect(books('2026-01-08', ...facts).statements[2]).toMatchObject({
      open: '49.99',
      pendingReason: 'withdrawals-frozen',
    });
    const lifted = books('2026-01-11', ...facts);
    expect(lifted.measures).toEqual([]);
    expect(lifted.payouts).toMatchObject([{ initiatedOn: '2026-01-12', amount: '49.99' }]);
  });

  it('a bill of 20.00 for the second statement clears that one first; captured money is not counted as owed', () => {
    const facts: readonly ShortFact[] = [
      ...opened('2026-01-01'),
      adjustment('2026-01-05', '-30.00'),
      adjustment('2026-01-06', '-20.00'),
      ['bill.captured', '2026-01-07', { bill: 'b', amount: '49.50' }],
      ['bill.cleared', '2026-01-08', { bill: 'b', amount: '49.50', statements: [2] }],
      ['bill.reversed', '2026-01-09', { bill: 'b', amount: '49.50' }],
    ];
    expect(books('2026-01-06', ...facts).negativeDays).toBe(2);
    expect(books('2026-01-07', ...facts)).toMatchObject({ negativeDays: 0, balance: { owed: '50.00' } });
    const cleared = books('2026-01-08', ...facts);
    expect(cleared.allocations).toEqual([
      { credit: 3, debt: 2, amount: '20.00' },
      { credit: 3, debt: 1, amount: '29.50' },
    ]);
    expect(cleared.balance.owed).toBe('0.50');
    expect(payables(books('2026-01-09', ...facts)).at(-1)).toEqual(['2026-01-09', '-49.50']);
  });

  it('sea: 100.01 suspends promotions, 250.01 freezes, 500.01 deactivates, and no reserve is drawn', () => {
    const owing = (amount: string): readonly string[] =>
      books('2026-01-05', ...opened('2026-01-01', { marketplace: 'sea' }), adjustment('2026-01-05', `-${amount}`))
        .measures;
    expect(owing('100.00')).toEqual([]);
    expect(owing('100.01')).toEqual(['suspend-promotions']);
    expect(owing('250.01')).toEqual(['freeze-withdrawals', 'suspend-promotions']);
    expect(owing('500.01')).toEqual(['deactivate-shop', 'freeze-withdrawals', 'suspend-promotions']);
  });

  it('17:00 UTC on 01-05 is 01-06 in Singapore, 02:00 UTC on 01-06 is 01-05 in Sao Paulo', () => {
    const day = (marketplace: string, at: string): string | undefined =>
      books('2026-01-10', ...opened('2026-01-02', { marketplace }), adjustment(at, '2.00')).statements[0]?.day;
    expect(day('sea', '2026-01-05T17:00:00Z')).toBe('2026-01-06');
    expect(day('br', '2026-01-06T02:00:00Z')).toBe('2026-01-05');
  });

  it('30 days without activity: inactive; 37: products removed; a sign-in does not help, an edit does; 61: banned', () => {
    const idle: readonly ShortFact[] = [...opened('2026-01-01'), ['shop.activity', '2026-01-02', { kind: 'sign-in' }]];
    expect(books('2026-01-31', ...idle).activity).toBe('active');
    expect(books('2026-02-01', ...idle).activity).toBe('inactive');
    expect(books('2026-02-08', ...idle).activity).toBe('products-removed');
    expect(books('2026-03-03', ...idle).activity).toBe('products-removed');
    expect(books('2026-03-04', ...idle).activity).toBe('banned');
    const on = (kind: string): ShortFact => ['shop.activity', '2026-02-09', { kind }];
    expect(books('2026-02-09', ...idle, on('sign-in')).activity).toBe('products-removed');
    expect(books('2026-02-09', ...idle, on('product-edited')).activity).toBe('active');
  });
});
