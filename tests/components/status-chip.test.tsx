import { render } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { StatusChip, type StatusLook } from '@/ui/status-chip';

const LOOKS: readonly (readonly [what: string, look: StatusLook, reason?: string])[] = [
  ['a statement that waits for its payout', { word: 'Pending', icon: 'clock', tone: 'held' }, 'scheduled'],
  ['a statement below the minimum', { word: 'Pending', icon: 'clock', tone: 'held' }, 'below the minimum'],
  ['a statement without a bank account', { word: 'Pending', icon: 'clock', tone: 'held' }, 'no bank account'],
  ['a statement that is owed', { word: 'Pending', icon: 'below', tone: 'owed' }, 'negative balance'],
  ['a statement behind a freeze', { word: 'Pending', icon: 'lock', tone: 'held' }, 'withdrawals frozen'],
  ['a statement whose payout failed', { word: 'Pending', icon: 'stop', tone: 'owed' }, 'payout failed'],
  ['a statement of a closed shop', { word: 'Pending', icon: 'void', tone: 'idle' }, 'shop closed'],
  ['a statement or payout under way', { word: 'Processing', icon: 'moving', tone: 'moving' }],
  ['a statement or payout that is paid', { word: 'Paid', icon: 'done', tone: 'done' }],
  ['a payout that failed', { word: 'Failed', icon: 'stop', tone: 'owed' }],
  ['a bill that waits for its payer', { word: 'Action needed', icon: 'user-check', tone: 'held' }],
  ['a bill that is clearing', { word: 'Paid, clearing', icon: 'half', tone: 'moving' }],
  ['a bill that came back', { word: 'Reversed', icon: 'back', tone: 'owed' }],
  ['a shop on probation', { word: 'Probation', icon: 'clock', tone: 'idle' }],
  ['a shop that is inactive', { word: 'Inactive', icon: 'pause', tone: 'held' }],
];

describe('StatusChip says each state by word, icon and tone', () => {
  test.each(LOOKS.map(([what, look, reason]) => ({ what, look, reason })))('$what', ({ look, reason }) => {
    const { container } = render(<StatusChip look={look} {...(reason === undefined ? {} : { reason })} />);
    const chip = container.firstElementChild;
    expect(chip?.textContent).toBe(reason === undefined ? look.word : `${look.word}: ${reason}`);
    expect(chip?.className).toBe(`chip ${look.tone}`);
    expect(chip?.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true');
    expect(chip?.querySelectorAll('svg path, svg circle').length).toBeGreaterThan(0);
  });

  test('loud is a soft pill of the same tone', () => {
    const { container } = render(<StatusChip look={{ word: 'Level 0', icon: 'reserve', tone: 'held' }} loud />);
    expect(container.firstElementChild?.className).toBe('chip held loud');
  });
});
