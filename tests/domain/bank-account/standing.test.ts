import { describe, expect, test } from 'vitest';
import { type AccountStatus, planPrimary, planRemoval, standingOf } from '@/domain/bank-account/standing';
import { plainDate } from '@/domain/calendar/plain-date';

const OWNER = 'Sable Textiles Trading LLC';
const account = (name: string, status: AccountStatus = 'verified', holderName = OWNER) => ({
  account: name,
  holderName,
  status,
});
const books = (payoutAccount: string | null, payoutFailed = false) => ({
  registeredName: OWNER,
  payoutAccount,
  payoutFailed,
});

describe('several accounts, one of them primary', () => {
  test('a verified account may become primary', () => {
    expect(planPrimary(account('new'), books('old'))).toEqual({ ok: true, value: 'change' });
  });

  test('the primary one after a failed payout is confirmed, so that the payout is sent again (R7.5)', () => {
    expect(planPrimary(account('old'), books('old', true))).toEqual({ ok: true, value: 'confirmation' });
  });

  test('the primary one, and nothing failed: nothing to record', () => {
    expect(planPrimary(account('old'), books('old'))).toEqual({ ok: true, value: 'nothing' });
  });

  test.each(['unverified', 'removed'] as const)('an account that is %s cannot', (status) => {
    expect(planPrimary(account('new', status), books('old')).ok).toBe(false);
  });

  test('an account in another name cannot be confirmed: the bank would refuse the payout again', () => {
    const refusal = planPrimary(account('old', 'verified', 'Sable Textiles'), books('old', true));
    expect(refusal.ok ? '' : refusal.refusal).toContain(
      '“Sable Textiles”; your shop is registered as “Sable Textiles Trading LLC”',
    );
  });
});

describe('removing an account', () => {
  test('one that is not primary: payouts go on', () => {
    expect(planRemoval(account('b'), [account('a'), account('b')], books('a'))).toEqual({
      ok: true,
      value: { stopsPayouts: false },
    });
  });

  test('the only one: payouts stop, and it says so', () => {
    expect(planRemoval(account('a'), [account('a'), account('b', 'unverified')], books('a'))).toEqual({
      ok: true,
      value: { stopsPayouts: true },
    });
  });

  test('the primary one while another could take its place: refused', () => {
    expect(planRemoval(account('a'), [account('a'), account('b')], books('a')).ok).toBe(false);
  });

  test('the primary one while the other is in another name: that one could not take its place', () => {
    const others = [account('a'), account('b', 'verified', 'Sable')];
    expect(planRemoval(account('a'), others, books('a')).ok).toBe(true);
  });
});

describe('where an account stands', () => {
  const deposits = {
    sentOn: plainDate('2026-03-13'),
    arrivesOn: plainDate('2026-03-16'),
    expiresOn: plainDate('2026-03-25'),
    attempts: 0,
  };
  test.each([
    ['verified', null, 'verified'],
    ['removed', deposits, 'removed'],
    ['unverified', deposits, 'on-their-way'],
    ['unverified', { ...deposits, attempts: 3 }, 'attempts-used'],
  ] as const)('%s on 14 March: %#', (status, sent, standing) => {
    expect(standingOf(status, sent, plainDate('2026-03-14'))).toBe(standing);
  });
});
