import type { PlainDate } from '../calendar/plain-date';
import { type AlertReading, type AlertRule, isMet, readingOf } from './rule';
import type { ShopDay } from './shop-day';

/** A condition that began to hold, or ended: a rule fires when it begins, once, and is armed again when it ends. */
export type AlertTurn =
  | { readonly turn: 'begins'; readonly day: PlainDate; readonly reading: AlertReading }
  | { readonly turn: 'ends'; readonly day: PlainDate };

/**
 * Follows a rule over days, ascending and without a gap. The live evaluation after a close and the preview of days that are over are both this.
 * @param holds whether the condition held on the day before the first
 * @example available below 50.00 on the 3rd, 4th and 6th: begins 3rd, ends 5th, begins 6th
 */
export function followRule(rule: AlertRule, holds: boolean, days: readonly ShopDay[]): readonly AlertTurn[] {
  const turns: AlertTurn[] = [];
  let held = holds;
  for (const shop of days) {
    const isHeld = isMet(rule, shop);
    if (isHeld && !held) turns.push({ turn: 'begins', day: shop.day, reading: readingOf(rule, shop) });
    if (!isHeld && held) turns.push({ turn: 'ends', day: shop.day });
    held = isHeld;
  }
  return turns;
}

/** A time over which a condition held. */
export interface AlertPeriod {
  readonly began: PlainDate;
  /** What the rule's figure was then. */
  readonly reading: AlertReading;
  /** The first day on which it held no more; null while it does. */
  readonly ended: PlainDate | null;
}

/** What a rule would have done over some days. */
export interface AlertHistory {
  /** Each is one alert, oldest first. */
  readonly periods: readonly AlertPeriod[];
  /** Whether it held already when the days began: no alert of these days. */
  readonly heldBefore: boolean;
  /** Days on which it held. */
  readonly heldDays: number;
  readonly holdsNow: boolean;
  /** What the last day shows; null where there is none. */
  readonly now: AlertReading | null;
}

/**
 * What a rule would have done over days that are over.
 * @param before the day before the first, where the shop had opened: what held already does not begin
 */
export function historyOf(rule: AlertRule, before: ShopDay | null, days: readonly ShopDay[]): AlertHistory {
  const heldBefore = before !== null && isMet(rule, before);
  const periods: AlertPeriod[] = [];
  for (const turn of followRule(rule, heldBefore, days)) {
    if (turn.turn === 'begins') periods.push({ began: turn.day, reading: turn.reading, ended: null });
    else {
      const open = periods.pop();
      if (open !== undefined) periods.push({ ...open, ended: turn.day });
    }
  }
  const last = days.at(-1);
  return {
    periods,
    heldBefore,
    heldDays: days.filter((shop) => isMet(rule, shop)).length,
    holdsNow: last !== undefined && isMet(rule, last),
    now: last === undefined ? null : readingOf(rule, last),
  };
}
