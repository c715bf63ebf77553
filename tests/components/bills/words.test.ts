import { describe, expect, it } from 'vitest';
import { BILL_STATUSES } from '@/contracts/bill';
import type { BillDetailDto } from '@/contracts/bills';
import { instant } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';
import {
  attemptLookOf,
  BILL_LOOK,
  canBeCancelled,
  canBePaid,
  hasReceipt,
  lookOf,
  methodText,
} from '@/features/bills/labels';
import { cashierHref } from '@/features/bills/search';
import { lasted, stateNote, stepsOf } from '@/features/bills/words';
import { BILL as UNPAID } from '../cashier/samples';

const SHOP = { zone: 'UTC', today: plainDate('2026-03-14') };
const BILL: BillDetailDto = {
  ...UNPAID,
  method: 'card',
  card: { brand: 'visa', last4: '4242' },
  createdAt: instant('2026-03-14T09:12:00Z'),
  expiresAt: instant('2026-03-15T09:12:00Z'),
};
const PAID = { ...BILL, status: 'paid', paidAt: instant('2026-03-14T09:14:00Z') } as const;
const CLEARED = { ...PAID, status: 'cleared', clearedAt: instant('2026-03-14T09:35:00Z') } as const;

/** Steps as "word state". */
const steps = (bill: BillDetailDto) => stepsOf(bill, SHOP).map(({ word, state }) => `${word} ${state}`);

describe('the words of a bill', () => {
  it('has a word, an icon and a tone of its own for every status; red only for failed and reversed', () => {
    const words = BILL_STATUSES.map((status) => BILL_LOOK[status].word);
    expect(new Set(words).size).toBe(BILL_STATUSES.length);
    expect(BILL_STATUSES.filter((status) => BILL_LOOK[status].tone === 'owed')).toEqual(['failed', 'reversed']);
  });

  it('says that action is needed only while the bank waits', () => {
    expect(lookOf({ status: 'processing', needsAction: true }).word).toBe('Action needed');
    expect(lookOf({ status: 'processing', needsAction: false }).word).toBe('Processing');
  });

  it('names the method by the last four of the card', () => {
    expect(methodText(BILL)).toBe('Card ending 4242');
    expect(methodText({ ...BILL, method: 'bank-transfer', card: null })).toBe('Bank transfer');
    expect(methodText({ ...BILL, method: null, card: null })).toBe('Not chosen');
  });

  it('can be paid while unpaid, failed or waiting for the payer; cancelled while unpaid or failed (R8.2)', () => {
    expect(BILL_STATUSES.filter((status) => canBePaid({ status, needsAction: false }))).toEqual(['unpaid', 'failed']);
    expect(canBePaid({ status: 'processing', needsAction: true })).toBe(true);
    expect(BILL_STATUSES.filter((status) => canBeCancelled({ status }))).toEqual(['unpaid', 'failed']);
    expect([hasReceipt(BILL), hasReceipt(PAID)]).toEqual([false, true]);
  });

  it('goes to the cashier, and for an awaited transfer to what has to be sent', () => {
    expect(cashierHref(BILL)).toBe('/cashier/bil_1');
    expect(cashierHref({ ...BILL, method: 'bank-transfer' })).toBe('/cashier/bil_1/transfer');
  });

  it('steps from made to cleared, 21 minutes of clearing from 09:14 to 09:35', () => {
    expect(steps(BILL)).toEqual(['Bill made did', 'Paid ahead', 'Clearing ahead', 'Cleared ahead']);
    expect(steps({ ...BILL, status: 'processing' })).toContain('Processing at');
    expect(steps({ ...BILL, status: 'processing', needsAction: true })).toContain('Action needed at');
    expect(steps(PAID)).toContain('Clearing at');
    expect(steps(CLEARED)).toEqual(['Bill made did', 'Processing did', 'Paid did', 'Clearing did', 'Cleared did']);
    expect(lasted(PAID.paidAt, CLEARED.clearedAt)).toBe('21 minutes');
  });

  it('ends at a refusal, a cancellation or a reversal, and says nothing more ahead where nothing comes', () => {
    expect(steps({ ...BILL, status: 'failed' })).toContain('Declined bad');
    expect(steps({ ...BILL, status: 'cancelled' })).toEqual(['Bill made did', 'Cancelled end']);
    expect(steps({ ...BILL, status: 'expired' })).toEqual(['Bill made did', 'Expired end']);
    expect(steps({ ...CLEARED, status: 'reversed' }).at(-1)).toBe('Reversed bad');
  });

  it('was paid and then taken back, where the money went back before it cleared (R8.6)', () => {
    const back = { ...BILL, status: 'failed', failureCode: 'dispute' } as const;
    expect(steps(back).slice(0, 3)).toEqual(['Bill made did', 'Processing did', 'Taken back bad']);
    expect(stateNote(back, SHOP)).toBe('the payment was taken back before it cleared');
    expect(attemptLookOf(back).word).toBe('Taken back');
  });

  it('was not confirmed, where the bank of the payer did not get its answer', () => {
    const left = { ...BILL, status: 'failed', failureCode: 'abandoned' } as const;
    expect(steps(left)).toContain('Not confirmed bad');
    expect(stateNote(left, SHOP)).toBe('not confirmed; nothing was charged');
  });

  it('says by when, and what became of the money', () => {
    expect(stateNote(BILL, SHOP)).toBe('open until Sun\u00a015\u00a0Mar\u00a009:12');
    expect(stateNote({ ...PAID, clearsAt: instant('2026-03-14T13:14:00Z') }, SHOP)).toBe('cleared by 13:14');
    expect(stateNote({ ...BILL, status: 'failed' }, SHOP)).toBe('declined; nothing was charged');
  });
});
