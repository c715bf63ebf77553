import { describe, expect, it } from 'vitest';
import { dayOf, instant } from '@/domain/calendar/instant';
import { explainComponent } from '@/domain/explain/component';
import { booksThrough } from '../support/facts';
import { adjusted, charged, componentsOn, happens, opens, payables, refunded, sells } from '../support/story';

const OPEN = opens('2026-01-01');
const A = sells('A', { gross: '100.00', placed: '2026-01-05', delivered: '2026-01-07' });
const disputed = (day: string, dispute = 'D-1') =>
  happens('dispute.opened', day, { order: 'A', dispute, amount: '30.00' });
const decided = (day: string, how: 'won' | 'lost', dispute = 'D-1') =>
  happens(`dispute.${how}`, day, { order: 'A', dispute });

describe('The clock starts at delivery, not at the order (R3.1)', () => {
  it.each([
    ['introductory', { probation: true }, '31', '2026-02-07'],
    ['standard', {}, '8', '2026-01-15'],
    ['accelerated', { score: '3.5' }, '5', '2026-01-12'],
    ['express', { score: '4.0' }, '1', '2026-01-08'],
  ])('%s: delivered on 7 January + %3$s days, settles on %4$s', (_tier, opening, _days, settlesOn) => {
    const books = booksThrough([...opens('2026-01-01', opening), ...A], '2026-02-28');
    expect(payables(books)).toEqual([`${settlesOn} daily 94.00`]);
  });

  it('a change of tier after the delivery does not move its day: 7 + 8 = 15 January, although express from 9 January', () => {
    const rise = happens('shop.score-changed', '2026-01-08', { score: '4.5' });
    expect(payables(booksThrough([...OPEN, ...A, rise], '2026-01-31'))).toEqual(['2026-01-15 daily 94.00']);
  });

  it('settlement days are calendar days: 8 days from Wednesday 7 January, over one weekend', () => {
    expect(payables(booksThrough([...OPEN, ...A], '2026-01-31'))).toEqual(['2026-01-15 daily 94.00']);
  });

  it('the delivery day is a day of the marketplace: 02:00 UTC of 8 January is 7 January in São Paulo', () => {
    const moment = '2026-01-08T02:00:00Z';
    expect(dayOf(instant(moment), 'America/Sao_Paulo')).toBe('2026-01-07');
    const [placed] = sells('A', { placed: '2026-01-05' });
    const told = [
      ...opens('2026-01-01', { marketplace: 'br' }).map((wire) => ({ ...wire, occurredAt: '2026-01-01T12:00:00Z' })),
      ...(placed === undefined ? [] : [placed]),
      { type: 'order.delivered', occurredAt: moment, order: 'A' },
    ];
    expect(payables(booksThrough(told, '2026-01-31'))).toEqual(['2026-01-15 daily 94.00']);
  });
});

describe('What does not settle (R3.2)', () => {
  it('an order that is not delivered', () => {
    const told = [...OPEN, ...sells('A', { placed: '2026-01-05', shipped: '2026-01-06' })];
    expect(payables(booksThrough(told, '2026-04-30'))).toEqual([]);
  });

  it('an order that was cancelled', () => {
    const told = [
      ...OPEN,
      ...sells('A', { placed: '2026-01-05' }),
      happens('order.cancelled', '2026-01-06', { order: 'A', fault: 'buyer' }),
    ];
    expect(payables(booksThrough(told, '2026-04-30'))).toEqual([]);
  });

  it('an order with an open dispute waits, and is listed as waiting', () => {
    const books = booksThrough([...OPEN, ...A, disputed('2026-01-10')], '2026-03-31');
    expect(payables(books)).toEqual([]);
    expect(books.state.deferred).toEqual(['A']);
  });

  it('it settles on the first day at whose end no dispute is open: won on 20 January', () => {
    const books = booksThrough([...OPEN, ...A, disputed('2026-01-10'), decided('2026-01-20', 'won')], '2026-03-31');
    expect(payables(books)).toEqual(['2026-01-20 daily 94.00']);
    expect(books.state.deferred).toEqual([]);
  });

  it('of two disputes the later decision counts: 20 and 25 January', () => {
    const told = [
      disputed('2026-01-10'),
      disputed('2026-01-12', 'D-2'),
      decided('2026-01-20', 'won'),
      decided('2026-01-25', 'won', 'D-2'),
    ];
    expect(payables(booksThrough([...OPEN, ...A, ...told], '2026-03-31'))).toEqual(['2026-01-25 daily 94.00']);
  });

  it('a dispute that is decided before the day moves nothing', () => {
    const told = [disputed('2026-01-10'), decided('2026-01-14', 'won')];
    expect(payables(booksThrough([...OPEN, ...A, ...told], '2026-03-31'))).toEqual(['2026-01-15 daily 94.00']);
  });

  it('a dispute opened after the settlement moves nothing', () => {
    expect(payables(booksThrough([...OPEN, ...A, disputed('2026-01-16')], '2026-03-31'))).toEqual([
      '2026-01-15 daily 94.00',
    ]);
  });
});

describe('The settlement amount is the sum of the components (R3.3)', () => {
  const told = [
    ...OPEN,
    ...sells('A', {
      gross: '100.00',
      discount: '10.00',
      shippingFee: '4.00',
      placed: '2026-01-05',
      delivered: '2026-01-07',
    }),
    charged('A', '2026-01-06', 'actual-shipping-fee', '-6.50'),
    charged('A', '2026-01-06', 'transaction-fee', '-1.20'),
    charged('A', '2026-01-15', 'moon-tax', '-0.30'),
  ];

  it('100.00 - 10.00 + 4.00 - 6 % x 90.00 = 5.40 - 6.50 - 1.20 - 0.30 = 80.60', () => {
    const books = booksThrough(told, '2026-01-15');
    expect(componentsOn(books, '2026-01-15')).toEqual([
      'gross-sales 100.00',
      'seller-discount -10.00',
      'customer-shipping-fee 4.00',
      'referral-fee -5.40',
      'actual-shipping-fee -6.50',
      'transaction-fee -1.20',
      'moon-tax -0.30',
    ]);
    expect(payables(books)).toEqual(['2026-01-15 daily 80.60']);
  });

  it('by category: revenue 90.00, shipping -2.50, fees -6.60, adjustments -0.30', () => {
    expect(booksThrough(told, '2026-01-15').statements[0]?.sums).toEqual({
      revenue: 9000n,
      shipping: -250n,
      fees: -660n,
      adjustments: -30n,
      reserve: 0n,
    });
  });

  it('an unknown kind keeps its raw name, counts among adjustments, and is flagged', () => {
    const component = booksThrough(told, '2026-01-15').statements[0]?.lines[0]?.components.at(-1);
    expect(component).toEqual({ kind: 'moon-tax', amount: -30n, basis: { rule: 'R3.3 unknown kind' } });
    expect(explainComponent('moon-tax', { rule: 'R3.3 unknown kind' }).label).toBe('moon-tax');
  });

  it('an order of 0.00 settles without a line, so without a statement', () => {
    const free = sells('A', { gross: '0.00', placed: '2026-01-05', delivered: '2026-01-07' });
    expect(payables(booksThrough([...OPEN, ...free], '2026-01-31'))).toEqual([]);
  });
});

describe('The referral fee (R3.4)', () => {
  it('refunds on or before the day of settlement lower it: 6 % x (100.00 - 40.00) = 3.60', () => {
    const told = [...OPEN, ...A, refunded('A', '2026-01-15', '40.00')];
    expect(componentsOn(booksThrough(told, '2026-01-31'), '2026-01-15')).toContain('referral-fee -3.60');
  });

  it('an order that carries its own is charged that one only: 100.00 - 2.00, and nothing given back for a later refund', () => {
    const told = [
      ...OPEN,
      ...A,
      charged('A', '2026-01-10', 'referral-fee', '-2.00'),
      refunded('A', '2026-01-20', '100.00'),
    ];
    expect(payables(booksThrough(told, '2026-01-31'))).toEqual(['2026-01-15 daily 98.00', '2026-01-20 daily -100.00']);
  });

  it('its own fee of 0.00 counts as carried: 100.00 settles', () => {
    const told = [...OPEN, ...A, charged('A', '2026-01-10', 'referral-fee', '0.00')];
    expect(payables(booksThrough(told, '2026-01-31'))).toEqual(['2026-01-15 daily 100.00']);
  });

  it('decided once, at settlement: one that comes later is charged beside the 6.00', () => {
    const told = [...OPEN, ...A, charged('A', '2026-01-16', 'referral-fee', '-2.00')];
    expect(payables(booksThrough(told, '2026-01-31'))).toEqual(['2026-01-15 daily 94.00', '2026-01-16 daily -2.00']);
  });
});

describe('Charges, chargebacks and adjustments on their own day (R3.5)', () => {
  it('a charge after the settlement posts on the day that it occurs', () => {
    const told = [...OPEN, ...A, charged('A', '2026-01-19', 'shipping-weight-discrepancy', '-3.10')];
    expect(payables(booksThrough(told, '2026-01-31'))).toEqual(['2026-01-15 daily 94.00', '2026-01-19 daily -3.10']);
  });

  it('charges before a cancellation post on its day, later ones on their own', () => {
    const told = [
      ...OPEN,
      ...sells('A', { placed: '2026-01-05' }),
      charged('A', '2026-01-06', 'actual-shipping-fee', '-6.50'),
      happens('order.cancelled', '2026-01-08', { order: 'A', fault: 'buyer' }),
      charged('A', '2026-01-09', 'late-dispatch-fee', '-1.00'),
    ];
    expect(payables(booksThrough(told, '2026-01-31'))).toEqual(['2026-01-08 daily -6.50', '2026-01-09 daily -1.00']);
  });

  it('a lost dispute takes its amount back on the day that it is lost: chargeback -30.00', () => {
    const told = [...OPEN, ...A, disputed('2026-01-18'), decided('2026-01-22', 'lost')];
    expect(componentsOn(booksThrough(told, '2026-01-31'), '2026-01-22')).toEqual(['chargeback -30.00']);
  });

  it('lost on the day that the order settles it is a line of its own, not a part of the settlement: 94.00 and -30.00', () => {
    const books = booksThrough([...OPEN, ...A, disputed('2026-01-10'), decided('2026-01-20', 'lost')], '2026-01-31');
    expect(books.statements[0]?.lines.map((line) => line.event)).toEqual(['settlement', 'chargeback']);
    expect(payables(books)).toEqual(['2026-01-20 daily 64.00']);
  });

  it('a won dispute costs nothing', () => {
    const told = [...OPEN, ...A, disputed('2026-01-18'), decided('2026-01-22', 'won')];
    expect(payables(booksThrough(told, '2026-01-31'))).toEqual(['2026-01-15 daily 94.00']);
  });

  it('an adjustment that names an order posts on its own day, before the order settles', () => {
    const told = [...OPEN, ...A, adjusted('2026-01-09', '12.00', 'logistics-reimbursement', { order: 'A' })];
    expect(payables(booksThrough(told, '2026-01-31'))).toEqual(['2026-01-09 daily 12.00', '2026-01-15 daily 94.00']);
  });
});
