import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { HeldOrderDto, OnHoldDaysDto } from '@/contracts/on-hold';
import { plainDate } from '@/domain/calendar/plain-date';
import { DaySums } from '@/features/on-hold/days';
import { HeldTable } from '@/features/on-hold/held-table';
import { ON_HOLD_PATH } from '@/features/on-hold/search';
import { UndeliveredTable } from '@/features/on-hold/undelivered';

afterEach(cleanup);

const B: HeldOrderDto = {
  order: 'B',
  products: ['Pour-over set'],
  placedOn: plainDate('2026-03-05'),
  deliveredOn: plainDate('2026-03-09'),
  settlesOn: plainDate('2026-03-17'),
  tier: 'standard',
  settlementDays: 8,
  isDeferred: false,
  disputes: [],
  amount: '56.40',
  components: [
    { kind: 'gross-sales', label: 'Gross sales', sentence: 'Sold.', basisText: null, rule: 'R3.3', amount: '60.00' },
    {
      kind: 'referral-fee',
      label: 'Referral fee',
      sentence: 'The fee.',
      basisText: '6 % × 60.00 = 3.60',
      rule: 'R3.4',
      amount: '-3.60',
    },
  ],
};
const DISPUTED: HeldOrderDto = { ...B, order: 'D', isDeferred: true, disputes: [{ dispute: 'dp-7' }] };

describe('the list of orders on hold', () => {
  it('says when B settles and why not before, and that D waits for its dispute', () => {
    const page = { rows: [B, DISPUTED], opened: null, next: null, count: 2 };
    render(<HeldTable path={ON_HOLD_PATH} page={page} asked={{}} currency="USD" year="2026" />);
    const [, first, second] = screen.getAllByRole('row');
    expect(first?.textContent).toContain('Settles 8 days after delivery, Standard tier');
    expect(first?.textContent).toContain('Tue\u00a017\u00a0Mar');
    expect(second?.textContent).toContain('Waits for dispute dp-7 to be decided');
    expect(second?.textContent).toContain('No day yet');
    expect(second?.textContent).not.toContain('Tue\u00a017');
  });

  it('opens B in place: 60.00 − 6 % × 60.00 = 56.40', () => {
    const page = { rows: [B], opened: B, next: null, count: 1 };
    render(<HeldTable path={ON_HOLD_PATH} page={page} asked={{ open: 'B', q: 'B' }} currency="USD" year="2026" />);
    const opener = screen.getByRole('link', { name: 'Order B' });
    expect(opener.getAttribute('aria-expanded')).toBe('true');
    expect(opener.getAttribute('href')).toBe('/finances/on-hold?q=B#order-B');
    const parts = within(screen.getByRole('table', { name: /comes to so far/ }));
    expect(parts.getByText(/6 % × 60\.00 = 3\.60/)).toBeTruthy();
    expect(parts.getByText('−3.60')).toBeTruthy();
    expect(parts.getByText('$56.40')).toBeTruthy();
  });

  it('on a shop’s page of ops opens B there, with the way to its facts under it', () => {
    const page = { rows: [B], opened: B, next: null, count: 1 };
    const place = { path: '/ops/shops/ivy/on-hold', underOrder: (order: string) => <p>Facts of {order}</p> };
    render(<HeldTable {...place} page={page} asked={{ open: 'B' }} currency="USD" year="2026" />);
    expect(screen.getByRole('link', { name: 'Order B' }).getAttribute('href')).toBe('/ops/shops/ivy/on-hold#order-B');
    expect(screen.getByText('Facts of B')).toBeTruthy();
  });

  it('puts an order that the address opens and another page lists before the rows', () => {
    const page = { rows: [B], opened: DISPUTED, next: null, count: 30 };
    render(<HeldTable path={ON_HOLD_PATH} page={page} asked={{ open: 'D' }} currency="USD" year="2026" />);
    expect(screen.getAllByRole('link').map((link) => link.getAttribute('aria-label'))).toEqual(['Order D', 'Order B']);
  });
});

describe('the sums by day', () => {
  const dto: OnHoldDaysDto = {
    days: [
      { day: plainDate('2026-03-17'), count: 1, amount: '56.40' },
      { day: null, count: 1, amount: '10.00' },
    ],
    sum: '66.40',
    sumCount: 2,
    kept: '66.40',
    keptCount: 2,
  };

  it('prove 56.40 + 10.00 = 66.40', () => {
    render(<DaySums dto={dto} currency="USD" year="2026" />);
    expect(screen.getByText('When the dispute is decided')).toBeTruthy();
    expect(screen.getByText('The days add up to 66.40, what the books keep as on hold')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('say both figures where they differ', () => {
    render(<DaySums dto={{ ...dto, kept: '66.41' }} currency="USD" year="2026" />);
    expect(screen.getByRole('alert').textContent).toContain('add up to 66.40, the books keep 66.41');
  });
});

describe('the list of orders not delivered yet', () => {
  it('gives 42.00 less 6 % as an estimate of 39.48 without a date', () => {
    const row = {
      order: 'U',
      products: ['Pitcher'],
      placedOn: plainDate('2026-03-10'),
      shippedOn: plainDate('2026-03-11'),
      deliveredOn: null,
      amount: '39.48',
      components: [],
    };
    const page = { rows: [row], opened: null, next: null };
    render(<UndeliveredTable path={ON_HOLD_PATH} page={page} asked={{}} currency="USD" year="2026" />);
    expect(screen.getByText('No date yet')).toBeTruthy();
    expect(screen.getByText('Shipped 11 Mar')).toBeTruthy();
    expect(screen.getByText('39.48').className).toContain('est');
  });
});
