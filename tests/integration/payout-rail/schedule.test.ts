import { describe, expect } from 'vitest';
import { scheduleFormSchema } from '@/contracts/payout-schedule';
import { instant } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';
import type { PayoutSchedule } from '@/domain/fact/fact';
import { changePayoutSchedule } from '@/server/commands/payout-rail/change-payout-schedule';
import { readPayoutSchedule } from '@/server/queries/payout-schedule';
import { type TestBooks, test } from '../../support/books';
import { ivyOpens, ivySells } from '../../support/ivy';
import { IVY } from '../../support/owing';

/** Saturday 14 March 2026; the days before are closed. */
const NOW = instant('2026-03-14T09:12:00Z');
const SHOP = { id: 1, marketplace: 'us', today: plainDate('2026-03-14') };

async function ivy(books: TestBooks): Promise<void> {
  await books.record([...ivyOpens(), ...ivySells()]);
  await books.close('2026-03-13');
}

const change = (books: TestBooks, schedule: PayoutSchedule, now = NOW) =>
  changePayoutSchedule(books.database, { shopId: 1, schedule, by: IVY, now });

const next = async (books: TestBooks, key: string) =>
  (await readPayoutSchedule(books.database.pool, SHOP)).nextDays[key];

describe('the payout schedule', () => {
  test('is daily from the beginning: the next three business days after Saturday', async ({ books }) => {
    await ivy(books);
    expect(await next(books, 'daily')).toEqual(['2026-03-16', '2026-03-17', '2026-03-18']);
  });

  test('weekly on Wednesday, once chosen: 18 March, 25 March, 1 April', async ({ books }) => {
    await ivy(books);
    expect(await change(books, { schedule: 'weekly', weekday: 3 })).toEqual({ ok: true, value: true });
    const { current, changedOn, nextDays } = await readPayoutSchedule(books.database.pool, SHOP);
    expect([current, changedOn]).toMatchObject([{ schedule: 'weekly', weekday: 3 }, '2026-03-14']);
    expect(nextDays['weekly 3']).toEqual(['2026-03-18', '2026-03-25', '2026-04-01']);
  });

  test('every two weeks on Monday: 16 and 30 March, 13 April', async ({ books }) => {
    await ivy(books);
    expect(await next(books, 'every-two-weeks 1')).toEqual(['2026-03-16', '2026-03-30', '2026-04-13']);
  });

  test('monthly on the 4th: Saturday 4 April moves to Monday the 6th', async ({ books }) => {
    await ivy(books);
    expect(await next(books, 'monthly 4')).toEqual(['2026-04-06', '2026-05-04', '2026-06-04']);
  });

  test('the days that were shown are those on which payouts start: 20.00 of Friday on Wednesday, not on Monday', async ({
    books,
  }) => {
    const posted = { kind: 'platform-compensation', amount: '20.00', reason: 'lost parcel' };
    const compensation = { type: 'adjustment.posted', occurredAt: '2026-03-13T09:00:00Z', ...posted } as const;
    await books.record([...ivyOpens(), compensation]);
    await books.close('2026-03-13');
    await change(books, { schedule: 'weekly', weekday: 3 });
    await books.close('2026-03-18');
    expect((await books.show()).ivy?.payouts.map(({ initiatedOn }) => initiatedOn)).toEqual(['2026-03-18']);
  });

  test('chosen again it stays, and nothing is recorded', async ({ books }) => {
    await ivy(books);
    await change(books, { schedule: 'weekly', weekday: 3 });
    expect(await change(books, { schedule: 'weekly', weekday: 3 })).toEqual({ ok: true, value: false });
    expect(await books.sql("SELECT 1 FROM fact WHERE type = 'payout-schedule.changed'")).toHaveLength(1);
  });

  test('changed twice on a day: the last one counts', async ({ books }) => {
    await ivy(books);
    await change(books, { schedule: 'weekly', weekday: 3 });
    await change(books, { schedule: 'monthly', dayOfMonth: 28 }, instant('2026-03-14T10:00:00Z'));
    expect((await readPayoutSchedule(books.database.pool, SHOP)).current).toMatchObject({ dayOfMonth: 28 });
  });

  test('a shop whose first day is not over is asked to wait', async ({ books }) => {
    await books.record(ivyOpens());
    const refusal = await change(books, { schedule: 'weekly', weekday: 3 }, instant('2026-01-01T12:00:00Z'));
    expect(refusal).toMatchObject({ ok: false, refusal: expect.stringContaining('first day of this shop') });
  });
});

describe('what the form may say', () => {
  const sentence = (form: Record<string, string>) => scheduleFormSchema.safeParse(form).error?.issues[0]?.message;

  test('a day 29 of the month', () => {
    expect(sentence({ schedule: 'monthly', 'monthly-day': '29' })).toBe('Choose a day from 1 to 28.');
  });

  test('an eighth weekday', () => {
    expect(sentence({ schedule: 'weekly', 'weekly-weekday': '8' })).toBe('Choose a weekday.');
  });

  test('an hourly schedule', () => {
    expect(sentence({ schedule: 'hourly' })).toBe('Choose a schedule.');
  });
});
