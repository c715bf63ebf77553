import { describe, expect, it } from 'vitest';
import { plainDate } from '@/domain/calendar/plain-date';
import type { PayoutSchedule } from '@/domain/fact/fact';
import { minor } from '@/domain/money/money';
import { netPending } from '@/domain/netting/net';
import { nextPayoutDay } from '@/domain/payout/schedule';
import { booksThrough } from '../support/facts';
import { adjusted, allocations, happens, opens, payouts, sells, standings, verified } from '../support/story';

const OPEN = opens('2026-01-01');
const DAY = plainDate('2026-03-02');
const net = (opens_: readonly (readonly [number, bigint])[], debtsFirst: readonly number[] = []) => {
  const pending = opens_.map(([no, open]) => ({ no, open: minor(open) }));
  const { allocations: steps, pending: left } = netPending(pending, DAY, 1, debtsFirst);
  return {
    steps: steps.map((step) => [step.creditStatement, step.debtStatement, step.amount]),
    left: left.map(({ no, open }) => [no, open]),
  };
};

describe('Positive open amounts are set against negative ones, oldest first on both sides (R7.1)', () => {
  it('53.58 covers 37.40; 16.18 stays open', () => {
    expect(
      net([
        [1, -3740n],
        [2, 5358n],
      ]),
    ).toEqual({ steps: [[2, 1, 3740n]], left: [[2, 1618n]] });
  });

  it('10.00 and 5.00 against 3.00 and 20.00: 1 pays 3.00 and 7.00, 4 pays 5.00; 8.00 is owed', () => {
    expect(
      net([
        [1, 1000n],
        [2, -300n],
        [3, -2000n],
        [4, 500n],
      ]),
    ).toEqual({
      steps: [
        [1, 2, 300n],
        [1, 3, 700n],
        [4, 3, 500n],
      ],
      left: [[3, -800n]],
    });
  });

  it('debts that a bill names come first: 5.00 goes to statement 2, not to the older 1', () => {
    expect(
      net(
        [
          [1, -300n],
          [2, -600n],
          [3, 500n],
        ],
        [2],
      ),
    ).toEqual({
      steps: [[3, 2, 500n]],
      left: [
        [1, -300n],
        [2, -100n],
      ],
    });
  });

  it('amounts of one sign stay as they are', () => {
    expect(
      net([
        [1, 300n],
        [2, 600n],
      ]).steps,
    ).toEqual([]);
  });

  it('in the books: -8.00, -5.00, then +10.00: 8.00 to the first, 2.00 to the second; 3.00 owed (R7.2)', () => {
    const told = [adjusted('2026-01-05', '-8.00'), adjusted('2026-01-06', '-5.00'), adjusted('2026-01-07', '10.00')];
    const books = booksThrough([...OPEN, ...told], '2026-01-07');
    expect(allocations(books)).toEqual(['3 -> 1 8.00', '3 -> 2 2.00']);
    expect(books.balance).toMatchObject({ available: -300n, owed: 300n });
  });
});

describe('The minimum payout is 1.00 (R7.3)', () => {
  it('0.99 waits; with 0.01 more it is paid', () => {
    const told = [...OPEN, adjusted('2026-01-05', '0.99')];
    expect(payouts(booksThrough(told, '2026-01-31'))).toEqual([]);
    expect(payouts(booksThrough([...told, adjusted('2026-01-12', '0.01')], '2026-01-31'))).toEqual([
      '2026-01-13 1.00 processing',
    ]);
  });
});

describe('Payouts are made on the days of the schedule (R7.3)', () => {
  const since = (schedule: PayoutSchedule, changedOn: string | null) => ({
    schedule,
    changedOn: changedOn === null ? null : plainDate(changedOn),
  });
  const days = (schedule: PayoutSchedule, changedOn: string | null, after: string, count: number) => {
    const found: string[] = [];
    let day = plainDate(after);
    for (let made = 0; made < count; made += 1) {
      day = nextPayoutDay(day, since(schedule, changedOn), 'federal-reserve');
      found.push(day);
    }
    return found;
  };

  it('daily: every business day, none on Martin Luther King day, 19 January 2026', () => {
    expect(days({ schedule: 'daily' }, null, '2026-01-15', 3)).toEqual(['2026-01-16', '2026-01-20', '2026-01-21']);
  });

  it('weekly on Monday, 19 January a holiday: moved to Tuesday 20', () => {
    expect(days({ schedule: 'weekly', weekday: 1 }, '2026-01-08', '2026-01-08', 3)).toEqual([
      '2026-01-12',
      '2026-01-20',
      '2026-01-26',
    ]);
  });

  it('weekly on Saturday: on the Monday after', () => {
    expect(days({ schedule: 'weekly', weekday: 6 }, '2026-01-08', '2026-01-08', 2)).toEqual([
      '2026-01-12',
      '2026-01-20',
    ]);
  });

  it('a change counts from the day after it: changed on Saturday 10 January to Saturdays, not paid on Monday 12 but on Tuesday 20', () => {
    expect(days({ schedule: 'weekly', weekday: 6 }, '2026-01-10', '2026-01-10', 1)).toEqual(['2026-01-20']);
  });

  it('every two weeks on Friday, changed on Wednesday 7 January: 9 January, then every 14 days', () => {
    expect(days({ schedule: 'every-two-weeks', weekday: 5 }, '2026-01-07', '2026-01-07', 3)).toEqual([
      '2026-01-09',
      '2026-01-23',
      '2026-02-06',
    ]);
  });

  it('changed on a Friday to Fridays: the first such weekday after the change is a week later', () => {
    expect(days({ schedule: 'every-two-weeks', weekday: 5 }, '2026-01-09', '2026-01-09', 2)).toEqual([
      '2026-01-16',
      '2026-01-30',
    ]);
  });

  it('a moved day of the two weeks moves no other: Monday 5 and Tuesday 20 January, Monday 2 February', () => {
    expect(days({ schedule: 'every-two-weeks', weekday: 1 }, '2026-01-02', '2026-01-02', 3)).toEqual([
      '2026-01-05',
      '2026-01-20',
      '2026-02-02',
    ]);
  });

  it('monthly on the 28th: Saturday 28 February 2026 moves to Monday 2 March', () => {
    expect(days({ schedule: 'monthly', dayOfMonth: 28 }, '2026-01-05', '2026-01-28', 2)).toEqual([
      '2026-03-02',
      '2026-03-30',
    ]);
  });

  it('monthly on the 1st: New Year moves to 2 January', () => {
    expect(days({ schedule: 'monthly', dayOfMonth: 1 }, '2025-12-05', '2025-12-20', 1)).toEqual(['2026-01-02']);
  });

  it('a weekly payout takes all statements of days before it: 5.00 + 7.00 on Friday 9, 3.00 of Friday itself on 16', () => {
    const told = [
      ...OPEN,
      happens('payout-schedule.changed', '2026-01-02', { schedule: 'weekly', weekday: 5 }),
      adjusted('2026-01-05', '5.00'),
      adjusted('2026-01-08', '7.00'),
      adjusted('2026-01-09', '3.00'),
    ];
    expect(payouts(booksThrough(told, '2026-01-20'))).toEqual([
      '2026-01-09 12.00 processing',
      '2026-01-16 3.00 processing',
    ]);
  });
});

describe('A payout keeps the bank account that it started with (R7.4)', () => {
  it('a new account concerns later payouts only', () => {
    const told = [
      ...OPEN,
      adjusted('2026-01-05', '5.00'),
      verified('2026-01-06', 'acc-2'),
      adjusted('2026-01-06', '7.00'),
    ];
    expect(booksThrough(told, '2026-01-07').payouts.map(({ amount, account }) => [amount, account])).toEqual([
      [500n, 'acc-1'],
      [700n, 'acc-2'],
    ]);
  });

  it('a freeze does not stop a payout on its way', () => {
    const told = [
      ...OPEN,
      adjusted('2026-01-05', '5.00'),
      adjusted('2026-01-06', '-150.00'),
      happens('payout.paid', '2026-01-07', { payout: 1 }),
    ];
    expect(payouts(booksThrough(told, '2026-01-07'))).toEqual(['2026-01-06 5.00 paid']);
  });
});

describe('Failed and returned payouts come back (R7.5)', () => {
  const sent = [...OPEN, adjusted('2026-01-05', '5.00')];
  const failed = [...sent, happens('payout.failed', '2026-01-07', { payout: 1, code: 'account-closed' })];

  it('a failed one: its 5.00 is open again and is not retried by itself', () => {
    const books = booksThrough(failed, '2026-01-31');
    expect(standings(books)).toEqual(['2026-01-05 daily 5.00 pending']);
    expect(payouts(books)).toEqual(['2026-01-06 5.00 failed']);
    expect(books.payouts[0]).toMatchObject({ code: 'account-closed', settledOn: '2026-01-07' });
  });

  it('it is retried once the account is confirmed: verified on 12 January, paid on 13', () => {
    expect(payouts(booksThrough([...failed, verified('2026-01-12')], '2026-01-31'))).toEqual([
      '2026-01-06 5.00 failed',
      '2026-01-13 5.00 processing',
    ]);
  });

  it('what came back is netted: 5.00 against -3.00 of the day before', () => {
    const told = [...failed, adjusted('2026-01-06', '-3.00')];
    const books = booksThrough(told, '2026-01-07');
    expect(standings(books)).toEqual(['2026-01-05 daily 2.00 pending', '2026-01-06 daily 0.00 paid']);
  });

  it('a paid one may be returned days later', () => {
    const told = [
      ...sent,
      happens('payout.paid', '2026-01-07', { payout: 1 }),
      happens('payout.returned', '2026-01-12', { payout: 1, code: 'unknown-account' }),
    ];
    expect(standings(booksThrough(told, '2026-01-11'))).toEqual(['2026-01-05 daily 0.00 paid']);
    expect(standings(booksThrough(told, '2026-01-12'))).toEqual(['2026-01-05 daily 5.00 pending']);
  });

  it('every step is booked, and each booking sums to zero (R12.1)', () => {
    const books = booksThrough([...failed, verified('2026-01-12')], '2026-01-31');
    expect(books.journals.map((journal) => journal.source)).toEqual([
      'statement',
      'payout-started',
      'payout-failed',
      'payout-started',
    ]);
    for (const { entries } of books.journals) expect(entries.reduce((left, { amount }) => left + amount, 0n)).toBe(0n);
  });
});

describe('Balances (R7.6)', () => {
  const told = [
    ...OPEN,
    ...sells('A', { gross: '100.00', placed: '2026-01-05', delivered: '2026-01-07' }),
    adjusted('2026-01-08', '5.00'),
    adjusted('2026-01-09', '7.00'),
  ];

  it('Friday 9 January: 5.00 on its way, 7.00 available, 94.00 on hold', () => {
    expect(booksThrough(told, '2026-01-09').balance).toEqual({
      available: 700n,
      inTransit: 500n,
      reserved: 0n,
      onHold: 9400n,
      owed: 0n,
    });
  });

  it('once settled, the order is no longer on hold', () => {
    expect(booksThrough(told, '2026-01-15').balance.onHold).toBe(0n);
  });

  it('a refund lowers what is on hold: 94.00 - 40.00 + 2.40 - 0.48 = 55.92', () => {
    const refund = happens('order.refunded', '2026-01-09', {
      order: 'A',
      refund: 'R',
      lines: [{ sku: 'set', quantity: 1, amount: '40.00' }],
      fault: 'seller',
    });
    expect(booksThrough([...told, refund], '2026-01-09').balance.onHold).toBe(5592n);
  });
});
