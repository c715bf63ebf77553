import type { Brand } from '../shared/brand';
import { isPlainDate, type PlainDate, plainDate } from './plain-date';

/** A moment, "YYYY-MM-DDTHH:MM:SS.sssZ". Always UTC with milliseconds, so that text order is time order. */
export type Instant = Brand<string, 'Instant'>;

const ISO = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * Reads an ISO 8601 instant with a zone (Z or an offset); null if it is none.
 * @example parseInstant("2026-03-02T09:00:00-03:00") === "2026-03-02T12:00:00.000Z"
 */
export function parseInstant(text: string): Instant | null {
  const match = ISO.exec(text);
  if (match === null || !isPlainDate(match[1] ?? '')) return null;
  if (Number(match[2]) > 23 || Number(match[3]) > 59 || Number(match[4] ?? 0) > 59) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : fromEpochMillis(time);
}

/** Reads an instant that is known to be one. @throws a defect otherwise. */
export function instant(text: string): Instant {
  const read = parseInstant(text);
  if (read === null) throw new Error(`Defect: "${text}" is not an instant`);
  return read;
}

/** @example fromEpochMillis(0) === "1970-01-01T00:00:00.000Z" */
export function fromEpochMillis(millis: number): Instant {
  return new Date(millis).toISOString() as Instant;
}

export function toEpochMillis(moment: Instant): number {
  return Date.parse(moment);
}

const QUARTER_HOUR = 900_000;
const offsets = new Map<string, Map<number, number>>();
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const seen = formats.get(zone);
  if (seen !== undefined) return seen;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, made);
  return made;
}

/** Milliseconds that the zone's wall clock is ahead of UTC. Offsets change on quarter hours only, so they are kept by quarter hour. */
function offsetAt(zone: string, millis: number): number {
  if (zone === 'UTC') return 0;
  const byQuarter = offsets.get(zone) ?? new Map<number, number>();
  offsets.set(zone, byQuarter);
  const quarter = Math.floor(millis / QUARTER_HOUR);
  const seen = byQuarter.get(quarter);
  if (seen !== undefined) return seen;
  const start = quarter * QUARTER_HOUR;
  const parts: Record<string, number> = {};
  for (const part of formatOf(zone).formatToParts(start)) parts[part.type] = Number(part.value);
  const wall = Date.UTC(
    parts.year ?? 0,
    (parts.month ?? 1) - 1,
    parts.day ?? 1,
    parts.hour ?? 0,
    parts.minute ?? 0,
    parts.second ?? 0,
  );
  byQuarter.set(quarter, wall - start);
  return wall - start;
}

/** The marketplace's calendar day of a moment (R1.3). @example dayOf(instant("2026-03-02T02:00:00Z"), "America/Sao_Paulo") === "2026-03-01" */
export function dayOf(moment: Instant, zone: string): PlainDate {
  if (zone === 'UTC') return moment.slice(0, 10) as PlainDate;
  const millis = toEpochMillis(moment);
  return fromEpochMillis(millis + offsetAt(zone, millis)).slice(0, 10) as PlainDate;
}

/** The wall-clock time "YYYY-MM-DDTHH:MM:SS" of a moment in a zone. */
export function wallTime(moment: Instant, zone: string): string {
  const millis = toEpochMillis(moment);
  return fromEpochMillis(millis + offsetAt(zone, millis)).slice(0, 19);
}

/**
 * The moment at which a zone's wall clock shows a local time. A time that a change of clocks skips is read with the offset
 * before it; one that it repeats is the first of the two.
 * @param local "YYYY-MM-DD HH:MM:SS" or with T
 */
export function fromWallTime(local: string, zone: string): Instant {
  const date = plainDate(local.slice(0, 10));
  const wall = Date.parse(`${date}T${local.slice(11, 19) || '00:00:00'}.000Z`);
  if (Number.isNaN(wall)) throw new Error(`Defect: "${local}" is not a local time`);
  const early = wall - offsetAt(zone, wall - 86_400_000);
  if (early + offsetAt(zone, early) === wall) return fromEpochMillis(early);
  const late = wall - offsetAt(zone, wall + 86_400_000);
  return fromEpochMillis(late + offsetAt(zone, late) === wall ? late : early);
}

/** The first moment of a day in a zone. @example startOfDay(plainDate("2026-03-02"), "UTC") === "2026-03-02T00:00:00.000Z" */
export function startOfDay(date: PlainDate, zone: string): Instant {
  return fromWallTime(`${date} 00:00:00`, zone);
}
