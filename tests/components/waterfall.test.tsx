import { render, screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { Amount } from '@/ui/amount';
import { Waterfall, type WaterfallStep } from '@/ui/waterfall';

const MOVES = [
  ['Gross sales', '84.30', '0.00', '84.30'],
  ['Refunds', '-84.30', '84.30', '0.00'],
  ['Fees, net of those given back', '-1.01', '0.00', '-1.01'],
  ['Return shipping', '-7.15', '-1.01', '-8.16'],
  ['You paid', '50.00', '-8.16', '41.84'],
  ['Put into reserve', '-3.96', '41.84', '37.88'],
  ['Paid out to you', '-75.28', '37.88', '-37.40'],
] as const;

const STEPS: readonly WaterfallStep[] = [
  ...MOVES.map(
    ([label, amount, from, to]): WaterfallStep => ({
      key: label,
      label,
      from,
      to,
      kind: amount.startsWith('-') ? 'out' : 'in',
      amount: <Amount value={amount} sign="always" />,
      running: <Amount value={to} />,
    }),
  ),
  {
    key: 'end',
    label: 'You owe',
    from: '0',
    to: '-37.40',
    kind: 'end',
    amount: <Amount value="-37.40" tone="owed" />,
  },
];

/** Cents of a written amount. */
function cents(text: string | null | undefined): bigint {
  return BigInt((text ?? '').replace('−', '-').replace('+', '').replace('.', ''));
}

function rows(): HTMLElement[] {
  return within(screen.getAllByRole('rowgroup')[1] as HTMLElement).getAllByRole('row');
}

describe('Waterfall', () => {
  test('is its own table: each running total is the one before plus the amount, down to −37.40', () => {
    render(<Waterfall caption="Where the money went" heads={['March, USD', 'Amount', 'Running']} steps={STEPS} />);
    let running = 0n;
    for (const row of rows().slice(0, -1)) {
      const [amount, after] = Array.from(row.querySelectorAll('td.r'), (cell) => cents(cell.textContent));
      running += amount ?? 0n;
      expect(after).toBe(running);
    }
    expect(running).toBe(-3740n);
    expect(cents(rows().at(-1)?.querySelector('td.r')?.textContent)).toBe(running);
  });

  test('each bar begins where the one before ended, on one scale: from −37.40 to 84.30 zero stands at 30.73 %', () => {
    const { container } = render(
      <Waterfall caption="Where the money went" heads={['March, USD', 'Amount', 'Running']} steps={STEPS} />,
    );
    const bars = Array.from(container.querySelectorAll('.tr'), (bar) => {
      const style = bar.getAttribute('style') ?? '';
      const read = (name: string) => Number.parseFloat(style.split(`${name}:`)[1] ?? '');
      return { zero: read('--z'), left: read('--x'), width: read('--w'), end: read('--e') };
    });
    expect(bars.map(({ zero }) => zero)).toEqual(STEPS.map(() => 30.73));
    for (const [index, { left, width }] of bars.slice(1, -1).entries()) {
      const before = bars[index]?.end ?? Number.NaN;
      expect(Math.min(Math.abs(left - before), Math.abs(left + width - before))).toBeLessThan(0.02);
    }
  });

  test('without running totals it is a list of releases: outlined bars, and a sum without one', () => {
    const { container } = render(
      <Waterfall
        caption="Holds by release day"
        heads={['Released on', 'USD']}
        steps={[
          { key: 'a', label: 'Fri 20 Mar', note: 'RK-20702', from: '0', to: '15.63', kind: 'soft', amount: '15.63' },
          { key: 'b', label: 'In reserve', from: '0', to: '0', kind: 'end', amount: '15.63' },
        ]}
      />,
    );
    expect(screen.getByText('RK-20702').className).toBe('sub');
    expect(container.querySelectorAll('i.soft')).toHaveLength(1);
    expect(container.querySelector('.end i')).toBeNull();
    expect(container.querySelector('.run')).toBeNull();
  });
});
