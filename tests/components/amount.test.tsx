import { render, screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { Amount, Figure } from '@/ui/amount';
import { amountText, isNegative, isZero, spokenAmount } from '@/ui/amount-text';

describe('how an amount is written', () => {
  test.each([
    ['79.24', {}, '79.24'],
    ['-84.30', {}, '\u221284.30'],
    ['5.06', { sign: 'always' }, '+5.06'],
    ['-5.06', { sign: 'always' }, '\u22125.06'],
    ['-37.40', { currency: 'USD' }, '\u2212$37.40'],
    ['37.40', { currency: 'USD', sign: 'always' }, '+$37.40'],
    ['1204.55', { currency: 'BRL' }, 'R$1,204.55'],
    ['-1204.55', { currency: 'BRL' }, '\u2212R$1,204.55'],
    ['12.00', { currency: 'SGD' }, 'SGD 12.00'],
    ['120455.11', {}, '120,455.11'],
    ['37.4', {}, '37.40'],
  ] as const)('%s with %o is %s', (value, format, text) => {
    expect(amountText(value, format)).toBe(text);
  });

  test('zero is 0.00, never below zero and never signed', () => {
    expect(amountText('0.00')).toBe('0.00');
    expect(amountText('-0.00')).toBe('0.00');
    expect(amountText('0.00', { sign: 'always' })).toBe('0.00');
    expect(isZero('-0.00')).toBe(true);
    expect(isNegative('-0.00')).toBe(false);
  });

  test('90,071,992,547,409,931.23 keeps each cent, beyond what a float can hold (2 to the 53rd)', () => {
    expect(amountText('90071992547409931.23')).toBe('90,071,992,547,409,931.23');
    expect(amountText('-9223372036854775807.99', { currency: 'USD' })).toBe('\u2212$9,223,372,036,854,775,807.99');
  });

  test('screen readers hear words: minus 37 dollars 40', () => {
    expect(spokenAmount('-37.40', 'USD')).toBe('minus 37 dollars 40');
    expect(spokenAmount('1.00', 'USD')).toBe('1 dollar 00');
    expect(spokenAmount('12.05', 'BRL')).toBe('12 reais 05');
  });
});

describe('Amount', () => {
  test('an owed amount is red, an estimate lighter, zero lightest', () => {
    const { container } = render(
      <>
        <Amount value="-37.40" tone="owed" />
        <Amount value="39.48" tone="estimate" />
        <Amount value="0.00" />
        <Amount value="-5.06" />
      </>,
    );
    const looks = Array.from(container.children, (amount) => amount.className);
    expect(looks).toEqual(['amt owed', 'amt est', 'amt zero', 'amt']);
  });

  test('with a currency the figures are for the eye and the words for the ear', () => {
    render(<Amount value="-37.40" currency="USD" />);
    expect(screen.getByText('\u2212$37.40').getAttribute('aria-hidden')).toBe('true');
    expect(screen.getByText('minus 37 dollars 40').className).toBe('sr');
  });

  test('the figure of a page keeps the minus before a light currency sign', () => {
    const { container } = render(<Figure value="-1204.55" currency="USD" tone="owed" />);
    expect(container.querySelector('.cur')?.textContent).toBe('\u2212$');
    expect(container.querySelector('[aria-hidden]')?.textContent).toBe('\u2212$1,204.55');
  });
});
