import { describe, expect, it } from 'vitest';
import type { CashCalendarDto, CashDayDto, NextPayoutDto } from '@/contracts/overview';
import { addDays, plainDate } from '@/domain/calendar/plain-date';
import { calendarText, payoutText, scheduleText, trendText, waterfallText } from '@/features/overview/words';

const STYLE = { currency: 'USD', year: '2026' };

function calendar(available: readonly string[], today = 2): CashCalendarDto {
  const first = plainDate('2026-03-09');
  const days = available.map(
    (amount, index): CashDayDto => ({
      day: addDays(first, index),
      isBusinessDay: true,
      isForecast: index >= today,
      events: [],
      available: amount,
    }),
  );
  return { today: addDays(first, today), days };
}

describe('the finding of the cash calendar', () => {
  it('gives the first and last day below zero, and what ends it', () => {
    const dto = calendar(['0.00', '-87.40', '-37.40', '-37.40', '16.18']);
    const sale = { kind: 'settlement', amount: '53.58', count: 1, statement: null, payout: null } as const;
    const days = dto.days.map((day, index) => (index === 4 ? { ...day, events: [sale] } : day));
    expect(calendarText({ ...dto, days }, STYLE)).toBe(
      'You are below zero from Tue\u00a010\u00a0Mar to Thu\u00a012\u00a0Mar. On Fri\u00a013\u00a0Mar a sale takes you above it.',
    );
  });

  it('says that nothing known ends it', () => {
    expect(calendarText(calendar(['-1.00', '-1.00', '-1.00']), STYLE)).toBe(
      'You are below zero since before these weeks, and nothing that is known so far takes you above it.',
    );
  });

  it('says that no payout is expected where none is', () => {
    expect(calendarText(calendar(['0.00', '0.00', '0.00']), STYLE)).toBe(
      'No payout is expected in these weeks from what is known so far.',
    );
  });

  it('names the one payout that is expected', () => {
    const dto = calendar(['0.00', '0.00', '16.18', '0.00']);
    const payout = { kind: 'payout', amount: '-16.18', count: 1, statement: null, payout: null } as const;
    const days = dto.days.map((day, index) => (index === 3 ? { ...day, events: [payout] } : day));
    expect(calendarText({ ...dto, days }, STYLE)).toBe('One payout is expected, $16.18 on Thu\u00a012\u00a0Mar.');
  });
});

const NOTHING: NextPayoutDto = {
  available: '0.00',
  owed: '0.00',
  obstacle: 'below-minimum',
  conditions: [],
  expected: null,
  startedToday: null,
};

describe('the sentence of the next payout', () => {
  it.each([
    [{ ...NOTHING, obstacle: 'negative-balance', owed: '37.40' }, 'No payout while you owe $37.40.'],
    [{ ...NOTHING, obstacle: 'withdrawals-frozen' }, 'No payout while withdrawals are frozen.'],
    [NOTHING, 'Nothing to pay out: nothing that is delivered waits to settle.'],
    [{ ...NOTHING, available: '0.40' }, '$0.40 is less than the least that is paid out; it waits for more.'],
    [
      { ...NOTHING, obstacle: 'payout-failed', available: '164.09' },
      '$164.09 waits until your bank account is confirmed or changed.',
    ],
  ] satisfies [NextPayoutDto, string][])('%#: %s', (dto, said) => {
    expect(payoutText(dto, STYLE)).toBe(said);
  });

  it('names weekdays of a schedule', () => {
    expect(scheduleText({ schedule: 'weekly', weekday: 3 })).toBe('Weekly schedule, on Wednesday');
    expect(scheduleText({ schedule: 'monthly', dayOfMonth: 28 })).toBe('Monthly schedule, on day 28');
  });
});

describe('the findings of trend and waterfall', () => {
  it('sums the weeks and names the present one', () => {
    const week = { from: plainDate('2026-03-09'), to: plainDate('2026-03-15'), settled: '-8.16', paidOut: '75.28' };
    expect(trendText({ span: '12-weeks', weeks: [week], settled: '742.64', paidOut: '826.08' }, STYLE)).toBe(
      'In 12 weeks $742.64 settled and $826.08 was paid out. This week −$8.16 settled and $75.28 was paid out.',
    );
  });

  it('says where sales of 84.30 went', () => {
    const rows = [
      { row: 'sales', amount: '84.30', running: '84.30' },
      { row: 'refunds', amount: '-84.30', running: '0.00' },
      { row: 'payouts', amount: '-75.28', running: '-75.28' },
    ] as const;
    const dto = {
      from: plainDate('2026-03-01'),
      to: plainDate('2026-03-13'),
      opening: '0.00',
      rows,
      closing: '-75.28',
    };
    expect(waterfallText(dto, STYLE)).toBe(
      '$84.30 of sales settled; $84.30 was refunded and $75.28 was paid out to you.',
    );
  });
});
