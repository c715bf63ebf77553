import { render, screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { opsFactsSearchSchema, opsJournalSearchSchema } from '@/contracts/ops-shop';
import { OpsFactsFilters, OpsJournalFilters } from '@/features/ops-shop/ops-rows-filters';
import { dayText } from '@/ui/day-text';

/** What each form of the page sends without JavaScript, before anything is typed. */
function sentByForms(): readonly string[] {
  return [...document.forms].map((form) =>
    new URLSearchParams([...new FormData(form)] as [string, string][]).toString(),
  );
}

function chips(): readonly (readonly [string | null, string | null])[] {
  return screen
    .getAllByRole('link', { name: /^Remove filter/ })
    .map((link) => [link.textContent, link.getAttribute('href')]);
}

describe('the filters of a shop’s facts and journal', () => {
  test('each form keeps the filters of the others and begins at the first page again', () => {
    const given = { q: 'A', type: 'order.refunded', from: '2026-03-12', before: '90' };
    render(<OpsFactsFilters path="/facts" asked={opsFactsSearchSchema.parse(given)} />);
    expect(sentByForms()).toEqual([
      'type=order.refunded&from=2026-03-12&q=A',
      'q=A&from=2026-03-12&type=order.refunded',
      'q=A&type=order.refunded&from=2026-03-12&to=',
    ]);
    expect(chips()).toEqual([
      ['“A”', '/facts?type=order.refunded&from=2026-03-12'],
      ['order.refunded', '/facts?q=A&from=2026-03-12'],
      [`From ${dayText('2026-03-12', { year: '' })}`, '/facts?q=A&type=order.refunded'],
    ]);
  });

  test('the journal of payout 12 says so, and lets go of the payout or of the number', () => {
    render(<OpsJournalFilters path="/journal" asked={opsJournalSearchSchema.parse({ source: 'payout', no: '12' })} />);
    expect(chips()).toEqual([
      ['Number 12', '/journal?source=payout'],
      ['Any step of a payout', '/journal?no=12'],
    ]);
    expect(sentByForms()[0]).toBe('source=payout&no=12');
  });
});
