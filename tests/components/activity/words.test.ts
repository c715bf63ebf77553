import { describe, expect, it } from 'vitest';
import type { ActivityDto } from '@/contracts/activity';
import { addDays, plainDate } from '@/domain/calendar/plain-date';
import { idleStepsOf } from '@/domain/evaluation/activity';
import { BASE } from '@/domain/policy/books/base';
import { activitySentence, doneText } from '@/features/activity/words';

const LAST = plainDate('2026-02-11');

/** A shop in which nothing was done since 11 February, so many days later. */
function idle(idleDays: number, change: Partial<ActivityDto> = {}): ActivityDto {
  return {
    shopId: 1,
    status: idleDays >= 61 ? 'banned' : idleDays >= 37 ? 'products-removed' : idleDays >= 30 ? 'inactive' : 'active',
    lastActiveOn: LAST,
    idleDays,
    today: addDays(LAST, idleDays + 1),
    lastSignInOn: LAST,
    lastWorkOn: null,
    countsToday: false,
    steps: idleStepsOf(BASE).map(({ step, afterDays }) => ({
      step,
      afterDays,
      on: addDays(LAST, afterDays),
      isPast: idleDays >= afterDays,
    })),
    ...change,
  };
}

describe('What comes of a shop’s idleness, in a sentence (R10.5)', () => {
  it.each<[string, ActivityDto, string]>([
    [
      'idle for 25 days: inactive in 4, at the end of 13 March',
      idle(25),
      'Nothing was done for 25 days. The shop is inactive at the end of Fri\u00a013\u00a0Mar, in 4 days, if nothing is done before.',
    ],
    [
      'idle for 29 days: it is today that decides',
      idle(29),
      'Nothing was done for 29 days. The shop is inactive at the end of today, if nothing is done before.',
    ],
    [
      'inactive: what comes is the removal of products on 20 March',
      idle(30),
      'Nothing was done for 30 days. Its products are removed at the end of Fri\u00a020\u00a0Mar, in 6 days, if nothing is done before.',
    ],
    [
      'products removed: what comes is the ban on 13 April',
      idle(37),
      'Nothing was done for 37 days. The shop is banned at the end of Mon\u00a013\u00a0Apr, in 23 days, if nothing is done before.',
    ],
    ['banned: nothing helps', idle(61), 'Nothing was done for 61 days. The ban stays.'],
    [
      'active and signed in today: the days begin anew',
      idle(20, { countsToday: true }),
      'Nothing was done for 20 days; what was done today counts when the day is over, and the days begin anew.',
    ],
    [
      'inactive and a product edited today: active again tonight',
      idle(33, { countsToday: true }),
      'A product was edited or an order worked on today: the shop is active again when the day is over.',
    ],
  ])('%s', (_title, activity, expected) => {
    expect(activitySentence(activity)).toBe(expected);
  });

  it('says what was done: 3 orders shipped, 1 edit of products', () => {
    expect([doneText('order-shipped', 3), doneText('product-edited', 1), doneText('sign-in', 1)]).toEqual([
      '3 orders shipped',
      '1 edit of products',
      'signed in',
    ]);
  });
});
