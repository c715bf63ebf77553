import { describe, expect, it } from 'vitest';
import { federalReserveHolidays, isBusinessDay, nextBusinessDay } from '@/domain/calendar/business-days';
import { dayOf, fromWallTime, instant, parseInstant, startOfDay } from '@/domain/calendar/instant';
import { addDays, daysBetween, isPlainDate, plainDate, weekdayOf } from '@/domain/calendar/plain-date';
import { compareIds } from '@/domain/shared/compare-ids';

describe('A day is a calendar day in the zone of the marketplace (R1.3)', () => {
  it.each([
    ['UTC', '2026-03-02T00:00:00.000Z', '2026-03-02'],
    ['UTC', '2026-03-01T23:59:59.999Z', '2026-03-01'],
    ['Asia/Singapore', '2026-03-01T15:59:59.999Z', '2026-03-01'],
    ['Asia/Singapore', '2026-03-01T16:00:00.000Z', '2026-03-02'],
    ['America/Sao_Paulo', '2026-03-02T02:59:59.999Z', '2026-03-01'],
    ['America/Sao_Paulo', '2026-03-02T03:00:00.000Z', '2026-03-02'],
  ])('in %s %s falls on %s', (zone, moment, day) => {
    expect(dayOf(instant(moment), zone)).toBe(day);
  });

  it.each([
    ['2018-01-15T01:59:59Z', '2018-01-14'],
    ['2018-01-15T02:00:00Z', '2018-01-15'],
    ['2018-07-15T02:59:59Z', '2018-07-14'],
    ['2018-07-15T03:00:00Z', '2018-07-15'],
  ])('São Paulo kept summer time (UTC-2) in January 2018, UTC-3 in July: %s is %s', (moment, day) => {
    expect(dayOf(instant(moment), 'America/Sao_Paulo')).toBe(day);
  });

  it('midnight that the change of clocks skipped: São Paulo 2017-10-15 began at 01:00, 03:00 UTC', () => {
    expect(startOfDay(plainDate('2017-10-15'), 'America/Sao_Paulo')).toBe('2017-10-15T03:00:00.000Z');
    expect(fromWallTime('2017-10-15 00:30:00', 'America/Sao_Paulo')).toBe('2017-10-15T03:30:00.000Z');
  });

  it('a wall time that came twice is the first of the two: São Paulo 2018-02-17 23:30 is 01:30 UTC', () => {
    expect(fromWallTime('2018-02-17 23:30:00', 'America/Sao_Paulo')).toBe('2018-02-18T01:30:00.000Z');
  });

  it('the day on which clocks went back has 25 hours, 02:00 UTC to 03:00 UTC of the next day: 2018-02-17', () => {
    expect(dayOf(instant('2018-02-17T02:00:00Z'), 'America/Sao_Paulo')).toBe('2018-02-17');
    expect(dayOf(instant('2018-02-18T02:59:59Z'), 'America/Sao_Paulo')).toBe('2018-02-17');
    expect(dayOf(instant('2018-02-18T03:00:00Z'), 'America/Sao_Paulo')).toBe('2018-02-18');
  });

  it.each([
    '2026-03-02',
    '2026-03-02T09:00:00',
    '2026-02-30T09:00:00Z',
    '2026-03-02T24:00:00Z',
    '2026-03-02T09:60:00Z',
    'now',
  ])('"%s" is no instant', (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  it('the offset in which an instant is written changes nothing: 09:00-03:00 is 12:00 UTC', () => {
    expect(parseInstant('2026-03-02T09:00:00-03:00')).toBe('2026-03-02T12:00:00.000Z');
  });
});

describe('Days of the calendar', () => {
  it.each([
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2000-02-29', true],
    ['1900-02-29', false],
    ['2026-04-31', false],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['0000-01-01', false],
  ])('%s exists: %s', (text, exists) => {
    expect(isPlainDate(text)).toBe(exists);
  });

  it('a leap year has 366 days, 2100 has 365', () => {
    expect(daysBetween(plainDate('2024-01-01'), plainDate('2025-01-01'))).toBe(366);
    expect(daysBetween(plainDate('2100-01-01'), plainDate('2101-01-01'))).toBe(365);
  });

  it('2024-02-28 + 2 days = 2024-03-01; - 1 day from 2026-01-01 = 2025-12-31', () => {
    expect(addDays(plainDate('2024-02-28'), 2)).toBe('2024-03-01');
    expect(addDays(plainDate('2026-01-01'), -1)).toBe('2025-12-31');
  });

  it('2026-03-02 is a Monday and 2026-03-08 a Sunday; 1969-12-31 was a Wednesday', () => {
    expect(['2026-03-02', '2026-03-08', '1969-12-31'].map((day) => weekdayOf(plainDate(day)))).toEqual([1, 7, 3]);
  });
});

describe('A business day is Monday to Friday and no bank holiday (R1.4)', () => {
  it.each([
    [
      2022,
      // 19 June and 25 December are Sundays, 1 January a Saturday.
      '01-01 01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26',
    ],
    [2023, '01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-11 11-23 12-25'],
    [2026, '01-01 01-19 02-16 05-25 06-19 07-04 09-07 10-12 11-11 11-26 12-25'],
    [2027, '01-01 01-18 02-15 05-31 06-19 07-05 09-06 10-11 11-11 11-25 12-25'],
  ])("the Federal Reserve's holidays of %d", (year, days) => {
    const expected = days.split(' ').map((day) => `${year}-${day}`);
    expect([...federalReserveHolidays(year)].sort()).toEqual(expected);
  });

  it('Juneteenth is no holiday before 2021', () => {
    expect(isBusinessDay(plainDate('2020-06-19'), 'federal-reserve')).toBe(true);
  });

  it('4 July 2027 is a Sunday: Monday 5 July is no business day', () => {
    expect(nextBusinessDay(plainDate('2027-07-02'), 'federal-reserve')).toBe('2027-07-06');
  });

  it('4 July 2026 is a Saturday and is not moved: Friday 3 July is a business day', () => {
    expect(isBusinessDay(plainDate('2026-07-03'), 'federal-reserve')).toBe(true);
  });

  it('br and sea keep no bank holidays: Friday 25 December 2026 is a business day there', () => {
    expect(isBusinessDay(plainDate('2026-12-25'), 'none')).toBe(true);
    expect(isBusinessDay(plainDate('2026-12-26'), 'none')).toBe(false);
  });
});

describe('Ids compare by bytes (R1.6)', () => {
  it('IV-10 < IV-9 < Z < a < Ö < a full-width A < a parcel, as UTF-8 bytes do', () => {
    const ids = ['\u{1F4E6}', 'a', '\uFF21', 'IV-9', 'Ö', 'Z', 'IV-10'];
    const byBytes = [...ids].sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
    expect([...ids].sort(compareIds)).toEqual(byBytes);
    expect(byBytes).toEqual(['IV-10', 'IV-9', 'Z', 'a', 'Ö', '\uFF21', '\u{1F4E6}']);
  });

  it('an id comes before a longer one that begins with it', () => {
    expect(compareIds('A', 'A-1')).toBeLessThan(0);
    expect(compareIds('A', 'A')).toBe(0);
  });
});
