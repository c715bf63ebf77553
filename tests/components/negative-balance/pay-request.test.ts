import { describe, expect, it } from 'vitest';
import { payRequestSchema, readPayRequest } from '@/contracts/negative-balance';
import { minor } from '@/domain/money/money';
import { namedIn, payHref, textOf } from '@/features/negative-balance/search';
import { listed, ordinal } from '@/features/negative-balance/words';

const read = (query: Record<string, unknown>) => readPayRequest(payRequestSchema.parse(query));

describe('what a seller asks to pay, from an address', () => {
  it('is all of it unless something else is asked', () => {
    expect(read({})).toMatchObject({ ok: true, value: { kind: 'full' } });
    expect(read({ choice: 'everything', no: 'x', amount: ['1', '2'] })).toMatchObject({ value: { kind: 'full' } });
  });

  it('names statements once each, in their order, and leaves out what is no number', () => {
    const asked = read({ choice: 'statements', no: ['7', '3', '7', '-1', '2.5', 'x'] });
    expect(asked).toMatchObject({ value: { kind: 'statements', statements: [3, 7] } });
  });

  it('reads amounts as people write them: 1,200.5 is 1200.50, and a decimal comma is asked about', () => {
    expect(read({ choice: 'amount', amount: ' $1,200.5 ' })).toMatchObject({ value: { amount: 120050n } });
    expect(read({ choice: 'amount', amount: '12,50' })).toMatchObject({ ok: false, refusal: { field: 'amount' } });
  });

  it.each(['-5', '−5', '12.345', 'abc', '', '1e3', '0x10', 'Infinity', '9'.repeat(30)])(
    'refuses “%s” with a sentence',
    (amount) => {
      const asked = read({ choice: 'amount', amount });
      expect(asked.ok).toBe(false);
      if (!asked.ok) expect(asked.refusal.reason).toMatch(/^[A-Z“].*\.$/);
    },
  );

  it('has one address, and one text, for one request', () => {
    expect(payHref({ choice: 'full', no: [3], amount: '5' })).toBe('/finances/negative-balance');
    expect(payHref({ choice: 'statements', no: [3, 7], amount: '' })).toBe(
      '/finances/negative-balance?choice=statements&no=3&no=7',
    );
    expect(payHref({ choice: 'amount', no: [], amount: '12.00' }, true)).toBe(
      '/finances/negative-balance?choice=amount&amount=12.00&changed=1',
    );
    expect(textOf({ kind: 'statements', statements: [7, 3] })).toBe('statements 3,7');
    expect(textOf({ kind: 'amount', amount: minor(1200n) })).toBe('amount 12.00');
    expect(namedIn(['choice', 'no-12', 'no-3', 'no-x', 'nonce'])).toEqual([3, 12]);
  });

  it('counts in words: 1st, 2nd, 3rd, 11th, 22nd', () => {
    expect([1, 2, 3, 8, 10, 11, 12, 22].map(ordinal)).toEqual([
      '1st',
      '2nd',
      '3rd',
      '8th',
      '10th',
      '11th',
      '12th',
      '22nd',
    ]);
    expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
  });
});
