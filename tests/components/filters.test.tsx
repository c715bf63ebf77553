import { fireEvent, render, screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { Field, FilterChips, FilterMenu, SearchForm, Segmented } from '@/ui/filters';
import { PeopleList } from '@/ui/people-list';
import { Popup } from '@/ui/popup';

const KEPT = { status: 'pending', kind: 'daily' };

/** What a browser without JavaScript sends. */
function sent(form: HTMLFormElement): string {
  return new URLSearchParams([...new FormData(form)] as [string, string][]).toString();
}

describe('filters are addresses', () => {
  test('segments are links with counts, the one in force is marked', () => {
    render(
      <Segmented
        label="Status"
        segments={[
          { key: 'all', label: 'All', count: 30, href: '/s', isCurrent: false },
          { key: 'pending', label: 'Pending', count: 1, href: '/s?status=pending', isCurrent: true },
          { key: 'failed', label: 'Failed', count: 0, href: '/s?status=failed', isCurrent: false },
        ]}
      />,
    );
    const links = within(screen.getByRole('navigation', { name: 'Status' })).getAllByRole('link');
    expect(links.map((link) => link.getAttribute('aria-current'))).toEqual([null, 'true', null]);
    expect(links.map((link) => link.textContent)).toEqual(['All 30', 'Pending 1', 'Failed 0']);
    expect(links[1]?.getAttribute('href')).toBe('/s?status=pending');
  });

  test('a search is a plain form that carries the other filters along', () => {
    render(<SearchForm action="/s" name="q" value="IV-10482" placeholder="Order or payout" keep={KEPT} />);
    const form = screen.getByRole('searchbox', { name: 'Order or payout' }).closest('form') as HTMLFormElement;
    expect(form.getAttribute('action')).toBe('/s');
    expect(form.method).toBe('get');
    expect(sent(form)).toBe('status=pending&kind=daily&q=IV-10482');
  });

  test('a filter menu opens and applies without JavaScript: details, a GET form, a submit button', () => {
    const { container } = render(
      <FilterMenu label="Dates" action="/s" keep={KEPT}>
        <Field id="from" label="Closed on or after">
          <input id="from" type="date" name="from" defaultValue="2026-03-01" />
        </Field>
      </FilterMenu>,
    );
    const form = container.querySelector('details form') as HTMLFormElement;
    expect(container.querySelector('details > summary')?.textContent).toBe('Dates');
    expect(sent(form)).toBe('status=pending&kind=daily&from=2026-03-01');
    expect(within(form).getByRole('button', { name: 'Apply', hidden: true }).getAttribute('type')).toBe('submit');
  });

  test('a chip per filter in force takes it away; no filters, no list', () => {
    const { rerender, container } = render(
      <FilterChips chips={[{ key: 'from', label: 'From 1 Mar', href: '/s?status=pending' }]} />,
    );
    const chip = screen.getByRole('link', { name: 'Remove filter: From 1 Mar' });
    expect(chip.getAttribute('href')).toBe('/s?status=pending');
    rerender(<FilterChips chips={[]} />);
    expect(container.firstChild).toBeNull();
  });

  test('a field is named by its label, with an id or around the control; its error is said at once', () => {
    render(
      <>
        <Field id="least" label="At least" error="Enter at least $1.00.">
          <input id="least" />
        </Field>
        <Field label="At most" hint="37.40 is what you owe">
          <input />
        </Field>
      </>,
    );
    expect(screen.getByLabelText('At least').closest('.field')?.className).toBe('field bad');
    expect(screen.getByRole('alert').textContent).toBe('Enter at least $1.00.');
    expect(screen.getByLabelText('At most')).toBeTruthy();
    expect(screen.getByText('37.40 is what you owe')).toBeTruthy();
  });
});

test('people to sign in as are buttons of the form around them: the whole row sends who it is', () => {
  render(
    <form action="/sign-in" method="post">
      <PeopleList
        field="person"
        groups={[
          { title: 'Sellers', people: [{ key: 'ivy', name: 'Ivy Hart', note: 'partly paid', aside: '−37.40' }] },
        ]}
      />
    </form>,
  );
  const row = screen.getByRole('button', { name: /Ivy Hart/ }) as HTMLButtonElement;
  expect([row.type, row.name, row.value]).toEqual(['submit', 'person', 'ivy']);
  expect(row.form?.getAttribute('action')).toBe('/sign-in');
});

describe('a popup', () => {
  const open = () => {
    const { container } = render(
      <>
        <Popup className="menu">
          <summary>Dates</summary>
          <a href="#march">March</a>
        </Popup>
        <p>elsewhere</p>
      </>,
    );
    const popup = container.querySelector('details') as HTMLDetailsElement;
    popup.open = true;
    return popup;
  };

  test('closes by Escape, and gives the focus back', () => {
    const popup = open();
    fireEvent.keyDown(screen.getByText('March'), { key: 'Escape' });
    expect(popup.open).toBe(false);
    expect(document.activeElement?.textContent).toBe('Dates');
  });

  test('closes by a press elsewhere, not by one inside', () => {
    const popup = open();
    fireEvent.pointerDown(screen.getByText('March'));
    expect(popup.open).toBe(true);
    fireEvent.pointerDown(screen.getByText('elsewhere'));
    expect(popup.open).toBe(false);
  });

  test('closes once a link inside was followed', () => {
    const popup = open();
    fireEvent.click(screen.getByText('March'));
    expect(popup.open).toBe(false);
  });
});
