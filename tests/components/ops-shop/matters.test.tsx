import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { instant } from '@/domain/calendar/instant';
import { OpsMatters } from '@/features/ops-shop/ops-matters';

const SHOP = { externalId: 'ivy', currency: 'USD' };
const NOTHING = { disputes: [], disputeCount: 0, appeals: [] };

describe('what waits for somebody about a shop', () => {
  it('is no section where there is neither a dispute nor an appeal', () => {
    const { container } = render(<OpsMatters shop={SHOP} {...NOTHING} />);
    expect(container.textContent).toBe('');
  });

  it('a dispute of 165.00 has the doors to its order’s facts and to its outcome', () => {
    const disputes = [{ order: 'A 1', dispute: 'DR-4', amount: '165.00' }];
    render(<OpsMatters shop={SHOP} {...NOTHING} disputes={disputes} disputeCount={1} />);
    const links = screen.getAllByRole('link').map((link) => link.getAttribute('href') ?? '');
    expect(links[0]).toBe('/ops/shops/ivy/facts?q=A+1');
    expect(new URL(links[1] ?? '', 'http://localhost').searchParams.get('kind')).toBe('dispute');
    expect(screen.getByRole('row', { name: /DR-4/ }).textContent).toContain('$165.00');
  });

  it('of 60 disputes it says which are shown', () => {
    const disputes = [{ order: 'A', dispute: 'DR-4', amount: '1.00' }];
    render(<OpsMatters shop={SHOP} {...NOTHING} disputes={disputes} disputeCount={60} />);
    expect(screen.getByText('The first 1 are shown.')).toBeDefined();
  });

  it('an appeal has the door to it, and how it ended', () => {
    const appeal = {
      id: 'apl_1',
      filedAt: instant('2026-03-22T10:00:00Z'),
      filedName: 'Ivy Hart',
      status: 'granted',
    } as const;
    render(<OpsMatters shop={SHOP} {...NOTHING} appeals={[appeal]} />);
    expect(screen.getByRole('listitem').textContent).toContain('by Ivy Hart, granted');
    expect(screen.getByRole('link').getAttribute('href')).toBe('/ops/appeals/apl_1');
  });
});
