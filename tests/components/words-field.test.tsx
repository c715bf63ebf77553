import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WordsField } from '@/ui/words-field';

const GIVEN = {
  name: 'reason',
  label: 'Reason',
  hint: 'They read it.',
  error: undefined,
  typed: '',
  rows: 3,
  longest: 80,
};

const area = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reason' });
const type = (words: string) => fireEvent.change(area(), { target: { value: words } });

/** The page is left for another, and the form is opened again from there. */
function leaveFor(path: string, draft: string) {
  window.history.pushState(null, '', path);
  cleanup();
  window.history.pushState(null, '', '/ops/decisions/new');
  render(<WordsField {...GIVEN} draft={draft} />);
}

beforeEach(() => {
  sessionStorage.clear();
  window.history.pushState(null, '', '/ops/decisions/new');
});
afterEach(cleanup);

describe('a few lines of text', () => {
  it('are there again after the proof of who one is', () => {
    render(<WordsField {...GIVEN} draft="a" />);
    type('The carrier lost the parcel.');
    leaveFor('/confirm?back=x', 'a');
    expect(area().value).toBe('The carrier lost the parcel.');
  });

  it('are gone once the page was left in any other way', () => {
    render(<WordsField {...GIVEN} draft="a" />);
    type('The carrier lost the parcel.');
    leaveFor('/ops/decisions/dcs_1', 'a');
    expect(area().value).toBe('');
  });

  it('of eleven minutes ago are not taken up again', () => {
    sessionStorage.setItem('draft a', `${Date.now() - 660_000} older`);
    render(<WordsField {...GIVEN} draft="a" />);
    expect(area().value).toBe('');
  });

  it('of one form are not those of another', () => {
    render(<WordsField {...GIVEN} draft="a" />);
    type('The carrier lost the parcel.');
    leaveFor('/confirm', 'b');
    expect(area().value).toBe('');
  });

  it('that a refused form gives back stand before a draft', () => {
    sessionStorage.setItem('draft a', `${Date.now()} older`);
    render(<WordsField {...GIVEN} draft="a" typed="too short" error="Write at least 10 letters." />);
    expect(area().value).toBe('too short');
    expect(area().getAttribute('aria-invalid')).toBe('true');
  });
});
