import 'server-only';
import type { NoticeDetail, NoticeKind } from '@/contracts/notices';
import type { LevelChange, MeasureInForce, ShopEvent, ShopState, TierChange } from '@/domain/books';
import { addDays, type PlainDate } from '@/domain/calendar/plain-date';
import { percent } from '@/domain/explain/component';
import { formatMinor } from '@/domain/money/money';
import { type Measure, type PolicyBook, policyOn } from '@/domain/policy/policy';

/** A notice without its shop: kind, day and what it says. */
export type Told = {
  readonly [Kind in NoticeKind]: { readonly kind: Kind; readonly day: PlainDate; readonly detail: NoticeDetail<Kind> };
}[NoticeKind];

/** What the words need beside the event itself. */
export interface Background {
  readonly book: PolicyBook;
  /** After the run: every tier and level that the shop ever had. */
  readonly state: Pick<ShopState, 'tiers' | 'levels'>;
}

/** A share of counts in percent, to a tenth, rounded half up. @example shareText(1, 24) === "4.2 %" */
function shareText(part: number, whole: number): string {
  if (whole === 0) return '0 %';
  const tenths = Math.floor((part * 2000 + whole) / (whole * 2));
  return tenths % 10 === 0 ? `${tenths / 10} %` : `${Math.floor(tenths / 10)}.${tenths % 10} %`;
}

/** The measures that a rule of the ladder brings. */
function measuresOf(book: PolicyBook, day: PlainDate, kind: 'owed-over' | 'negative-days', limit: bigint): Measure[] {
  const rules = policyOn(book, day).enforcement.rules.filter(({ trigger }) =>
    trigger.kind === 'owed-over'
      ? kind === 'owed-over' && trigger.amount === limit
      : kind === 'negative-days' && BigInt(trigger.days) === limit,
  );
  return [...new Set(rules.flatMap(({ measures }) => measures))];
}

function negativeDetail({ day, owed }: ShopEvent & { readonly kind: 'balance-negative' }, { book }: Background) {
  let limitDays: number | null = null;
  let limitAmount: bigint | null = null;
  for (const { trigger } of policyOn(book, day).enforcement.rules) {
    if (trigger.kind === 'negative-days') limitDays = Math.min(limitDays ?? trigger.days, trigger.days);
    else if (trigger.amount >= owed && (limitAmount === null || trigger.amount < limitAmount))
      limitAmount = trigger.amount;
  }
  return {
    owed: formatMinor(owed),
    limitDays,
    limitAmount: limitAmount === null ? null : formatMinor(limitAmount as typeof owed),
  };
}

function levelDetail(change: LevelChange, { book, state }: Background): NoticeDetail<'level-changed'> {
  const { from, level, reason, note, measurement, openDisputes, reserved } = change;
  const before = state.levels[state.levels.indexOf(change) - 1]?.level ?? level;
  const { rate, periodDays } = policyOn(book, from).reserveLevels[level];
  return {
    before,
    level,
    from,
    reason,
    note,
    percent: percent(rate.text),
    periodDays,
    measured:
      measurement === null
        ? null
        : {
            placed: measurement.placedCount,
            late: measurement.lateCount,
            lateShare: shareText(measurement.lateCount, measurement.placedCount),
            sellerFault: measurement.sellerFaultCount,
            sellerFaultShare: shareText(measurement.sellerFaultCount, measurement.placedCount),
            windowFrom: measurement.windowFrom,
            windowTo: measurement.windowTo,
          },
    openDisputes: formatMinor(openDisputes),
    reserved: formatMinor(reserved),
  };
}

function tierDetail(change: TierChange, { book, state }: Background): NoticeDetail<'tier-changed'> {
  const { from, tier, score, probation } = change;
  const before = state.tiers[state.tiers.indexOf(change) - 1]?.tier ?? tier;
  const { settlementDays } = policyOn(book, from);
  const yesterday = policyOn(book, addDays(from, -1)).settlementDays;
  return { before, tier, from, score, probation, daysBefore: yesterday[before], days: settlementDays[tier] };
}

/** Measures that one rule applies on one day are one notice, told with the first of them. */
function appliedTogether(
  events: readonly ShopEvent[],
  { measure, day }: { readonly measure: MeasureInForce; readonly day: PlainDate },
) {
  return events.flatMap((event) =>
    event.kind === 'measure-applied' && event.day === day && event.measure.trigger === measure.trigger
      ? [event.measure]
      : [],
  );
}

function liftedTogether(
  events: readonly ShopEvent[],
  { day, reason }: { readonly day: PlainDate; readonly reason: string },
) {
  return events.flatMap((event) =>
    event.kind === 'measure-lifted' && event.day === day && event.reason === reason ? [event.measure] : [],
  );
}

/**
 * What people are told of an event of the books; null for one that is only kept, and for one that is told with another.
 * @param events all of the same run, this one among them
 */
export function tellEvent(event: ShopEvent, events: readonly ShopEvent[], background: Background): Told | null {
  const { day } = event;
  const { book } = background;
  switch (event.kind) {
    case 'balance-negative':
      return { kind: 'balance-negative', day, detail: negativeDetail(event, background) };
    case 'balance-covered':
      return { kind: 'balance-covered', day, detail: { negativeDays: event.negativeDays } };
    case 'days-warning': {
      const { negativeDays, limit, owed } = event;
      const limitOn = addDays(day, limit - negativeDays);
      const measures = measuresOf(book, day, 'negative-days', BigInt(limit));
      return { kind: 'days-warning', day, detail: { owed: formatMinor(owed), negativeDays, limit, limitOn, measures } };
    }
    case 'amount-warning': {
      const share = percent(policyOn(book, day).enforcement.warnAtShare.text);
      const measures = measuresOf(book, day, 'owed-over', event.limit);
      const detail = { owed: formatMinor(event.owed), limit: formatMinor(event.limit), share, measures };
      return { kind: 'amount-warning', day, detail };
    }
    case 'measure-applied': {
      const together = appliedTogether(events, event);
      if (together[0] !== event.measure) return null;
      const { trigger, owed } = event.measure;
      const byAppeal = policyOn(book, day).enforcement.lift === 'appeal';
      const measures = together.map(({ measure }) => measure);
      return { kind: 'measures-applied', day, detail: { measures, trigger, owed: formatMinor(owed), byAppeal } };
    }
    case 'measure-lifted': {
      const measures = liftedTogether(events, event);
      if (measures[0] !== event.measure) return null;
      return { kind: 'measures-lifted', day, detail: { measures, reason: event.reason } };
    }
    case 'level-changed':
      return { kind: 'level-changed', day, detail: levelDetail(event.change, background) };
    case 'level-evaluated':
      return null;
    case 'tier-changed':
      return { kind: 'tier-changed', day, detail: tierDetail(event.change, background) };
    case 'activity-warning':
      return {
        kind: 'activity-warning',
        day,
        detail: {
          idleDays: event.idleDays,
          limit: event.limit,
          inactiveOn: addDays(day, event.limit - event.idleDays),
        },
      };
    case 'activity-changed':
      return { kind: 'activity-changed', day, detail: { status: event.status, idleDays: event.idleDays } };
  }
}
