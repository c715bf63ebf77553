import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { Button } from '@/ui/button';
import { CopyValue } from '@/ui/copy-value';
import { CheckList, KeyValues, SumTable } from '@/ui/lists';
import { Meter } from '@/ui/meter';
import { EmptyState, ErrorState, NoPermission, Skeleton } from '@/ui/states';

describe('the four states of an island', () => {
  test('loading: as many lines of the same height as what comes', () => {
    render(<Skeleton lines={4} rowHeight={36} label="Loading the balance" />);
    const lines = screen.getByRole('status', { name: 'Loading the balance' }).querySelectorAll('i');
    expect(lines).toHaveLength(4);
    // 12 of the line and 12 above and below it make 36.
    for (const line of lines) expect(line.style.marginBlock).toBe('12px');
  });

  test('empty: what this is and what to do', () => {
    render(
      <EmptyState icon="bill" title="No bills" action={<Button>Show all</Button>}>
        You owe nothing.
      </EmptyState>,
    );
    expect(screen.getByText('No bills')).toBeTruthy();
    expect(screen.getByText('You owe nothing.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Show all' })).toBeTruthy();
  });

  test('error: what did not load, that money is safe, the reference, trying again', () => {
    const { container } = render(
      <ErrorState what="The trend" reference="req-7QK4M2" retry={<Button>Try again</Button>} />,
    );
    expect(container.textContent).toBe(
      'The trend did not loadYour balance is not affected. Reference req-7QK4M2.Try again',
    );
  });

  test('no permission: which role is missing and who can give it', () => {
    render(<NoPermission what="amounts" role="support" owner="Ivy Hart" />);
    expect(screen.getByText('You cannot see amounts')).toBeTruthy();
    expect(screen.getByText('Your role is support. Ask Ivy Hart for the finance role.')).toBeTruthy();
  });
});

describe('lists', () => {
  test('a check list shows all conditions, and says by words which are met', () => {
    render(
      <CheckList
        conditions={[
          { key: 'balance', state: 'no', text: 'Balance of at least $1.00' },
          { key: 'account', state: 'ok', text: 'Bank account, verified' },
          { key: 'day', state: 'wait', text: 'Next on Mon 16 Mar' },
        ]}
      />,
    );
    const marks = screen.getAllByRole('img').map((mark) => mark.textContent);
    expect(marks).toEqual(['not met', 'met', 'waiting']);
  });

  test('a sum ends in its total: 53.58 − 37.40 = 16.18', () => {
    render(
      <SumTable
        caption="Expected payout"
        rows={[
          { key: 'a', label: 'Order IV-10497 settles', note: '60.00 − 3.60 − 2.82', amount: '+53.58' },
          { key: 'b', label: 'Covers what you owe', amount: '−37.40' },
        ]}
        total={{ label: 'Expected payout', amount: '$16.18' }}
      />,
    );
    const rows = screen.getAllByRole('row').map((row) => row.lastElementChild?.textContent);
    expect(rows).toEqual(['+53.58', '−37.40', '$16.18']);
  });

  test('terms and values keep together', () => {
    render(<KeyValues pairs={[{ term: 'Account', value: 'ending 6021' }]} />);
    expect(screen.getByRole('term').textContent).toBe('Account');
    expect(screen.getByRole('definition').textContent).toBe('ending 6021');
  });
});

test('a meter says its value and its marks in words, and does not run over its track', () => {
  render(
    <Meter
      label="Late dispatch"
      value="3 of 22, 13.6 %"
      filled={113}
      look="over"
      marks={[{ at: 66.67, word: '8 %: level 1' }]}
    />,
  );
  const track = screen.getByRole('img', { name: 'Late dispatch: 3 of 22, 13.6 %; 8 %: level 1' });
  expect(track.getAttribute('style')).toContain('--v: 100%');
});

test('copying says what was copied', async () => {
  const written: string[] = [];
  Object.defineProperty(navigator, 'clipboard', {
    configurable: true,
    value: { writeText: (text: string) => Promise.resolve(written.push(text)) },
  });
  render(<CopyValue value="EKPO 2603 0900 4418" name="trace reference" />);
  fireEvent.click(screen.getByRole('button', { name: 'Copy trace reference' }));
  expect(await screen.findByText('trace reference copied')).toBeTruthy();
  expect(written).toEqual(['EKPO 2603 0900 4418']);
});
