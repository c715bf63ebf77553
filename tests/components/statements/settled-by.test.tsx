import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { PENDING_REASONS, type StatementRowDto } from '@/contracts/statements';
import { plainDate } from '@/domain/calendar/plain-date';
import { SettledBy } from '@/features/statements/list/settled-by';

const ROW: StatementRowDto = {
  no: 7,
  day: plainDate('2026-03-10'),
  kind: 'daily',
  status: 'paid',
  reason: null,
  settlement: '79.24',
  reserveNet: '-3.96',
  payable: '75.28',
  open: '0.00',
  orderCount: 1,
  lineCount: 3,
  about: null,
  bill: null,
  payout: null,
  counterparts: [],
  counterpartCount: 0,
};
const PENDING = { ...ROW, status: 'pending' as const, open: '75.28' };
const WEDNESDAY = { nextPayoutOn: plainDate('2026-03-18'), isEve: false };

afterEach(cleanup);

describe('what settles a statement', () => {
  it('is a door to its payout', () => {
    render(
      <SettledBy
        row={{ ...ROW, payout: { no: 4, initiatedOn: plainDate('2026-03-11') } }}
        pending={null}
        year="2026"
      />,
    );
    expect(screen.getByRole('link').textContent).toBe('Payout 11\u00a0Mar');
    expect(screen.getByRole('link').getAttribute('href')).toBe('/finances/payouts?open=4#payout-4');
  });

  it('is the statement that a debt was covered by, a bill payment by name', () => {
    const counterparts = [{ no: 9, day: plainDate('2026-03-13'), kind: 'bill-payment' as const }];
    const row = { ...ROW, payable: '-87.40', counterparts, counterpartCount: 2 };
    const { container } = render(<SettledBy row={row} pending={null} year="2026" />);
    expect(container.textContent).toBe('Covered by bill payment 13\u00a0Mar and 1 more');
  });

  it('is nothing where nothing was payable', () => {
    const { container } = render(<SettledBy row={{ ...ROW, payable: '0.00' }} pending={null} year="2026" />);
    expect(container.textContent).toBe('Nothing to pay');
  });

  it('is the day of the schedule, and on its eve 1 business day (R6.4)', () => {
    const row = { ...PENDING, reason: 'scheduled' as const };
    const { container, rerender } = render(
      <SettledBy row={row} pending={{ ...WEDNESDAY, reason: 'scheduled' }} year="2026" />,
    );
    expect(container.textContent).toBe('Payout of Wed\u00a018\u00a0Mar');
    rerender(<SettledBy row={row} pending={{ ...WEDNESDAY, reason: 'scheduled', isEve: true }} year="2026" />);
    expect(container.textContent).toBe('Your payout will be processed in 1 business day');
  });

  it.each(PENDING_REASONS)('says what a statement waits for: %s', (reason) => {
    const { container } = render(
      <SettledBy row={{ ...PENDING, reason }} pending={{ ...WEDNESDAY, reason }} year="2026" />,
    );
    expect(container.textContent).not.toBe('');
  });

  it('is none while the shop owes', () => {
    const row = { ...PENDING, payable: '-87.40', open: '-37.40', reason: 'negative-balance' as const };
    const { container } = render(
      <SettledBy row={row} pending={{ ...WEDNESDAY, reason: 'negative-balance' }} year="2026" />,
    );
    expect(container.textContent).toBe('None while you owe');
  });
});
