import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { Selection } from '@/features/statements/list/selection';
import { Allocation } from '@/ui/allocation';
import { Stepper } from '@/ui/stepper';

afterEach(cleanup);

/** Three owed statements: 27.35 + 17.50 + 41.20 = 86.05. */
function renderSelection() {
  return render(
    <Selection owed="86.05" currency="USD">
      {['27.35', '17.50', '41.20'].map((owed, index) => (
        <input
          key={owed}
          type="checkbox"
          name="no"
          value={index + 1}
          data-owed={owed}
          aria-label={`Statement ${owed}`}
        />
      ))}
    </Selection>,
  );
}

describe('selecting statements to pay', () => {
  it('is a plain form to the page that shows what paying them clears', () => {
    const { container } = renderSelection();
    const form = container.querySelector('form');
    expect(form?.getAttribute('action')).toBe('/finances/negative-balance');
    expect(form?.getAttribute('method')).toBe('get');
    expect(form?.querySelector('input[name="choice"]')?.getAttribute('value')).toBe('statements');
    expect(screen.getByRole('button', { name: 'Pay selected statements' })).toBeDefined();
  });

  it('adds up what is selected: 17.50 + 41.20 = 58.70, and 86.05 - 58.70 = 27.35 stays owed', () => {
    renderSelection();
    fireEvent.click(screen.getByLabelText('Statement 17.50'));
    fireEvent.click(screen.getByLabelText('Statement 41.20'));
    expect(screen.getByRole('button', { name: 'Pay selected (2), $58.70' })).toBeDefined();
    expect(screen.getByRole('status').textContent).toContain('2 statements selected of 3 that you owe');
    expect(screen.getByRole('status').textContent).toContain('$27.35 stays owed');
  });

  it('selects all, and clears', () => {
    renderSelection();
    fireEvent.click(screen.getByRole('button', { name: 'Select all' }));
    expect(screen.getByRole('button', { name: 'Pay selected (3), $86.05' })).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Clear' }));
    expect(screen.getByRole('button', { name: 'Pay selected statements' })).toBeDefined();
  });
});

describe('what a payment does to a debt', () => {
  it('says it in words beside the bar: 50.00 before + 37.40 now + 0.00 left = 87.40', () => {
    const { container } = render(<Allocation label="Statement 12 Mar" before="50.00" paid="37.40" left="0.00" />);
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
      '50.00 covered before, 37.40 this payment, 0.00 left',
    );
    expect(container.querySelectorAll('.bar i')).toHaveLength(2);
  });
});

describe('the steps of a bill', () => {
  it('marks where it is, and names each state for a screen reader', () => {
    render(
      <Stepper
        label="Steps"
        steps={[
          { key: 'made', word: 'Bill made', state: 'did' },
          { key: 'clearing', word: 'Clearing', state: 'at' },
          { key: 'cleared', word: 'Cleared', state: 'ahead' },
        ]}
      />,
    );
    const items = screen.getAllByRole('listitem');
    expect(items.map((item) => item.getAttribute('aria-current'))).toEqual([null, 'step', null]);
    expect(items[0]?.querySelector('title')?.textContent).toBe('done');
  });
});
