import 'server-only';
import { isPlainDate, type PlainDate, toDayNumber } from '@/domain/calendar/plain-date';
import { accepted, type Result, refused } from '@/domain/shared/result';
import type { ColumnRefusal } from './amounts';

/** Reads a day, or says why not. */
export type DayReader = (text: string) => Result<PlainDate, string>;

function notADay(text: string): Result<never, string> {
  return refused(`"${text.slice(0, 40)}" is not a day; write it like 2026-03-13`);
}

function dayOf(text: string, year: string, month: string, day: string): Result<PlainDate, string> {
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isPlainDate(written) ? accepted(written) : notADay(text);
}

const ISO = /^(\d{4})([-/.]?)(\d{2})\2(\d{2})(?:[T ].*)?$/;

/** A day of ISO 8601, a time after it left out. @example readIsoDay("2026-03-13T10:00:00Z") // 2026-03-13 */
export const readIsoDay: DayReader = (text) => {
  const match = ISO.exec(text.trim());
  if (match === null) return notADay(text);
  return dayOf(text, match[1] ?? '', match[3] ?? '', match[4] ?? '');
};

/** A time of OFX: YYYYMMDD, and whatever stands after it. The day is the bank's own. @example readOfxDay("20260313120000[-5:EST]") */
export const readOfxDay: DayReader = (text) => {
  const match = /^(\d{4})(\d{2})(\d{2})(?:\d{2,6}(?:\.\d+)?)?(?:\[.*\])?$/.exec(text.trim());
  if (match === null) return notADay(text);
  return dayOf(text, match[1] ?? '', match[2] ?? '', match[3] ?? '');
};

/**
 * The day on which MT940 books: the entry date (MMDD) in the year that brings it nearest to the value date (YYMMDD, of this century).
 * @example readSwiftDay("251231", "0102") // 2026-01-02
 */
export function readSwiftDay(valueDate: string, entryDate: string | undefined): Result<PlainDate, string> {
  const value = dayOf(valueDate, `20${valueDate.slice(0, 2)}`, valueDate.slice(2, 4), valueDate.slice(4, 6));
  if (!value.ok || entryDate === undefined) return value;
  const year = Number(value.value.slice(0, 4));
  const candidates = [year - 1, year, year + 1]
    .map((each) => dayOf(entryDate, String(each), entryDate.slice(0, 2), entryDate.slice(2, 4)))
    .flatMap((read) => (read.ok ? [read.value] : []));
  const away = (day: PlainDate): number => Math.abs(toDayNumber(day) - toDayNumber(value.value));
  const [nearest] = candidates.sort((left, right) => away(left) - away(right));
  return nearest === undefined ? notADay(entryDate) : accepted(nearest);
}

const PARTED = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[ T].*)?$/;

function dayFirst(text: string): Result<PlainDate, string> {
  const match = PARTED.exec(text.trim());
  return match === null ? notADay(text) : dayOf(text, match[4] ?? '', match[3] ?? '', match[1] ?? '');
}

function monthFirst(text: string): Result<PlainDate, string> {
  const match = PARTED.exec(text.trim());
  return match === null ? notADay(text) : dayOf(text, match[4] ?? '', match[1] ?? '', match[3] ?? '');
}

/**
 * Finds how a table writes its days. ISO is ISO. With dots the day comes first (13.03.2026). With slashes or hyphens a number above 12
 * anywhere in the column tells day and month apart; if none does, the column is refused rather than guessed.
 * @example findDayReader(["03/04/2026", "03/13/2026"]) // months first
 * @example findDayReader(["03/04/2026"]) // refused: 3 April or 4 March?
 */
export function findDayReader(texts: readonly string[]): Result<DayReader, ColumnRefusal> {
  let dayAt: string | null = null;
  let monthAt: string | null = null;
  let doubtful: string | null = null;
  let hasParted = false;
  for (const text of texts) {
    const match = PARTED.exec(text.trim());
    if (match === null) continue;
    hasParted = true;
    const [first, second] = [Number(match[1]), Number(match[3])];
    if (match[2] === '.' || first > 12) dayAt ??= text;
    else if (second > 12) monthAt ??= text;
    else if (first !== second) doubtful ??= text;
  }
  if (!hasParted) return accepted(readIsoDay);
  if (dayAt !== null && monthAt !== null) {
    const reason = `"${dayAt}" has its day first and "${monthAt}" its month; write all days like 2026-03-13`;
    return refused({ text: dayAt, reason });
  }
  if (dayAt === null && monthAt === null && doubtful !== null) {
    const reason = `"${doubtful}" can be two days, as no day of the file is above 12; write the days like 2026-03-13, year first`;
    return refused({ text: doubtful, reason });
  }
  return accepted(monthAt !== null ? monthFirst : dayFirst);
}
