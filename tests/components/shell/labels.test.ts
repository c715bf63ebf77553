import { describe, expect, it } from 'vitest';
import type { CauseDto, RecoveryDto } from '@/contracts/shell';
import { plainDate } from '@/domain/calendar/plain-date';
import { causeText, othersText, recoveryText, triggerText, zoneNote } from '@/features/shell/labels';

const REFUND: CauseDto = {
  event: 'refund',
  order: 'IV-10482',
  kind: 'refund',
  day: plainDate('2026-03-12'),
  statement: 17,
  amount: '-87.40',
  isCancelled: false,
  wasPaidOut: true,
  otherCount: 0,
};

const COVERED: RecoveryDto = {
  on: plainDate('2026-03-17'),
  order: 'IV-10497',
  event: 'settlement',
  frozenOn: null,
  frozenTrigger: null,
};

describe('what the banner says about a negative balance', () => {
  it('names the order that was refunded after it had been paid out', () => {
    expect(causeText(REFUND)).toBe('Order IV-10482 was refunded after it had been paid out to you');
  });

  it('names a cancelled order whose shipping was charged', () => {
    const cause: CauseDto = { ...REFUND, event: 'charge', kind: 'actual-shipping-fee', isCancelled: true };
    expect(causeText(cause)).toBe('Order IV-10482 was cancelled, and shipping had been charged for it');
  });

  it('counts the other lines below zero', () => {
    expect(othersText({ ...REFUND, otherCount: 1 })).toBe('; one more line is below zero');
    expect(othersText({ ...REFUND, otherCount: 3 })).toBe('; 3 more lines are below zero');
  });

  it('says which order covers it and when', () => {
    expect(recoveryText(COVERED, '2026')).toBe('If you do nothing, order IV-10497 covers it on Tue\u00a017\u00a0Mar.');
  });

  it('says when withdrawals are frozen before that: on the tenth negative day', () => {
    const recovery = { ...COVERED, on: null, frozenOn: plainDate('2026-03-21'), frozenTrigger: 'negative-days 10' };
    expect(recoveryText(recovery, '2026')).toBe(
      'Nothing that is known so far covers it. Withdrawals are frozen on Sat\u00a021\u00a0Mar, after 10 days below zero.',
    );
  });
});

describe('what the banner says about a freeze and a failed payout', () => {
  it('gives the rule that fired in figures', () => {
    expect(triggerText('negative-days 10', '26.11', 'BRL')).toBe(
      'you had owed for 10 days in a row, R$26.11 at the end',
    );
    expect(triggerText('owed-over 100.00', '200.26', 'USD')).toBe('you owed $200.26, more than $100.00');
  });

  it('names the zone once', () => {
    expect(zoneNote('UTC')).toBe('Dates and times in UTC, the marketplace’s zone.');
    expect(zoneNote('America/Sao_Paulo')).toBe('Dates and times in Sao Paulo time, the marketplace’s zone.');
  });
});
