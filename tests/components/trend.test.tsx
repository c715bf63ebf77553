import { render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Trend } from '@/ui/trend';
import { trendScale } from '@/ui/trend-scale';

const WEEKS = [
  { label: '23 Feb', settled: '195.93', paidOut: '256.40' },
  { label: '2 Mar', settled: '0.00', paidOut: '0.00' },
  { label: '9 Mar', settled: '-8.16', paidOut: '75.28' },
];

// happy-dom lays nothing out: without a size there is no room to draw in.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 560, 240));
  return () => vi.restoreAllMocks();
});

describe('Trend', () => {
  test('is one picture whose name is its finding', () => {
    render(<Trend weeks={WEEKS} finding="In 3 weeks $187.77 settled and $331.68 was paid out." />);
    const picture = screen.getByRole('img');
    expect(picture.getAttribute('aria-label')).toBe('In 3 weeks $187.77 settled and $331.68 was paid out.');
  });

  test('a week below zero is hatched and writes its amount, others are solid, and zero draws nothing', () => {
    const { container } = render(<Trend weeks={WEEKS} finding="finding" />);
    const fills = Array.from(container.querySelectorAll('.recharts-bar rect'), (bar) => bar.getAttribute('fill'));
    expect(fills).toEqual(['var(--ek-chart-1)', 'url(#ek-below)']);
    expect(screen.getByText('−8.16')).toBeTruthy();
  });

  test('each week with a payout has its tick', () => {
    const { container } = render(<Trend weeks={WEEKS} finding="finding" />);
    expect(container.querySelectorAll('path[stroke="var(--ek-waterline)"]')).toHaveLength(2);
  });
});

describe('the scale of a trend', () => {
  test('at most three grid lines above zero: 299 is read against 100, 200, 300', () => {
    expect(trendScale([299, 12])).toEqual({ domain: [0, 300], ticks: [0, 100, 200, 300] });
  });

  test('what is below zero gets the depth that it needs, not a whole grid line', () => {
    const { domain, ticks } = trendScale([300, -8.16]);
    expect(ticks).toEqual([0, 100, 200, 300]);
    expect(domain[0]).toBeLessThan(-8.16);
    expect(domain[0]).toBeGreaterThan(-50);
  });

  test('deeper than high it counts downwards: −2,400 against −1,000 and −2,000', () => {
    expect(trendScale([10, -2400]).ticks).toEqual([-2000, -1000, 0]);
  });

  test('nothing settled at all still has a line at zero', () => {
    expect(trendScale([0, 0])).toEqual({ domain: [0, 0], ticks: [0] });
    expect(trendScale([])).toEqual({ domain: [0, 0], ticks: [0] });
  });
});
