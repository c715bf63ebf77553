import { describe, expect, it } from 'vitest';
import { explainWithholding } from '@/domain/explain/withholding';
import { minor } from '@/domain/money/money';
import { cutToPayable } from '@/domain/reserve/hold';
import { booksThrough, type WireFact } from '../support/facts';
import {
  adjusted,
  charged,
  componentsOn,
  happens,
  holds,
  levelSet,
  measures,
  opens,
  payables,
  payouts,
  sells,
} from '../support/story';

// Level 1, 10 % for 30 days, from 2 February on; February is one month without a monthly evaluation in its middle.
const OPEN = [...opens('2026-01-01'), levelSet('2026-02-01', 1)];
const A = sells('A', { gross: '100.00', placed: '2026-02-02', delivered: '2026-02-04' });
const books = (day: string, ...told: readonly WireFact[]) => booksThrough([...OPEN, ...told], day);
const withholdingOf = (made: ReturnType<typeof books>, order = 'A') =>
  made.statements
    .flatMap((statement) => statement.lines)
    .find((line) => line.order === order && line.event === 'settlement')?.withholding;

describe('At settlement a share is withheld until delivery + the period of the level (R5.1, R5.2)', () => {
  it.each([
    [0, '0.70', '70 % x 94.00 = 65.80', 6580n],
    [1, '0.10', '10 % x 94.00 = 9.40', 940n],
    [2, '0.05', '5 % x 94.00 = 4.70', 470n],
  ])('level %d withholds %s: %s, until 4 February + 30 = 6 March', (level, rate, _sum, withheld) => {
    const made = booksThrough([...opens('2026-01-01'), levelSet('2026-02-01', level), ...A], '2026-02-12');
    expect(made.holds).toMatchObject([
      { order: 'A', rate, withheld, releaseOn: '2026-03-06', settledOn: '2026-02-12' },
    ]);
  });

  it('on the same statement: settlement 94.00, reserve -9.40, payable 84.60', () => {
    expect(books('2026-02-12', ...A).statements[0]).toMatchObject({
      settlement: 9400n,
      reserveNet: -940n,
      payable: 8460n,
    });
  });

  it('the level is that of the settlement day, not of the delivery: set on 11 February, in effect on 12', () => {
    expect(withholdingOf(books('2026-02-12', ...A, levelSet('2026-02-11', 2)))).toMatchObject({
      level: 2,
      withheld: 470n,
    });
  });

  it('a level set on the settlement day itself comes too late: 9.40 by level 1', () => {
    expect(withholdingOf(books('2026-02-12', ...A, levelSet('2026-02-12', 2)))).toMatchObject({
      level: 1,
      withheld: 940n,
    });
  });
});

describe('Why nothing is withheld, in the record of the order (R5.1)', () => {
  it('introductory tier: delivery + 30 days lies before settlement at delivery + 31', () => {
    const made = booksThrough(
      [...opens('2026-02-01', { probation: true }), ...sells('A', { placed: '2026-02-02', delivered: '2026-02-04' })],
      '2026-03-31',
    );
    expect(payables(made)).toEqual(['2026-03-07 daily 94.00']);
    expect(withholdingOf(made)).toMatchObject({
      level: 1,
      withheld: 0n,
      releaseOn: '2026-03-06',
      reason: 'released-before-settlement',
    });
    expect(made.holds).toEqual([]);
  });

  it('level 3 withholds 0 %', () => {
    const made = booksThrough([...opens('2026-01-01'), ...A], '2026-02-12');
    expect(withholdingOf(made)).toMatchObject({ level: 3, reason: 'rate-zero', withheld: 0n });
  });

  it('an exempt shop', () => {
    const made = booksThrough(
      [...opens('2026-01-01', { reserveExempt: true }), levelSet('2026-02-01', 1), ...A],
      '2026-02-12',
    );
    expect(withholdingOf(made)).toMatchObject({ reason: 'exempt', withheld: 0n });
  });

  it('an exemption given later holds from its day on', () => {
    const exempted = happens('shop.reserve-exemption-changed', '2026-02-12', { exempt: true, reason: 'agreed' });
    expect(withholdingOf(books('2026-02-12', ...A, exempted))).toMatchObject({ reason: 'exempt' });
  });

  it('an order that settles at 94.00 - 95.00 = -1.00', () => {
    const made = books('2026-02-12', ...A, charged('A', '2026-02-05', 'fulfilment-fee', '-95.00'));
    expect(withholdingOf(made)).toMatchObject({ reason: 'settlement-not-positive', withheld: 0n });
  });

  it('10 % x 0.04 = 0.004 rounds to nothing', () => {
    const made = books('2026-02-12', ...sells('A', { gross: '0.04', placed: '2026-02-02', delivered: '2026-02-04' }));
    expect(withholdingOf(made)).toMatchObject({ reason: 'rounds-to-zero', withheld: 0n });
  });

  it('an order that waited for a dispute past delivery + 30 days', () => {
    const dispute = [
      happens('dispute.opened', '2026-02-05', { order: 'A', dispute: 'D', amount: '1.00' }),
      happens('dispute.won', '2026-03-10', { order: 'A', dispute: 'D' }),
    ];
    const made = books('2026-03-31', ...A, ...dispute, levelSet('2026-03-05', 1));
    expect(withholdingOf(made)).toMatchObject({ reason: 'released-before-settlement' });
  });

  it('every reason has its words', () => {
    const record = { level: 1, rate: '0.10', releaseOn: '2026-03-06', withheld: minor(0n), full: minor(0n) } as const;
    const reasons = [
      'exempt',
      'settlement-not-positive',
      'rate-zero',
      'rounds-to-zero',
      'released-before-settlement',
    ] as const;
    const words = reasons.map((reason) => explainWithholding({ ...record, reason } as never));
    expect(new Set(words).size).toBe(reasons.length);
    expect(explainWithholding({ ...record, withheld: minor(940n), full: minor(940n), reason: null } as never)).toBe(
      '10 % of the settlement, 9.40, is held until 2026-03-06.',
    );
  });
});

describe('What remains is released on its day (R5.3)', () => {
  it('9.40 on 6 March', () => {
    const made = books('2026-03-31', ...A);
    expect(componentsOn(made, '2026-03-06')).toEqual(['reserve-released 9.40']);
    expect(holds(made)).toEqual(['A 9.40 = 9.40 + 0.00 + 0.00']);
  });

  it('and is paid out: 84.60 on 13 February, 9.40 on Monday 9 March', () => {
    expect(payouts(books('2026-03-31', ...A))).toEqual(['2026-02-13 84.60 processing', '2026-03-09 9.40 processing']);
  });
});

describe('Reserves are used only for what the shop cannot cover, the oldest first (R5.4, R9.2)', () => {
  const sold = [
    ...sells('B', { gross: '100.00', placed: '2026-02-02', delivered: '2026-02-03' }),
    ...sells('A', { gross: '100.00', placed: '2026-02-02', delivered: '2026-02-04' }),
    ...sells('C', { gross: '100.00', placed: '2026-02-02', delivered: '2026-02-04' }),
  ];

  it('owed 110.00: B of 11 February first, then by id A and C of 12 February: 9.40 each; 81.80 is still owed', () => {
    const made = books('2026-02-16', ...sold, adjusted('2026-02-16', '-110.00'));
    expect(componentsOn(made, '2026-02-16', 'reserve-draw')).toEqual([
      'reserve-used 9.40',
      'reserve-used 9.40',
      'reserve-used 9.40',
    ]);
    expect(made.statements.at(-1)?.lines.map((line) => line.order)).toEqual(['B', 'A', 'C']);
    expect(made.balance.owed).toBe(8180n);
  });

  it('a fee that the balance covers leaves the reserve alone', () => {
    const made = books('2026-02-12', ...sold, adjusted('2026-02-12', '-110.00'));
    expect(holds(made)).toEqual([
      'B 9.40 = 0.00 + 0.00 + 9.40',
      'A 9.40 = 0.00 + 0.00 + 9.40',
      'C 9.40 = 0.00 + 0.00 + 9.40',
    ]);
  });

  it('a hold of 188.00 is used no further than the 101.00 that are owed', () => {
    const big = sells('A', { gross: '2000.00', placed: '2026-02-02', delivered: '2026-02-04' });
    const made = books('2026-02-16', ...big, adjusted('2026-02-16', '-101.00'));
    expect(holds(made)).toEqual(['A 188.00 = 0.00 + 101.00 + 87.00']);
    expect(made.balance.owed).toBe(0n);
  });

  it('the rest of a hold is released on its day: 188.00 = 87.00 released + 101.00 used', () => {
    const big = sells('A', { gross: '2000.00', placed: '2026-02-02', delivered: '2026-02-04' });
    const made = books('2026-03-31', ...big, adjusted('2026-02-16', '-101.00'));
    expect(holds(made)).toEqual(['A 188.00 = 87.00 + 101.00 + 0.00']);
  });
});

describe("A day's withholding is at most what its statement would pay, the last order id cut first (R5.6)", () => {
  const two = [
    ...sells('A', { gross: '100.00', placed: '2026-02-02', delivered: '2026-02-04' }),
    ...sells('B', { gross: '100.00', placed: '2026-02-02', delivered: '2026-02-04' }),
  ];

  it('two holds of 9.40 on a statement that would pay 188.00 - 175.00 = 13.00: A 9.40, B cut to 3.60; payable 0.00', () => {
    const made = books('2026-02-12', ...two, adjusted('2026-02-12', '-175.00'));
    expect(holds(made)).toEqual(['A 9.40 = 0.00 + 0.00 + 9.40', 'B 3.60 = 0.00 + 0.00 + 3.60']);
    expect(made.statements.at(-1)).toMatchObject({ payable: 0n, status: 'paid', payout: null });
    expect(withholdingOf(made, 'B')).toMatchObject({ full: 940n, withheld: 360n, reason: 'statement-would-not-pay' });
  });

  it('a statement that would be negative withholds nothing: 188.00 - 200.00', () => {
    const made = books('2026-02-12', ...two, adjusted('2026-02-12', '-200.00'));
    expect(made.holds).toEqual([]);
    expect(payables(made)).toEqual(['2026-02-12 daily -12.00']);
  });

  it('cut by order id: 5.00 and 3.00 wished, 6.00 allowed: 5.00 and 1.00', () => {
    const wishes = [
      { order: 'A', full: minor(500n) },
      { order: 'B', full: minor(300n) },
    ];
    expect(cutToPayable(wishes, minor(600n))).toEqual([500n, 100n]);
    expect(cutToPayable(wishes, minor(200n))).toEqual([200n, 0n]);
    expect(cutToPayable(wishes, minor(-1n))).toEqual([0n, 0n]);
  });
});

describe('A shop that closes on 20 February (R5.7)', () => {
  const closed = happens('shop.closed', '2026-02-20');

  it('is not paid on 21 February to 20 May; 20 February + 90 days = 21 May', () => {
    const later = adjusted('2026-02-20', '25.00');
    const made = books('2026-05-31', ...A, closed, later);
    // The hold, due on 6 March, waits for 21 May as well; it is on the statement of that day, so paid on the next.
    expect(payouts(made)).toEqual([
      '2026-02-13 84.60 processing',
      '2026-05-21 25.00 processing',
      '2026-05-22 9.40 processing',
    ]);
  });

  it('every release waits for 21 May', () => {
    expect(books('2026-02-20', ...A, closed).holds).toMatchObject([{ order: 'A', releaseOn: '2026-05-21' }]);
  });

  it('so does the release of an order that settles after the closing', () => {
    const b = sells('B', { gross: '100.00', placed: '2026-02-12', delivered: '2026-02-14' });
    expect(books('2026-02-22', closed, ...b).holds).toMatchObject([{ order: 'B', releaseOn: '2026-05-21' }]);
  });

  it('what it owes is drawn from the reserve at once, without a measure: 5.00 of 9.40', () => {
    const made = books('2026-02-25', ...A, closed, adjusted('2026-02-24', '-5.00'));
    expect(holds(made)).toEqual(['A 9.40 = 0.00 + 5.00 + 4.40']);
    expect(measures(made)).toEqual([]);
  });
});
