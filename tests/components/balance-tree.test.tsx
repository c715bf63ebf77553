import { render, screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { Amount } from '@/ui/amount';
import { BalanceTree, barStyle, type TreeRow } from '@/ui/balance-tree';
import { Door } from '@/ui/button';

const row = (label: string, value: string, bar: TreeRow['bar'], children: TreeRow['children'] = []): TreeRow => ({
  key: label,
  label,
  value,
  bar,
  amount: <Amount value={value} />,
  children,
});

const ROWS = [
  row('Available', '-37.40', 'owed', [
    {
      key: '12',
      label: <Door href="/finances/statements/12">Statement 12 Mar</Door>,
      amount: <Amount value="-37.40" />,
    },
  ]),
  row('In transit', '0.00', 'sure'),
  row('Reserved', '3.96', 'soft'),
  row('On hold', '95.88', 'est'),
];
const TOTAL = row('If everything settles', '62.44', 'sure');

/** One number of a style, in percent. */
function percent(style: string | null | undefined, name: string): number {
  return Number.parseFloat(style?.split(`${name}:`)[1] ?? 'NaN');
}

describe('the scale of the bars', () => {
  const all = ['-50.00', '0.00', '25.00', '150.00'];
  const read = (value: string) => {
    const style = barStyle(value, all) as Record<string, string>;
    return [style['--z'], style['--x'], style['--w']];
  };

  test('from −50 to 150 is 200, so zero stands at a quarter for every row', () => {
    expect(all.map((value) => read(value)[0])).toEqual(['25.00%', '25.00%', '25.00%', '25.00%']);
  });

  test('what is owed hangs left of zero, what is there stands right of it: 50 of 200 is a quarter, 150 is three', () => {
    expect(read('-50.00')).toEqual(['25.00%', '0.00%', '25.00%']);
    expect(read('150.00')).toEqual(['25.00%', '25.00%', '75.00%']);
    expect(read('25.00')).toEqual(['25.00%', '25.00%', '12.50%']);
  });

  test('nothing at all draws nothing, and divides by nothing', () => {
    expect(barStyle('0.00', ['0.00', '0.00'])).toMatchObject({ '--z': '0.00%', '--w': '0.00%' });
  });
});

describe('BalanceTree', () => {
  test('has four rows and a total; −37.40 + 0.00 + 3.96 + 95.88 = 62.44', () => {
    render(<BalanceTree rows={ROWS} total={TOTAL} />);
    const amounts = ['−37.40', '0.00', '3.96', '95.88', '62.44'];
    const labels = ['Available', 'In transit', 'Reserved', 'On hold', 'If everything settles'];
    for (const [index, label] of labels.entries()) {
      const line = screen.getByText(label).closest('.row') as HTMLElement;
      expect(within(line).getByText(amounts[index] ?? '')).toBeTruthy();
    }
  });

  test('a row that has lines is open, and its lines are doors; zero says so', () => {
    const { container } = render(<BalanceTree rows={ROWS} total={TOTAL} />);
    const [available, inTransit] = container.querySelectorAll('details');
    expect(available?.open).toBe(true);
    expect(screen.getByRole('link', { name: 'Statement 12 Mar' })).toBeTruthy();
    expect(inTransit?.open).toBe(false);
    expect(inTransit?.textContent).toContain('Nothing here now.');
  });

  test('all bars share one scale: the bar on hold is as long as 95.88 of 133.28', () => {
    const { container } = render(<BalanceTree rows={ROWS} total={TOTAL} />);
    const bars = Array.from(container.querySelectorAll('.water'), (bar) => bar.getAttribute('style'));
    expect(new Set(bars.map((bar) => percent(bar, '--z')))).toEqual(new Set([28.06]));
    expect(percent(bars[3], '--w')).toBeCloseTo((95.88 / 133.28) * 100, 1);
    expect(percent(bars[0], '--x')).toBe(0);
  });

  test('patterns tell how sure: owed, nothing at zero, outlined, dashed, solid', () => {
    const { container } = render(<BalanceTree rows={ROWS} total={TOTAL} />);
    const looks = Array.from(
      container.querySelectorAll('.water'),
      (bar) => bar.querySelector('i')?.className ?? 'nothing',
    );
    expect(looks).toEqual(['owed', 'nothing', 'soft', 'est', '']);
  });
});
