import { describe, expect, it } from 'vitest';
import {
  ALERT_KIND_NAMES,
  ALERT_WORDS,
  readingDto,
  readingWords,
  readThreshold,
  ruleTitle,
  thresholdText,
} from '@/contracts/alerts';
import { NOTICES } from '@/contracts/notices';
import type { AlertKind } from '@/domain/alert/rule';
import { minor } from '@/domain/money/money';

const say = { amount: (value: string) => `$${value}`, day: (day: string) => day };

describe('The threshold of an alert rule', () => {
  it.each<[AlertKind, string, bigint]>([
    ['available-below', '50.00', 5000n],
    ['available-below', '1,200', 120000n],
    ['late-dispatch-above', '3', 300n],
    ['late-dispatch-above', '2.5 %', 250n],
    ['no-sign-in', '7 days', 7n],
    ['payout-failed', '', 0n],
  ])('of %s, typed "%s", is %s', (kind, typed, expected) => {
    expect(readThreshold(kind, typed)).toEqual({ ok: true, value: expected });
  });

  it.each<[AlertKind, string, string]>([
    ['available-below', 'fifty', 'Give an amount of 0.00 or more, like 50.00.'],
    ['available-below', '-5', 'Give an amount of 0.00 or more, like 50.00.'],
    ['available-below', '50.001', 'Give an amount of 0.00 or more, like 50.00.'],
    ['late-dispatch-above', '101', 'Give 100 % or less.'],
    ['late-dispatch-above', '2.555', 'Give a percentage with at most two decimals, like 3 or 2.5.'],
    ['no-sign-in', '0', 'Give a whole number of days, 1 or more.'],
    ['no-sign-in', '1.5', 'Give a whole number of days, 1 or more.'],
    ['projected-negative', '31', 'Give 30 or less.'],
  ])('of %s may not be "%s": %s', (kind, typed, reason) => {
    expect(readThreshold(kind, typed)).toEqual({ ok: false, refusal: reason });
  });

  it('is written as it is read, for every kind', () => {
    for (const kind of ALERT_KIND_NAMES) {
      const begins = readThreshold(kind, ALERT_WORDS[kind].begins);
      expect(begins.ok && thresholdText(kind, begins.value), kind).toBe(ALERT_WORDS[kind].begins);
    }
    expect(thresholdText('late-dispatch-above', 1000n)).toBe('10');
  });
});

describe('An alert in words', () => {
  it('names the rule with its threshold', () => {
    expect(ruleTitle('available-below', '50.00', say)).toBe('Available below $50.00');
    expect(ruleTitle('no-sign-in', '1', say)).toBe('No sign-in for 1 day');
    expect(ruleTitle('late-dispatch-above', '2.5', say)).toBe('Late dispatch rate above 2.5 %');
  });

  it('says the rate with its counts: 1 late of 33 is 3.03 %', () => {
    const reading = readingDto('late-dispatch-above', { unit: 'share', part: 1n, whole: 33n });
    expect(readingWords('late-dispatch-above', reading, say)).toBe('3.03 %, 1 of 33 orders');
  });

  it('says disputes in money: 160.00 of 200.00 are 80 %', () => {
    const reading = readingDto('disputes-above', { unit: 'share', part: 16000n, whole: 20000n });
    expect(readingWords('disputes-above', reading, say)).toBe('80 %, $160.00 of $200.00');
  });

  it('says the first day below zero', () => {
    const reading = { unit: 'amount' as const, amount: minor(-250n), on: null };
    const on = { ...readingDto('projected-negative', reading), on: '2026-03-03' } as const;
    expect(readingWords('projected-negative', on as never, say)).toBe('$-2.50 expected on 2026-03-03');
  });

  it('a rule of money is told to those who see money, any other to all', () => {
    expect([NOTICES['alert-of-money'].permission, NOTICES.alert.permission]).toEqual(['see-money', 'see-shops']);
  });
});
