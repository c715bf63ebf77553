import { describe, expect, it } from 'vitest';
import { formatMinor, type Minor } from '@/domain/money/money';
import type { Books } from '@/domain/replay';
import { booksThrough, type WireFact } from '../support/facts';
import { componentsOn, happens, opens, payables, refunded, sells } from '../support/story';

const OPEN = opens('2026-01-01');
const sale = (gross: string, extra = {}) =>
  sells('A', { gross, placed: '2026-01-05', delivered: '2026-01-07', ...extra });
const books = (...told: readonly WireFact[]) => booksThrough([...OPEN, ...told], '2026-02-28');

function totalOf(of: Books, kind: string): string {
  const amounts = of.statements
    .flatMap((statement) => statement.lines)
    .flatMap((line) => line.components)
    .filter((component) => component.kind === kind)
    .map((component) => component.amount);
  return formatMinor(amounts.reduce((left, right) => left + right, 0n) as Minor);
}

describe('A refund on or before the day that the order settles is part of the settlement (R4.1)', () => {
  it('100.00 - 40.00 - 6 % x 60.00 = 3.60 - 20 % x 2.40 = 0.48 - return shipping 5.00 = 50.92', () => {
    const made = books(...sale('100.00'), refunded('A', '2026-01-15', '40.00', { returnShippingCost: '5.00' }));
    expect(componentsOn(made, '2026-01-15')).toEqual([
      'gross-sales 100.00',
      'refund -40.00',
      'referral-fee -3.60',
      'refund-administration-fee -0.48',
      'return-shipping-fee -5.00',
    ]);
    expect(payables(made)).toEqual(['2026-01-15 daily 50.92']);
  });

  it('a day later it is a line of its own: -40.00 + 2.40 - 0.48 - 5.00 = -43.08', () => {
    const made = books(...sale('100.00'), refunded('A', '2026-01-16', '40.00', { returnShippingCost: '5.00' }));
    expect(payables(made)).toEqual(['2026-01-15 daily 94.00', '2026-01-16 daily -43.08']);
  });
});

describe('Referral given back is a running total, so any split gives back the same in all (R4.2)', () => {
  const inParts = (...amounts: readonly string[]) =>
    books(...sale('84.30'), ...amounts.map((amount, index) => refunded('A', `2026-01-${20 + index}`, amount)));

  it('84.30 at once: + 5.06', () => {
    expect(totalOf(inParts('84.30'), 'referral-fee-refund')).toBe('5.06');
  });

  it('28.10 three times: + 1.69 + 1.68 + 1.69 = 5.06', () => {
    const made = inParts('28.10', '28.10', '28.10');
    expect(totalOf(made, 'referral-fee-refund')).toBe('5.06');
    expect(componentsOn(made, '2026-01-21')).toContain('referral-fee-refund 1.68'); // 3.372 -> 3.37, less 1.69
  });

  it('84.27 and 0.01 three times: still + 5.06', () => {
    expect(totalOf(inParts('84.27', '0.01', '0.01', '0.01'), 'referral-fee-refund')).toBe('5.06');
  });

  it('the administration fee of all splits is the same: 20 % x 5.06 = 1.012 -> 1.01', () => {
    for (const parts of [['84.30'], ['28.10', '28.10', '28.10'], ['84.27', '0.01', '0.01', '0.01']])
      expect(totalOf(inParts(...parts), 'refund-administration-fee')).toBe('-1.01');
  });
});

describe('The refund administration fee (R4.3)', () => {
  it('is at most 5.00 for one SKU: 20 % x 6 % x 2,000.00 = 24.00 -> 5.00', () => {
    const made = books(...sale('2000.00'), refunded('A', '2026-01-20', '2000.00'));
    expect(componentsOn(made, '2026-01-20')).toContain('refund-administration-fee -5.00');
  });

  it('a second SKU allows 5.00 more: 12.00 of referral given back for each, 5.00 charged for each', () => {
    const lines = [
      { sku: 'set', amount: '1000.00' },
      { sku: 'jug', amount: '1000.00' },
    ];
    const made = books(
      ...sale('', { lines }),
      refunded('A', '2026-01-20', '1000.00'),
      refunded('A', '2026-01-21', '1000.00', { sku: 'jug' }),
    );
    expect(totalOf(made, 'refund-administration-fee')).toBe('-10.00');
  });

  it('more of the same SKU allows nothing more: 5.00 is already charged', () => {
    const made = books(
      ...sale('2000.00'),
      refunded('A', '2026-01-20', '1000.00'),
      refunded('A', '2026-01-21', '900.00'),
    );
    expect(totalOf(made, 'refund-administration-fee')).toBe('-5.00');
  });

  it('over a settlement: 40.00 before and 60.00 after come to 20 % x 6.00 = 1.20, 0.48 + 0.72', () => {
    const made = books(...sale('100.00'), refunded('A', '2026-01-10', '40.00'), refunded('A', '2026-01-20', '60.00'));
    expect(componentsOn(made, '2026-01-15')).toContain('refund-administration-fee -0.48');
    expect(componentsOn(made, '2026-01-20')).toContain('refund-administration-fee -0.72');
  });
});

describe('Who bears return shipping is decided by fault (R4.4)', () => {
  it("seller's fault: all of 7.15", () => {
    const made = books(...sale('50.00'), refunded('A', '2026-01-20', '50.00', { returnShippingCost: '7.15' }));
    expect(made.statements[1]?.sums.shipping).toBe(-715n);
  });

  it("not the seller's fault: 7.15 less a subsidy of 50 % = 3.575 -> 3.58", () => {
    const refund = refunded('A', '2026-01-20', '50.00', { returnShippingCost: '7.15', fault: 'not-seller' });
    expect(componentsOn(books(...sale('50.00'), refund), '2026-01-20').slice(-2)).toEqual([
      'return-shipping-fee -7.15',
      'return-shipping-subsidy 3.58',
    ]);
  });

  it('no cost, no lines', () => {
    const refund = refunded('A', '2026-01-20', '50.00', { fault: 'not-seller' });
    expect(books(...sale('50.00'), refund).statements[1]?.sums.shipping).toBe(0n);
  });
});

describe('Refunds of orders that did not settle (R4.6)', () => {
  const cancelled = happens('order.cancelled', '2026-01-09', { order: 'A', fault: 'buyer' });
  const placed = sells('A', { gross: '50.00', placed: '2026-01-05' });

  it('of a cancelled order only the return shipping posts, on its day', () => {
    const refund = refunded('A', '2026-01-12', '50.00', { returnShippingCost: '4.00' });
    expect(componentsOn(books(...placed, cancelled, refund), '2026-01-12')).toEqual(['return-shipping-fee -4.00']);
  });

  it('before the cancellation it waits for it', () => {
    const refund = refunded('A', '2026-01-06', '50.00', { returnShippingCost: '4.00' });
    expect(payables(books(...placed, refund, cancelled))).toEqual(['2026-01-09 daily -4.00']);
  });

  it('of an order not yet delivered it waits for the settlement: 50.00 - 20.00 - 1.80 - 0.24 = 27.96', () => {
    const made = books(...sale('50.00'), refunded('A', '2026-01-06', '20.00'));
    expect(payables(made)).toEqual(['2026-01-15 daily 27.96']);
  });

  it('of an order that is never delivered it posts nothing', () => {
    expect(payables(books(...placed, refunded('A', '2026-01-06', '20.00')))).toEqual([]);
  });
});
