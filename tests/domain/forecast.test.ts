import { describe, expect, it } from 'vitest';
import { plainDate } from '@/domain/calendar/plain-date';
import { forecast } from '@/domain/forecast/forecast';
import { formatMinor } from '@/domain/money/money';
import { POLICIES } from '@/domain/policy/books';
import { replay } from '@/domain/replay';
import { record, type WireFact } from '../support/facts';
import { IVY } from '../support/ivy';
import { adjusted, opens } from '../support/story';

function ahead(told: readonly WireFact[], today: string, days: number) {
  const recorded = record(told);
  const books = replay(recorded, POLICIES, plainDate(today));
  if (books === null) throw new Error('not open');
  const { state, due, holds, payouts } = books;
  const upTo = recorded.filter((one) => one.effectiveOn <= today);
  return forecast({ state, policies: POLICIES, facts: upTo, due, holds, payouts }, days);
}

describe('The days ahead, by the same engine', () => {
  it('Ivy on 13 March owes 37.40 and is positive on 17 March, when order B settles', () => {
    expect(ahead(IVY, '2026-03-13', 30).positiveFrom).toBe('2026-03-17');
  });

  it('it expects the payouts 16.18 on 18 March, 3.96 on 2 April and 2.82 on 9 April', () => {
    const payouts = ahead(IVY, '2026-03-13', 30).days.flatMap((day) => day.payouts);
    expect(payouts.map(({ initiatedOn, amount, status }) => `${initiatedOn} ${formatMinor(amount)} ${status}`)).toEqual(
      ['2026-03-18 16.18 paid', '2026-04-02 3.96 paid', '2026-04-09 2.82 paid'],
    );
  });

  it('it says what is open at the end of each day: -37.40 on 14 to 16 March, 16.18 on 17', () => {
    const { days } = ahead(IVY, '2026-03-13', 5);
    expect(days.map(({ day, available }) => `${day} ${formatMinor(available)}`)).toEqual([
      '2026-03-14 -37.40',
      '2026-03-15 -37.40',
      '2026-03-16 -37.40',
      '2026-03-17 16.18',
      '2026-03-18 0.00',
    ]);
  });

  it('a shop that owes nothing has no day from which it is positive', () => {
    expect(ahead([...opens('2026-01-01'), adjusted('2026-01-05', '5.00')], '2026-01-05', 10).positiveFrom).toBeNull();
  });

  it('a shop that nothing will help has none either', () => {
    expect(ahead([...opens('2026-01-01'), adjusted('2026-01-05', '-5.00')], '2026-01-05', 10).positiveFrom).toBeNull();
  });

  it('what is given is not changed', () => {
    const recorded = record(IVY);
    const books = replay(recorded, POLICIES, plainDate('2026-03-13'));
    if (books === null) throw new Error('not open');
    const before = structuredClone(books.state);
    forecast({ ...books, policies: POLICIES, facts: recorded }, 30);
    expect(books.state).toEqual(before);
  });
});
