import { render, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { DifferenceDto, ReconciledSideDto } from '@/contracts/reconciliation';
import { instant } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';
import { Differences, OtherLines, SideSection } from '@/features/ops-reconciliation/ops-day';

const DAY = plainDate('2026-03-13');
const AT = instant('2026-03-14T03:00:00Z');

const PROVIDER: ReconciledSideDto = {
  side: 'provider',
  status: 'done',
  error: null,
  askedByName: null,
  startedAt: AT,
  doneAt: AT,
  entryCount: 3,
  differenceCount: 0,
  explainedCount: 0,
  totals: [],
};
const BANK: ReconciledSideDto = { ...PROVIDER, side: 'bank' };
/** Compared once, and not when it was asked again. */
const FAILED: ReconciledSideDto = { ...PROVIDER, status: 'failed', error: 'The card provider did not answer.' };
const NO_STATEMENT: ReconciledSideDto = { ...BANK, status: 'no-statement', doneAt: null };

const LOST: DifferenceDto = {
  key: 'captured:pi_1',
  side: 'provider',
  kind: 'lost',
  flow: 'captured',
  marketplace: 'us',
  currency: 'USD',
  theirs: '12.59',
  ours: '0.00',
  reference: 'pi_1',
  shop: 'ivy prints',
  shopName: 'Ivy Prints',
  bill: 'bil_1',
  payout: null,
  statement: 15,
  note: null,
  since: AT,
};

describe('what else left the account', () => {
  const rent = { id: 1, counterparty: 'Landlord', description: 'rent of March', amount: '1200.00', currency: 'USD' };

  it('is listed with its sum: 1,200.00 to the landlord', () => {
    render(<OtherLines others={[rent]} otherSums={[{ currency: 'USD', count: 1, amount: '1200.00' }]} />);
    expect(screen.getByText(/1 line over \$1,200\.00/)).toBeTruthy();
    expect(screen.getByRole('row', { name: /Landlord/ }).textContent).toContain('rent of March');
  });

  it('is no section where nothing did', () => {
    const { container } = render(<OtherLines others={[]} otherSums={[]} />);
    expect(container.textContent).toBe('');
  });
});

describe('a day on which nothing differs', () => {
  it.each([
    ['both sides were compared', PROVIDER, BANK, 'Zero'],
    ['the bank sent no statement', PROVIDER, NO_STATEMENT, 'Zero with the card provider'],
    ['the bank was never asked', PROVIDER, null, 'Zero with the card provider'],
    ['the card provider was never asked', null, BANK, 'Zero with the bank'],
    ['the card provider did not answer when it was asked again', FAILED, BANK, 'Zero with the bank'],
    ['neither side was compared', null, NO_STATEMENT, 'Not compared'],
  ])('where %s', (_, provider, bank, title) => {
    render(<Differences day={{ day: DAY, provider, bank }} next={null} differences={[]} mayExplain={false} />);
    expect(screen.getByText(title).tagName).toBe('B');
  });
});

describe('one side of a day', () => {
  it('1,200.00 there and 1,187.41 in our books: 1,200.00 - 1,187.41 = +12.59', () => {
    const captured = { flow: 'captured', marketplace: 'us', currency: 'USD', inTransit: '0.00' } as const;
    const totals = [{ ...captured, theirs: '1200.00', ours: '1187.41', difference: '12.59' }];
    render(<SideSection kind="provider" side={{ ...PROVIDER, differenceCount: 1, totals }} />);
    const [, row] = screen.getAllByRole('row');
    expect(row?.textContent).toContain('+$12.59');
  });

  it('says that nothing can be said of a day without a bank statement', () => {
    render(<SideSection kind="bank" side={NO_STATEMENT} />);
    expect(screen.getByText(/until then nothing can be said/)).toBeDefined();
  });
});

describe('a day on which 250 items differ', () => {
  const day = { day: DAY, provider: { ...PROVIDER, differenceCount: 180 }, bank: { ...BANK, differenceCount: 70 } };

  it('180 + 70 = 250, of which the page shows one, and a way to the next', () => {
    render(<Differences day={day} next="captured:pi_1" differences={[LOST]} mayExplain={false} />);
    expect(screen.getByText(/^250 items\./)).toBeDefined();
    expect(screen.getByText(/^1 item of 250 shown\./)).toBeDefined();
    expect(screen.getByRole('link', { name: 'Show the next' }).getAttribute('href')).toBe(
      '/ops/reconciliation/2026-03-13?after=captured%3Api_1',
    );
  });

  it('behind the last one nothing is called zero', () => {
    render(<Differences day={day} next={null} differences={[]} mayExplain={false} />);
    expect(screen.queryByText(/Nothing that was compared differs/)).toBeNull();
    expect(screen.getByRole('link', { name: 'From the first' })).toBeDefined();
  });
});

describe('a difference', () => {
  const day = { day: DAY, provider: { ...PROVIDER, differenceCount: 1 }, bank: BANK };

  it('has the doors to its shop, its bill and the statement of it', () => {
    render(<Differences day={day} next={null} differences={[LOST]} mayExplain={false} />);
    const links = within(screen.getByRole('table')).getAllByRole('link');
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      '/ops/shops/ivy%20prints',
      '/ops/shops/ivy%20prints/bills?open=bil_1#bill',
      '/ops/shops/ivy%20prints/statements/15',
    ]);
  });

  it('that names nothing of ours has no door', () => {
    render(
      <Differences
        day={day}
        next={null}
        differences={[{ ...LOST, shop: null, shopName: null, bill: null }]}
        mayExplain={false}
      />,
    );
    expect(screen.queryAllByRole('link')).toEqual([]);
  });

  it('of a file of payouts says that it is one, by the file’s name', () => {
    const item = { ...LOST, kind: 'only-ours', flow: 'paid-out', reference: '2026-03-11-A' } as const;
    render(
      <Differences day={day} next={null} differences={[{ ...item, shop: null, bill: null }]} mayExplain={false} />,
    );
    expect(screen.getByText(/a file of payouts/).textContent).toBe('a file of payouts, as one sum2026-03-11-A');
  });

  it.each([
    ['may check the books is offered to explain it', true, 1],
    ['only reads is not', false, 0],
  ])('who %s', (_, mayExplain, offered) => {
    render(<Differences day={day} next={null} differences={[LOST]} mayExplain={mayExplain} />);
    expect(screen.queryAllByText('Explain it')).toHaveLength(offered);
  });

  it('that is explained says by whom and why', () => {
    const note = { text: 'Refunded on 15 March', byName: 'Otis Reed', at: AT };
    render(<Differences day={day} next={null} differences={[{ ...LOST, note }]} mayExplain={false} />);
    expect(screen.getByText(/Otis Reed, .*: Refunded on 15 March/)).toBeDefined();
  });
});
