import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Banner } from '@/ui/banner';
import { LinkButton } from '@/ui/button';

test('an owed banner says the amount, the cause and what can be done, and cannot be dismissed', () => {
  render(
    <Banner
      tone="owed"
      icon="below"
      title="Your balance is negative: −$37.40"
      actions={<LinkButton href="/finances/statements">View details</LinkButton>}
    >
      Order IV-10482 was refunded after it had been paid out to you.
    </Banner>,
  );
  const banner = screen.getByRole('status');
  expect(banner.className).toBe('banner');
  expect(banner.querySelector('strong')?.textContent).toBe('Your balance is negative: −$37.40');
  expect(screen.getByRole('link', { name: 'View details' }).getAttribute('href')).toBe('/finances/statements');
  expect(screen.queryByRole('button')).toBeNull();
});

test.each(['held', 'note'] as const)('a banner of tone %s needs neither action nor cause', (tone) => {
  render(<Banner tone={tone} icon="half" title="Your payment of $37.40 is clearing" />);
  const banner = screen.getByRole('status');
  expect(banner.className).toBe(`banner ${tone}`);
  expect(banner.querySelector('.acts')).toBeNull();
  expect(banner.querySelector('p')).toBeNull();
});
