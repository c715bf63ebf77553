import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { opsPayoutsSearchSchema } from '@/contracts/ops-payouts';
import { plainDate } from '@/domain/calendar/plain-date';
import { OpsPayoutsTable } from '@/features/payouts/ops-list';

test('payout 12 of a shop leads to its own steps in the shop’s journal, by its name', () => {
  const row = {
    ...{ no: 12, initiatedOn: plainDate('2026-03-11'), status: 'paid' as const, amount: '75.28', last4: '4417' },
    ...{ statementCount: 1, settledOn: plainDate('2026-03-12'), code: null, isBlocked: false },
    shop: { externalId: 'ivy prints', name: 'Ivy', currency: 'USD', marketplace: 'us' },
  };
  const asked = opsPayoutsSearchSchema.parse({});
  render(<OpsPayoutsTable path="/payouts" asked={asked} rows={[row]} next={null} opened={null} />);
  const door = screen.getByRole('link', { name: 'journal of payout 12' });
  expect(door.getAttribute('href')).toBe('/ops/shops/ivy%20prints/journal?source=payout&no=12');
});
