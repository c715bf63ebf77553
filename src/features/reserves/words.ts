import type {
  ExampleDto,
  LevelChangeDto,
  MeasureDto,
  NothingReason,
  NothingWithheldDto,
  ReleaseDto,
  ReserveMoveDto,
  ReserveStandingDto,
  Tenths,
} from '@/contracts/reserves';
import { daysBetween, type PlainDate } from '@/domain/calendar/plain-date';
import { percent } from '@/domain/explain/component';
import { TIER_LABEL } from '@/domain/explain/tier-label';
import { readMinor } from '@/domain/money/money';
import { amountText, isZero } from '@/ui/amount-text';
import { counted } from '@/ui/counted';
import { dayText } from '@/ui/day-text';

export const MEASURE_LABEL = {
  'late-dispatch': 'Late dispatch, LDR',
  'seller-fault': 'Cancelled by your fault, SFCR',
  disputes: 'Open disputes of the reserve',
} as const satisfies Record<MeasureDto['kind'], string>;

export const MOVE_WORD = { released: 'released', used: 'used' } as const satisfies Record<
  ReserveMoveDto['kind'],
  string
>;

/** A rate with a space that does not break. @example rateText("0.05") === "5 %" */
export function rateText(rate: string): string {
  return percent(rate).replace(' ', '\u00a0');
}

/** Tenths of a percent. @example shareText(42) === "4.2 %" */
export function shareText(share: Tenths): string {
  if (share === null) return 'no share: nothing is in reserve';
  return `${Math.floor(share / 10)}.${share % 10}\u00a0%`;
}

/** "1 of 24, 4.2 %". */
export function measureText({ kind, part, whole, share }: MeasureDto): string {
  if (kind !== 'disputes') return `${part} of ${whole}, ${shareText(share)}`;
  return `${amountText(part)} of ${amountText(whole)}${share === null ? '' : `, ${shareText(share)}`}`;
}

/** "above 4 % level 2, above 8 % level 1"; disputes only need to reach theirs. */
export function limitsText({ kind, limits }: MeasureDto): string {
  const reach = (rate: string) => (kind === 'disputes' ? `${rateText(rate)} or more:` : `above ${rateText(rate)}`);
  return limits.map(({ rate, level }) => `${reach(rate)} level ${level}`).join(', ');
}

/** "70 % withheld, 30 days, since Thu 19 Feb". */
export function levelText(standing: ReserveStandingDto, year: string): string {
  const { rate, periodDays, since, isExempt, level } = standing;
  if (isExempt) return 'Your shop is exempt: nothing is withheld';
  const terms = level === 3 ? `${rateText(rate)} withheld` : `${rateText(rate)} withheld, ${periodDays} days`;
  return `${terms}, since ${dayText(since, { year })}`;
}

function measuredText({ measurement }: LevelChangeDto, year: string): string {
  if (measurement === null) return '';
  const { placedCount, lateCount, sellerFaultCount, windowFrom, windowTo } = measurement;
  const orders = counted(placedCount, 'order');
  const window = `${dayText(windowFrom, { year, style: 'short' })} to ${dayText(windowTo, { year, style: 'short' })}`;
  return `of ${orders} placed ${window}, ${lateCount} dispatched late and ${sellerFaultCount} cancelled by your fault`;
}

function disputesText({ openDisputes, reserved, disputeShare }: LevelChangeDto): string {
  return `disputes of ${amountText(openDisputes)} were open, ${shareText(disputeShare)} of the ${amountText(reserved)} in reserve`;
}

function causeText(change: LevelChangeDto, year: string): string {
  switch (change.reason) {
    case 'opening':
      return change.probation
        ? 'the level of a shop on probation from its opening'
        : 'the level of a shop from its opening';
    case 'evaluation':
      return `${measuredText(change, year)}${change.probation ? '; on probation the level is 1' : ''}`;
    case 'disputes':
      return disputesText(change);
    case 'risk':
      return 'your shop is flagged as a risk';
    case 'set-by-ops':
      return `set by our team${change.note === null ? '' : `: ${change.note.replace(/\.$/, '')}`}`;
  }
}

/** "Level 0 since Thu 19 Feb: disputes of 412.00 were open, 89.0 % of the 463.10 in reserve." */
export function beganText(change: LevelChangeDto, year: string): string {
  return `Level ${change.level} since ${dayText(change.from, { year })}: ${causeText(change, year)}.`;
}

/** "On Sun 1 Mar the level stayed: …" */
export function confirmedText(change: LevelChangeDto, year: string): string {
  return `On ${dayText(change.from, { year })} the level stayed: ${causeText(change, year)}.`;
}

const NEXT_WHY = {
  disputes: 'open disputes reach the limit of the reserve',
  risk: 'your shop is flagged as a risk',
} as const;

/** "Level 2, 5 %, from Wed 1 Apr if nothing changes." */
export function nextText({ next, level }: ReserveStandingDto, year: string): string {
  const what = `Level ${next.level}, ${rateText(next.rate)}, from ${dayText(next.on, { year })} if nothing changes`;
  if (next.reason !== 'evaluation') return `${what}: ${NEXT_WHY[next.reason]}.`;
  if (next.probation) return `${what}: on probation the level is 1.`;
  const over = next.measures.filter(({ kind, isOver }) => isOver && kind !== 'disputes');
  const why = over.length === 0 ? 'no limit is passed' : over.map((one) => overText(one)).join(' and ');
  return `${what}: ${why}${next.level === level ? ', as now' : ''}.`;
}

function overText(measure: MeasureDto): string {
  const passed = measure.limits.findLast(({ tenths }) => (measure.share ?? 0) > tenths) ?? measure.limits[0];
  const noun = measure.kind === 'late-dispatch' ? 'late dispatch' : 'cancellations by your fault';
  return `${noun} at ${shareText(measure.share)}${passed === undefined ? '' : `, above ${rateText(passed.rate)}`}`;
}

/** "All of it is released within 20 days, the most on Fri 3 Apr." */
export function releaseText(releases: readonly ReleaseDto[], today: PlainDate, year: string): string {
  const last = releases.at(-1);
  if (last === undefined) return 'Nothing is in reserve.';
  if (releases.length === 1) {
    return `All of it is released on ${dayText(last.day, { year })}. It is available on that day.`;
  }
  const most = releases.reduce((best, one) => (readMinor(one.amount) > readMinor(best.amount) ? one : best), last);
  const within = counted(daysBetween(today, last.day), 'day');
  return `All of it is released within ${within}, the most on ${dayText(most.day, { year })}. What is released is available on that day.`;
}

/** "RK-20702, after 45.56 of it was used", "RK-1, RK-2", "4 orders, after …". */
export function releaseNote({ orders, orderCount, used }: ReleaseDto): string {
  const who = orderCount > 2 ? counted(orderCount, 'order') : orders.join(', ');
  return isZero(used) ? who : `${who}, after ${amountText(used)} was used`;
}

/** Why nothing is in reserve, in words and days. */
export function nothingText(nothing: NothingWithheldDto): string {
  const { tier, settlementDays, level, rate, periodDays } = nothing;
  const words: Record<NothingReason, string> = {
    exempt: 'Your shop is exempt from the reserve: orders are paid in full when they settle.',
    'rate-zero': `At level ${level} the reserve is ${rateText(rate)}: orders are paid in full when they settle.`,
    'settles-after-hold': `On the ${TIER_LABEL[tier].toLowerCase()} tier an order settles ${settlementDays} days after delivery. At your level, ${level}, a hold of ${rateText(rate)} would end ${periodDays} days after delivery: before there is anything to hold. This changes when orders settle sooner.`,
    'nothing-settled': `No order has settled yet. At level ${level}, ${rateText(rate)} of each order is withheld until ${periodDays} days after its delivery.`,
    'all-back': `What was withheld has been released or used. At level ${level}, ${rateText(rate)} of each order that settles is withheld until ${periodDays} days after its delivery.`,
  };
  return words[nothing.reason];
}

/** Why the example withholds what it does. */
export function withheldText(
  { withheld, full }: ExampleDto,
  { reason, rate }: NothingWithheldDto,
): readonly [string, string] {
  switch (reason) {
    case 'exempt':
      return ['Withheld: your shop is exempt', `${rateText(rate)} would have been ${amountText(full)}`];
    case 'settles-after-hold':
      return ['Withheld: the hold would already be over', `${rateText(rate)} would have been ${amountText(full)}`];
    case 'rate-zero':
      return [`Withheld: ${rateText(rate)} at your level`, ''];
    default:
      return ['Withheld', isZero(withheld) ? `${rateText(rate)} would be ${amountText(full)}` : ''];
  }
}
