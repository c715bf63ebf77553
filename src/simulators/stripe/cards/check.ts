import { nowMillis } from '../clock';
import { findByNumber, type TestCard } from './catalogue';

/** What is wrong with one field of a card, for an API and for a person. */
export interface CardFault {
  readonly field: 'number' | 'exp' | 'cvc';
  readonly code: string;
  readonly declineCode?: string;
  readonly param: string;
  /** In Stripe's words, for the API. */
  readonly message: string;
  /** In a sentence that says what to do, for the page. */
  readonly sentence: string;
}

/** Luhn's check digit: it finds each mistyped digit and most that changed places. */
export function hasCheckDigit(number: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...number].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

/** The test card of a number as it was typed, with blanks or without. */
export function checkNumber(typed: string): TestCard | CardFault {
  const number = typed.replaceAll(/[\s-]/g, '');
  const wrong = (sentence: string): CardFault => ({
    field: 'number',
    code: 'incorrect_number',
    param: 'number',
    message: 'Your card number is incorrect.',
    sentence,
  });
  if (number === '') return wrong('Enter a card number.');
  if (!/^\d+$/.test(number)) return wrong('A card number has digits only.');
  if (number.length < 13) return wrong('The card number is too short.');
  if (number.length > 19) return wrong('The card number is too long.');
  if (!hasCheckDigit(number)) return wrong('The card number is not right: one of its digits is mistyped.');
  return (
    findByNumber(number) ?? {
      ...wrong('This is not a test card. Never enter a real card here; use one of the test numbers.'),
      code: 'card_declined',
      declineCode: 'test_mode_live_card',
      message:
        'Your card was declined. Your request was in test mode, but used a non test (live) card. For a list of valid test cards, visit: https://stripe.com/docs/testing.',
    }
  );
}

/** What is wrong with a month and year, or null. A card is good until its month ends. */
export function checkExpiry(month: number, year: number): CardFault | null {
  const now = new Date(nowMillis());
  const thisYear = now.getUTCFullYear();
  const wrong = (part: 'month' | 'year', sentence: string): CardFault => ({
    field: 'exp',
    code: `invalid_expiry_${part}`,
    param: `exp_${part}`,
    message: `Your card's expiration ${part} is invalid.`,
    sentence,
  });
  if (!Number.isInteger(month) || month < 1 || month > 12) {
    return wrong('month', 'Enter the month from 01 to 12, then the year.');
  }
  if (!Number.isInteger(year) || year > thisYear + 50) return wrong('year', 'The year is too far away.');
  if (year < thisYear) return wrong('year', 'The card has expired. Use a date in the future.');
  const isPast = year === thisYear && month < now.getUTCMonth() + 1;
  return isPast ? wrong('month', 'The card has expired. Use a date in the future.') : null;
}

/** What is wrong with a security code, or null. */
export function checkSecurityCode(code: string, brand: string): CardFault | null {
  const length = brand === 'amex' ? 4 : 3;
  if (new RegExp(`^\\d{${length}}$`).test(code) || (brand === 'amex' && /^\d{3}$/.test(code))) return null;
  return {
    field: 'cvc',
    code: 'invalid_cvc',
    param: 'cvc',
    message: "Your card's security code is invalid.",
    sentence:
      brand === 'amex' ? 'Enter the 4 digits on the front of the card.' : 'Enter the 3 digits on the back of the card.',
  };
}

/** The month and year of `12 / 34`, `1234`, `12/2034`. */
export function readExpiry(typed: string): { readonly month: number; readonly year: number } | null {
  const parts = /^\s*(\d{1,2})\s*[/\-. ]\s*(\d{2}|\d{4})\s*$/.exec(typed) ?? /^\s*(\d{2})(\d{2})\s*$/.exec(typed);
  if (parts === null) return null;
  const [, month = '', year = ''] = parts;
  return { month: Number(month), year: year.length === 2 ? 2000 + Number(year) : Number(year) };
}
