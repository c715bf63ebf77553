import { describe, expect, it } from 'vitest';
import { ACH_RETURNS, bankReason } from '@/contracts/bank-reasons';

describe('why a bank refused a payout, in words', () => {
  it('a closed account: link another one', () => {
    expect(bankReason('account-closed')).toEqual({
      happened: 'The account is closed.',
      cure: 'Link another account.',
    });
  });

  it('a code that nobody knows stays as the bank wrote it', () => {
    expect(bankReason('Q7').happened).toBe('The bank gave the reason “Q7”.');
  });

  it('a code that is the name of something in JavaScript is only a code', () => {
    expect(bankReason('constructor').happened).toBe('The bank gave the reason “constructor”.');
  });

  it('every return of the ACH network has words of its own', () => {
    const unknown = Object.values(ACH_RETURNS).filter((code) => bankReason(code).happened.includes(code));
    expect(unknown).toEqual([]);
  });
});
