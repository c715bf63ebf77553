import { describe, expect, it } from 'vitest';
import { instant } from '@/domain/calendar/instant';
import { cardNote } from '@/features/bills/cashier/card-words';
import { timeLeft } from '@/features/bills/cashier/time-left';
import { failureWords } from '@/features/bills/failure-words';
import { CARD } from './samples';

describe('what a saved card says beside its last digits', () => {
  it('is its brand and the month in which it expires', () => {
    expect(cardNote(CARD)).toBe('Visa, expires 08/28.');
    expect(cardNote({ ...CARD, brand: 'amex', expMonth: 11 })).toBe('American Express, expires 11/28.');
  });

  it('tells the one that is offered first, and the one that ends soon', () => {
    expect(cardNote({ ...CARD, isDefault: true })).toBe('Visa, expires 08/28. Offered first.');
    expect(cardNote({ ...CARD, expiry: 'expires-soon' })).toBe('Visa, expires 08/28, soon.');
  });

  it('tells what to do about one that has expired', () => {
    const gone = cardNote({ ...CARD, expiry: 'expired', expYear: 2024, isDefault: true });
    expect(gone).toBe('Visa, expired 08/24. Add the new card to pay with it.');
  });
});

describe('why a payment failed', () => {
  it('is said in words, with what to do', () => {
    expect(failureWords('insufficient_funds')).toEqual({
      what: 'The card does not have enough money for this amount. Nothing was charged.',
      cure: 'Pay with another card, or by bank transfer.',
      step: 'Declined',
    });
    expect(failureWords('abandoned').what).toContain('was left before the payment was confirmed. Nothing was charged.');
  });

  it('is that the card was declined, for a reason that nobody has told us of', () => {
    expect(failureWords('a_code_of_tomorrow').what).toBe('The card was declined. Nothing was charged.');
    expect(failureWords(null).what).toBe('The card was declined. Nothing was charged.');
  });

  it('is not that nothing was charged, where the money went back before it cleared (R8.6)', () => {
    expect(failureWords('refund').what).toContain('refunded before it cleared. The money went back to your card.');
    expect(failureWords('dispute').what).toContain('before it cleared. The bank took the money back.');
  });

  it('never shows a code', () => {
    for (const code of [
      'card_declined',
      'expired_card',
      'incorrect_cvc',
      'processing_error',
      'fraudulent',
      'never-charged',
    ]) {
      const { what, cure } = failureWords(code);
      expect(`${what} ${cure}`).not.toMatch(/[a-z]_[a-z]/);
      expect(cure).not.toBe('');
    }
  });
});

describe('the time that clearing may still take', () => {
  const until = instant('2026-03-14T13:10:10Z');

  it('13:10:10 less 09:12:00 is 3 hours 59 minutes, each begun minute counted', () => {
    expect(timeLeft(instant('2026-03-14T09:12:00Z'), until)).toBe('3 hours 59 minutes left');
  });

  it('leaves out what is zero, and is one hour, not 1 hours', () => {
    expect(timeLeft(instant('2026-03-14T12:10:10Z'), until)).toBe('1 hour left');
    expect(timeLeft(instant('2026-03-14T13:09:30Z'), until)).toBe('1 minute left');
  });

  it('is any moment now once the time is over', () => {
    expect(timeLeft(instant('2026-03-14T13:10:10Z'), until)).toBe('any moment now');
    expect(timeLeft(instant('2026-03-14T15:00:00Z'), until)).toBe('any moment now');
  });
});
