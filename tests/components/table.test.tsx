import { render, screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { DataTable, DetailRow, RowOpener, ShowOlder } from '@/ui/table';

describe('DataTable', () => {
  test('has a caption, heads of columns, amounts at the right and a foot', () => {
    render(
      <DataTable
        caption="Payouts, newest first, amounts in USD"
        layout="stack l-pair"
        columns={[
          { key: 'started', label: 'Started' },
          { key: 'amount', label: 'Amount, USD', align: 'right' },
          { key: 'open', label: 'Opens', isHidden: true },
        ]}
        foot={
          <tr>
            <td>In all</td>
          </tr>
        }
      >
        <tr>
          <td>Fri 13 Mar</td>
        </tr>
      </DataTable>,
    );
    const table = screen.getByRole('table', { name: 'Payouts, newest first, amounts in USD' });
    const heads = within(table).getAllByRole('columnheader');
    expect(heads.map((head) => head.textContent)).toEqual(['Started', 'Amount, USD', 'Opens']);
    expect(heads.map((head) => head.className)).toEqual(['', 'r', '']);
    expect(table.querySelector('tfoot')?.textContent).toBe('In all');
  });

  test.each([
    [true, 'true'],
    [false, 'false'],
  ])('a row opens in place by its address (open: %s)', (isOpen, expanded) => {
    render(<RowOpener isOpen={isOpen} href="/finances/payouts?open=7" label="Payout Fri 13 Mar" />);
    const opener = screen.getByRole('link', { name: 'Payout Fri 13 Mar' });
    expect(opener.getAttribute('aria-expanded')).toBe(expanded);
    expect(opener.getAttribute('href')).toBe('/finances/payouts?open=7');
  });

  test('what it opens lies under it over all columns', () => {
    const { container } = render(
      <table>
        <tbody>
          <DetailRow span={5}>Sent Mon 9 Mar</DetailRow>
        </tbody>
      </table>,
    );
    expect(container.querySelector('td')?.colSpan).toBe(5);
  });
});

describe('ShowOlder', () => {
  test('one in all is not "1 of 1 bills"', () => {
    render(<ShowOlder shown={1} total={1} noun="bill" href={null} />);
    expect(screen.getByText('One in all.')).toBeTruthy();
  });

  test('16 of 30 statements, and a link to the next', () => {
    render(<ShowOlder shown={16} total={30} noun="statement" href="/finances/statements?before=14" />);
    expect(screen.getByText(/16 of 30 statements\./)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Show older' }).getAttribute('href')).toBe(
      '/finances/statements?before=14',
    );
  });

  test('without a kept count it says how many are shown; at the end there is no link', () => {
    render(<ShowOlder shown={3} total={null} noun="statement" href={null} />);
    expect(screen.getByText('3 statements shown.')).toBeTruthy();
    expect(screen.queryByRole('link')).toBeNull();
  });

  test('1 order, 2 entries and 1,204 facts shown', () => {
    for (const [shown, noun, text] of [
      [1, 'order', '1 order shown.'],
      [2, 'entry', '2 entries shown.'],
      [1204, 'fact', '1,204 facts shown.'],
    ] as const) {
      render(<ShowOlder shown={shown} total={null} noun={noun} href={null} />);
      expect(screen.getByText(text)).toBeTruthy();
    }
  });
});
