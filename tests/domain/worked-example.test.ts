import { describe, expect, it } from 'vitest';
import { formatMinor } from '@/domain/money/money';
import type { Books } from '@/domain/replay';
import { booksThrough } from '../support/facts';
import { IVY, ivyCancels, ivyOpens, ivySells } from '../support/ivy';

function statementOf(books: Books, day: string, kind = 'daily') {
  const statement = books.statements.find((one) => one.day === day && one.kind === kind);
  if (statement === undefined) throw new Error(`no ${kind} statement on ${day}`);
  const { settlement, reserveNet, payable, open, status } = statement;
  return {
    settlement: formatMinor(settlement),
    reserveNet: formatMinor(reserveNet),
    payable: formatMinor(payable),
    open: formatMinor(open),
    status,
  };
}

function componentsOn(books: Books, day: string) {
  const statement = books.statements.find((one) => one.day === day && one.kind === 'daily');
  return statement?.lines.flatMap((line) =>
    line.components.map(({ kind, amount }) => `${kind} ${formatMinor(amount)}`),
  );
}

const payouts = (books: Books) => books.payouts.map((payout) => `${payout.initiatedOn} ${formatMinor(payout.amount)}`);
const warnings = (books: Books) =>
  books.events
    .filter((event) => event.kind === 'amount-warning' || event.kind === 'days-warning')
    .map((event) => `${event.day} ${event.kind}`);

describe('The worked example of engine.md: Ivy', () => {
  it("January's one seller-fault cancellation of 24 is 4.17 %, over 2.5 %: March is reserve level 2", () => {
    expect(booksThrough(IVY, '2026-02-28').state.levels.at(-1)).toMatchObject({
      from: '2026-03-01',
      level: 2,
      measurement: { placedCount: 24, sellerFaultCount: 1 },
    });
  });

  it('order A settles on 10 March: 84.30 - 6 % 5.06 = 79.24; 5 % 3.96 withheld; payable 75.28', () => {
    const books = booksThrough(IVY, '2026-03-10');
    expect(componentsOn(books, '2026-03-10')).toEqual([
      'gross-sales 84.30',
      'referral-fee -5.06',
      'reserve-withheld -3.96',
    ]);
    expect(statementOf(books, '2026-03-10')).toMatchObject({
      settlement: '79.24',
      reserveNet: '-3.96',
      payable: '75.28',
    });
    expect(books.holds).toMatchObject([{ order: 'A', releaseOn: '2026-04-01' }]);
  });

  it('the run of Wednesday 11 March pays out 75.28', () => {
    expect(payouts(booksThrough(IVY, '2026-03-10'))).toEqual(['2026-03-11 75.28']);
  });

  it('the refund of A on 12 March: -84.30 + 5.06 - 1.01 - 7.15 = -87.40', () => {
    const books = booksThrough(IVY, '2026-03-12');
    expect(componentsOn(books, '2026-03-12')).toEqual([
      'refund -84.30',
      'referral-fee-refund 5.06',
      'refund-administration-fee -1.01',
      'return-shipping-fee -7.15',
    ]);
    expect(statementOf(books, '2026-03-12')).toMatchObject({
      settlement: '-87.40',
      payable: '-87.40',
      open: '-87.40',
      status: 'pending',
    });
    expect(formatMinor(books.balance.owed)).toBe('87.40');
  });

  it('87.40 is over 80 % of 100.00: warned on 12 March; the fifth negative day, 16 March: warned again', () => {
    expect(warnings(booksThrough(IVY, '2026-03-16'))).toEqual(['2026-03-12 amount-warning', '2026-03-16 days-warning']);
  });

  it('she pays 50.00 on 13 March: 87.40 - 50.00 = 37.40 still owed, and no payout', () => {
    const books = booksThrough(IVY, '2026-03-13');
    expect(statementOf(books, '2026-03-13', 'bill-payment')).toMatchObject({
      payable: '50.00',
      open: '0.00',
      status: 'paid',
    });
    expect(statementOf(books, '2026-03-12')).toMatchObject({ open: '-37.40', status: 'pending' });
    expect(payouts(books)).toHaveLength(1);
  });

  it('order B on 17 March: 60.00 - 3.60 = 56.40, 2.82 withheld, payable 53.58; 37.40 covers 12 March, 16.18 is paid out on 18 March', () => {
    const books = booksThrough(IVY, '2026-03-17');
    expect(statementOf(books, '2026-03-17')).toMatchObject({
      settlement: '56.40',
      reserveNet: '-2.82',
      payable: '53.58',
      status: 'processing',
    });
    expect(statementOf(books, '2026-03-12')).toMatchObject({ open: '0.00', status: 'paid' });
    expect(payouts(books).at(-1)).toBe('2026-03-18 16.18');
  });

  it('in all 75.28 + 16.18 + 3.96 + 2.82 = 98.24 paid out', () => {
    const books = booksThrough(IVY, '2026-04-09');
    expect(payouts(books)).toEqual(['2026-03-11 75.28', '2026-03-18 16.18', '2026-04-02 3.96', '2026-04-09 2.82']);
  });

  it('had she not paid: 87.40 - 53.58 = 33.82 owed after B', () => {
    const unpaid = [...ivyOpens(), ...ivyCancels(), ...ivySells()];
    expect(formatMinor(booksThrough(unpaid, '2026-03-17').balance.owed)).toBe('33.82');
  });

  it('had she not paid: on 21 March, the tenth negative day, withdrawals are frozen and 6.78 of reserve drawn; 33.82 - 6.78 = 27.04 owed', () => {
    const books = booksThrough([...ivyOpens(), ...ivyCancels(), ...ivySells()], '2026-03-21');
    expect(books.state.measures.map((inForce) => `${inForce.since} ${inForce.measure}`)).toEqual([
      '2026-03-21 suspend-promotions',
      '2026-03-21 freeze-withdrawals',
    ]);
    expect(statementOf(books, '2026-03-21', 'reserve-draw')).toMatchObject({ payable: '6.78' });
    expect(formatMinor(books.balance.owed)).toBe('27.04');
  });
});
