import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, test } from 'vitest';
import { opsPayoutsSearchSchema } from '@/contracts/ops-payouts';
import type { PayoutDetailDto, PayoutFailureDto } from '@/contracts/payouts';
import { plainDate } from '@/domain/calendar/plain-date';
import { OpsPayoutsTable } from '@/features/payouts/ops-list';
import { OPS_PAYOUT_WORDS, PayoutDetail } from '@/features/payouts/payout-detail';
import { IVY_SHOP } from '../../support/ivy-shop';

const SHOP = { ...IVY_SHOP, externalId: 'sable', name: 'Sable Textiles' };

const FAILURE: PayoutFailureDto = {
  code: 'name-mismatch',
  returnedOn: plainDate('2026-03-12'),
  holderName: 'Sable Textiles',
  registeredName: 'Sable Textiles Trading LLC',
  sentAgain: [],
  stillOpen: '164.09',
  againOn: plainDate('2026-03-18'),
  isBlocked: true,
};

const PAYOUT: PayoutDetailDto = {
  no: 3,
  initiatedOn: plainDate('2026-03-11'),
  status: 'failed',
  amount: '164.09',
  last4: '2290',
  statementCount: 1,
  settledOn: plainDate('2026-03-12'),
  expectedOn: plainDate('2026-03-12'),
  code: 'name-mismatch',
  items: [{ statementNo: 9, day: plainDate('2026-03-10'), kind: 'daily', orderCount: 1, amount: '164.09' }],
  moreItems: 0,
  traceReference: 'EKPO 2603 1100 0900 0310',
  businessDays: 1,
  failure: FAILURE,
};

afterEach(cleanup);

describe('an opened payout', () => {
  it('says a failure first: both names, where the money is, what to do and by when', () => {
    const { container } = render(<PayoutDetail payout={PAYOUT} shop={SHOP} />);
    const sentences = [...container.querySelectorAll('.why li')].map((item) => item.textContent);
    expect(sentences[0]).toContain(
      'in the name of Sable Textiles; your shop is registered as Sable Textiles Trading LLC.',
    );
    expect(sentences[1]).toBe('Your money is safe: $164.09 is back in your balance since Thu\u00a012\u00a0Mar.');
    expect(sentences[2]).toContain('next payout day, Wed\u00a018\u00a0Mar at the earliest.');
    expect(screen.getByText('name-mismatch')).toBeDefined();
  });

  it('says which payout sent it again, and nothing that is left to do', () => {
    const failure = {
      ...FAILURE,
      stillOpen: '0.00',
      isBlocked: false,
      sentAgain: [{ no: 4, initiatedOn: plainDate('2026-03-18') }],
    };
    const { container } = render(<PayoutDetail payout={{ ...PAYOUT, failure }} shop={SHOP} />);
    const sentences = [...container.querySelectorAll('.why li')].map((item) => item.textContent);
    expect(sentences).toHaveLength(2);
    expect(sentences[1]).toBe('It was sent again with the payout of Wed\u00a018\u00a0Mar.');
  });

  it('speaks of the shop to the marketplace’s own people, and of what its seller was told', () => {
    const reader = { statement: () => '/s', payout: () => '/p', words: OPS_PAYOUT_WORDS };
    const { container } = render(<PayoutDetail payout={PAYOUT} shop={SHOP} reader={reader} />);
    const failed = container.textContent?.replaceAll('\u00a0', ' ') ?? '';
    expect(failed).toContain('; the shop is registered as Sable Textiles Trading LLC.');
    expect(failed).toContain('$164.09 is back in the shop’s balance since Thu 12 Mar.');
    expect(failed).toContain('The seller was told: “Have the bank correct the name');
    render(
      <PayoutDetail payout={{ ...PAYOUT, status: 'paid', code: null, failure: null }} shop={SHOP} reader={reader} />,
    );
    expect(document.body.textContent).not.toMatch(/\byour?\b/i);
  });

  it('keeps the code of a bank that it does not know', () => {
    const { container } = render(
      <PayoutDetail payout={{ ...PAYOUT, code: 'x-17', failure: { ...FAILURE, code: 'x-17' } }} shop={SHOP} />,
    );
    expect(container.querySelector('.why li')?.textContent).toContain('The bank gave the reason “x-17”.');
  });

  it('shows a paid one with its sum and its trace reference to copy', () => {
    render(<PayoutDetail payout={{ ...PAYOUT, status: 'paid', code: null, failure: null }} shop={SHOP} />);
    expect(screen.getByText('Paid out')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Copy trace reference' })).toBeDefined();
    expect(screen.getByText('EKPO 2603 1100 0900 0310')).toBeDefined();
  });
});

test('opened by operations it leads to its own steps in the shop’s journal', () => {
  const shop = { externalId: 'sable', name: 'Sable Textiles', currency: 'USD', marketplace: 'us' };
  const asked = opsPayoutsSearchSchema.parse({ open: 'sable/3' });
  const opened = { payout: PAYOUT, shop: SHOP };
  render(
    <OpsPayoutsTable
      path="/payouts"
      asked={asked}
      rows={[{ ...PAYOUT, isBlocked: true, shop }]}
      next={null}
      opened={opened}
    />,
  );
  const door = screen.getByRole('link', { name: 'Journal of payout 3' });
  expect(door.getAttribute('href')).toBe('/ops/shops/sable/journal?source=payout&no=3');
});
