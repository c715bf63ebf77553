import { describe, expect, it } from 'vitest';
import { us } from '@/domain/policy/books/us';
import type { Policy } from '@/domain/policy/policy';
import { booksThrough, type WireFact } from '../support/facts';
import {
  adjusted,
  booksUnder,
  daysOf,
  happens,
  holds,
  levelSet,
  measures,
  opens,
  payables,
  payouts,
  paysBill,
  sells,
} from '../support/story';

const OPEN = opens('2026-01-01');
const through = (day: string, ...told: readonly WireFact[]) => booksThrough([...OPEN, ...told], day);
const owes = (day: string, amount: string) => adjusted(day, `-${amount}`, 'platform-penalty');

describe('us: more than 100.00 owed suspends promotions and freezes withdrawals at once (R9.1)', () => {
  it('100.01', () => {
    expect(measures(through('2026-01-05', owes('2026-01-05', '100.01')))).toEqual([
      '2026-01-05 suspend-promotions',
      '2026-01-05 freeze-withdrawals',
    ]);
  });

  it('exactly 100.00 does not', () => {
    expect(measures(through('2026-01-05', owes('2026-01-05', '100.00')))).toEqual([]);
  });

  it('judged after netting: 150.00 owed and 60.00 earned on one day is 90.00', () => {
    expect(measures(through('2026-01-05', owes('2026-01-05', '150.00'), adjusted('2026-01-05', '60.00')))).toEqual([]);
  });

  it('the record names the rule, what was owed and for how long', () => {
    expect(through('2026-01-06', owes('2026-01-05', '50.00'), owes('2026-01-06', '70.00')).state.measures[0]).toEqual({
      measure: 'suspend-promotions',
      since: '2026-01-06',
      owed: 12000n,
      negativeDays: 2,
      trigger: 'owed-over 100.00',
    });
  });
});

describe('us: ten consecutive negative days do the same (R9.1)', () => {
  it('1.00 owed from 5 January: not yet at the close of 13, on the tenth day, 14 January', () => {
    const debt = owes('2026-01-05', '1.00');
    expect(measures(through('2026-01-13', debt))).toEqual([]);
    expect(measures(through('2026-01-14', debt))).toEqual([
      '2026-01-14 suspend-promotions',
      '2026-01-14 freeze-withdrawals',
    ]);
  });

  it('0.99 is no negative day: owed for a month, nothing happens', () => {
    const books = through('2026-02-10', owes('2026-01-05', '0.99'));
    expect([measures(books), books.state.negativeDays]).toEqual([[], 0]);
  });

  it('one day-end at 0.00 breaks the run: owed again from 10 January, its tenth day is 19 January', () => {
    const told = [owes('2026-01-05', '5.00'), ...paysBill('2026-01-09', '5.00'), owes('2026-01-10', '5.00')];
    expect(through('2026-01-18', ...told).state.negativeDays).toBe(9);
    expect(measures(through('2026-01-18', ...told))).toEqual([]);
    expect(measures(through('2026-01-19', ...told))).toHaveLength(2);
  });

  it('a draw that covers all that is owed breaks the run: negative before it, not after it', () => {
    const told = [
      levelSet('2026-01-01', 1),
      ...sells('A', { gross: '100.00', placed: '2026-01-02', delivered: '2026-01-03' }),
      owes('2026-01-12', '5.00'),
    ];
    const books = through('2026-01-21', ...told);
    expect(daysOf(books, 'measure-applied')).toEqual(['2026-01-21', '2026-01-21']);
    expect(books.state.negativeDays).toBe(0);
  });

  it('a payment captured and not yet cleared counts as paid: no negative day, no measure', () => {
    const captured = happens('bill.captured', '2026-01-05', { bill: 'b', amount: '150.00' });
    const books = through('2026-01-10', owes('2026-01-05', '150.00'), captured);
    expect([measures(books), books.state.negativeDays]).toEqual([[], 0]);
  });

  it('a capture that fails lets the measures fall on that day', () => {
    const told = [
      happens('bill.captured', '2026-01-05', { bill: 'b', amount: '150.00' }),
      happens('bill.failed', '2026-01-08', { bill: 'b' }),
    ];
    expect(measures(through('2026-01-10', owes('2026-01-05', '150.00'), ...told))[0]).toBe(
      '2026-01-08 suspend-promotions',
    );
  });
});

describe('While a rule of the ladder is true, the reserve is drawn at each close (R9.2)', () => {
  const held = [
    levelSet('2026-01-01', 1),
    ...sells('A', { gross: '100.00', placed: '2026-01-02', delivered: '2026-01-03' }),
    ...sells('B', { gross: '100.00', placed: '2026-01-02', delivered: '2026-01-06' }),
  ];

  it('110.00 - 9.40 drawn on 12 January = 100.60; B settles on 14 January: 100.60 - 84.60 = 16.00, not over 100.00, so B is not drawn', () => {
    const books = through('2026-01-14', ...held, owes('2026-01-12', '110.00'));
    expect(payables(books)).toEqual([
      '2026-01-11 daily 84.60',
      '2026-01-12 daily -110.00',
      '2026-01-12 reserve-draw 9.40',
      '2026-01-14 daily 84.60',
    ]);
    expect(holds(books)).toEqual(['A 9.40 = 0.00 + 9.40 + 0.00', 'B 9.40 = 0.00 + 0.00 + 9.40']);
    expect(books.balance.owed).toBe(1600n);
  });

  it('still over 100.00 at the next close: the new hold is drawn too', () => {
    const books = through('2026-01-14', ...held, owes('2026-01-12', '250.00'));
    expect(holds(books)).toEqual(['A 9.40 = 0.00 + 9.40 + 0.00', 'B 9.40 = 0.00 + 9.40 + 0.00']);
  });

  it('nothing in reserve, no statement', () => {
    expect(payables(through('2026-01-05', owes('2026-01-05', '110.00')))).toEqual(['2026-01-05 daily -110.00']);
  });
});

describe('sea keeps its own ladder: over 100.00, 250.00, 500.00 (R9.1)', () => {
  const sea = (amount: string) =>
    booksThrough([...opens('2026-01-01', { marketplace: 'sea' }), owes('2026-01-05', amount)], '2026-01-05');

  it.each([
    ['100.00', []],
    ['100.01', ['suspend-promotions']],
    ['250.00', ['suspend-promotions']],
    ['250.01', ['suspend-promotions', 'freeze-withdrawals']],
    ['500.00', ['suspend-promotions', 'freeze-withdrawals']],
    ['500.01', ['suspend-promotions', 'freeze-withdrawals', 'deactivate-shop']],
  ])('owed %s: %j', (amount, expected) => {
    expect(sea(amount).state.measures.map((inForce) => inForce.measure)).toEqual(expected);
  });

  it('twenty negative days bring nothing there', () => {
    const told = [...opens('2026-01-01', { marketplace: 'sea' }), owes('2026-01-05', '50.00')];
    expect(measures(booksThrough(told, '2026-01-25'))).toEqual([]);
  });

  it('a deactivated shop is not paid', () => {
    const told = [
      ...opens('2026-01-01', { marketplace: 'sea' }),
      owes('2026-01-05', '600.00'),
      adjusted('2026-01-06', '700.00'),
      happens('appeal.granted', '2026-01-07', { reason: 'paid up', measures: ['freeze-withdrawals'] }),
    ];
    expect(payouts(booksThrough(told, '2026-01-31'))).toEqual([]);
  });
});

describe('A measure ends by an appeal (R9.3)', () => {
  const frozen = [owes('2026-01-05', '150.00'), adjusted('2026-01-06', '170.00')];

  it('not by itself: nothing is owed, 20.00 stays unpaid', () => {
    const books = through('2026-01-31', ...frozen);
    expect(measures(books)).toHaveLength(2);
    expect(payouts(books)).toEqual([]);
  });

  it('granted on 8 January: lifted from then on, 20.00 paid on 9', () => {
    const books = through('2026-01-31', ...frozen, happens('appeal.granted', '2026-01-08', { reason: 'settled' }));
    expect(measures(books)).toEqual([]);
    expect(daysOf(books, 'measure-lifted')).toEqual(['2026-01-08', '2026-01-08']);
    expect(payouts(books)).toEqual(['2026-01-09 20.00 processing']);
  });

  it('granted for one measure only, the other stays', () => {
    const appeal = happens('appeal.granted', '2026-01-08', { reason: 'settled', measures: ['suspend-promotions'] });
    expect(measures(through('2026-01-31', ...frozen, appeal))).toEqual(['2026-01-05 freeze-withdrawals']);
  });

  it('a marketplace that lifts automatically does so at the close at which nothing is owed', () => {
    const first = us.versions[0] as Policy;
    const lenient = {
      us: { ...us, versions: [{ ...first, enforcement: { ...first.enforcement, lift: 'automatic' as const } }] },
    };
    const books = booksUnder(lenient, [...OPEN, ...frozen], '2026-01-10');
    expect(daysOf(books, 'measure-lifted')).toEqual(['2026-01-06', '2026-01-06']);
    expect(payouts(books)).toEqual(['2026-01-07 20.00 processing']);
  });
});

describe('Warnings before a rule fires (R9.4)', () => {
  it('80.00 is 80 % of 100.00; 79.99 is not', () => {
    expect(daysOf(through('2026-01-05', owes('2026-01-05', '79.99')), 'amount-warning')).toEqual([]);
    expect(daysOf(through('2026-01-05', owes('2026-01-05', '80.00')), 'amount-warning')).toEqual(['2026-01-05']);
  });

  it('once for each time that it is reached: 85.00, 85.00, 60.00, 90.00', () => {
    const told = [owes('2026-01-05', '85.00'), adjusted('2026-01-07', '25.00'), owes('2026-01-08', '30.00')];
    expect(daysOf(through('2026-01-09', ...told), 'amount-warning')).toEqual(['2026-01-05', '2026-01-08']);
  });

  it('no warning once the rule fires: 150.00 at once', () => {
    expect(daysOf(through('2026-01-06', owes('2026-01-05', '150.00')), 'amount-warning')).toEqual([]);
  });

  it('on negative days 5 and 8: from 5 January, on 9 and 12', () => {
    expect(daysOf(through('2026-01-20', owes('2026-01-05', '5.00')), 'days-warning')).toEqual([
      '2026-01-09',
      '2026-01-12',
    ]);
  });

  it('at 80 % of each rule of sea: 80.00, 200.00, 400.00', () => {
    const sea = (amount: string) =>
      booksThrough([...opens('2026-01-01', { marketplace: 'sea' }), owes('2026-01-05', amount)], '2026-01-05');
    expect(
      ['80.00', '199.99', '200.00', '400.00'].map((amount) => daysOf(sea(amount), 'amount-warning').length),
    ).toEqual([1, 0, 1, 1]);
  });
});
