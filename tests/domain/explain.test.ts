import { describe, expect, it } from 'vitest';
import { explainComponent, percent } from '@/domain/explain/component';
import { WORDING } from '@/domain/explain/component-labels';
import { minor } from '@/domain/money/money';
import { CATEGORY_OF } from '@/domain/settlement/component';
import { booksThrough } from '../support/facts';
import { IVY } from '../support/ivy';

describe('Every component says what it is and which numbers it came from', () => {
  it.each(Object.keys(CATEGORY_OF))('%s has a label and a sentence', (kind) => {
    const { label, sentence } = explainComponent(kind, { rule: 'R3.3' });
    expect(label).toMatch(/^[A-Z].+/);
    expect(sentence).toMatch(/^[A-Z].+\.$/);
  });

  it('no two kinds share a label', () => {
    const labels = Object.values(WORDING).map((wording) => wording.label);
    expect(new Set(labels).size).toBe(labels.length);
  });

  it('a payment of a bill is labelled "Bill payment (negative balance)"', () => {
    expect(explainComponent('bill-payment', { rule: 'R8.3' }).label).toBe('Bill payment (negative balance)');
  });

  it('the referral fee of Ivy: "6 % × 84.30 = 5.058"', () => {
    const fee = booksThrough(IVY, '2026-03-10').statements[0]?.lines[0]?.components[1];
    if (fee === undefined) throw new Error('no fee');
    expect(explainComponent(fee.kind, fee.basis)).toMatchObject({ basisText: '6 % × 84.30 = 5.058', rule: 'R3.4' });
  });

  it('a running total says what came before: "6 % × 56.20 = 3.372, less 1.69 before"', () => {
    const basis = { rule: 'R4.2', rate: '0.06', of: minor(5620n), before: minor(169n) };
    expect(explainComponent('referral-fee-refund', basis).basisText).toBe('6 % × 56.20 = 3.372, less 1.69 before');
  });

  it('a cap that held is named: "20 % × 120.00 = 24, at most 5.00"', () => {
    const basis = { rule: 'R4.3', rate: '0.20', of: minor(12000n), cap: minor(500n) };
    expect(explainComponent('refund-administration-fee', basis).basisText).toBe('20 % × 120.00 = 24, at most 5.00');
  });

  it('what was not computed has no sum', () => {
    expect(explainComponent('gross-sales', { rule: 'R3.3' }).basisText).toBeNull();
  });

  it('an unknown kind keeps its raw name and says so', () => {
    const unknown = explainComponent('moon-tax', { rule: 'R3.3 unknown kind' });
    expect(unknown).toMatchObject({ label: 'moon-tax', rule: 'R3.3' });
    expect(unknown.sentence).toContain('does not know');
  });

  it.each([
    ['0.06', '6 %'],
    ['0.025', '2.5 %'],
    ['0.70', '70 %'],
    ['0', '0 %'],
    ['1', '100 %'],
    ['0.10', '10 %'],
  ])('a rate of %s reads %s', (rate, words) => {
    expect(percent(rate)).toBe(words);
  });
});
