import { render, screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { Amount } from '@/ui/amount';
import { Equation, ProofLine } from '@/ui/proof';

describe('ProofLine', () => {
  test('checks that hold are quiet: 4 lines sum to −87.40', () => {
    const { container } = render(<ProofLine checks={[{ key: 'lines', holds: true, text: '4 lines sum to −87.40' }]} />);
    expect(screen.getByRole('img', { name: 'holds' })).toBeTruthy();
    expect(container.firstElementChild?.className).toBe('proof');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('one broken check makes the line an alert with both figures', () => {
    render(
      <ProofLine
        checks={[
          { key: 'lines', holds: false, text: 'Lines sum to −87.39, stored −87.40' },
          { key: 'open', holds: true, text: 'open −37.40' },
        ]}
      />,
    );
    const alert = screen.getByRole('alert');
    expect(alert.className).toBe('proof broken');
    expect(alert.querySelectorAll('.bad')).toHaveLength(1);
    expect(screen.getByRole('img', { name: 'broken' })).toBeTruthy();
  });
});

test('Equation is a list of terms: −84.30 − 7.15 + 4.05 + 0.00 = −87.40', () => {
  const { container } = render(
    <Equation
      terms={[
        { label: 'Revenue', amount: <Amount value="-84.30" /> },
        { label: 'Shipping', amount: <Amount value="-7.15" />, before: '+' },
        { label: 'Fees', amount: <Amount value="4.05" sign="always" />, before: '+' },
        { label: 'Adjustments', amount: <Amount value="0.00" />, before: '+' },
        { label: 'Settlement', amount: <Amount value="-87.40" />, before: '=', isResult: true },
      ]}
    />,
  );
  expect(Array.from(container.querySelectorAll('dt'), (term) => term.textContent)).toEqual([
    'Revenue',
    'Shipping',
    'Fees',
    'Adjustments',
    'Settlement',
  ]);
  expect(
    Array.from(container.querySelectorAll('dl > div'), (term) => term.getAttribute('data-op') ?? '').join(''),
  ).toBe('+++=');
  expect(container.querySelector('.res dd')?.textContent).toBe('−87.40');
});
