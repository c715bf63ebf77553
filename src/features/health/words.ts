import type {
  BetterLevelDto,
  DisputesDto,
  LevelDifferenceDto,
  MeasuresDto,
  ReturnsDto,
  TierDto,
} from '@/contracts/health';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { percent } from '@/domain/explain/component';
import { MEASURE_STOPS, measureCause } from '@/domain/explain/measure-label';
import { TIER_LABEL } from '@/domain/explain/tier-label';
import type { Currency } from '@/domain/money/money';
import { amountText, isZero } from '@/ui/amount-text';
import { counted } from '@/ui/counted';
import { dayText } from '@/ui/day-text';

/** How a page of one shop writes: its currency, and the year that goes without saying. */
export interface Style {
  readonly currency: Currency;
  readonly year: string;
}

/** A rate with a space that does not break. @example rateText("0.05") === "5 %" */
export function rateText(rate: string): string {
  return percent(rate).replace(' ', '\u00a0');
}

/** Tenths of a percent. @example tenthsText(42) === "4.2 %" */
export function tenthsText(tenths: number): string {
  return `${Math.floor(tenths / 10)}.${tenths % 10}\u00a0%`;
}

type InForce = MeasuresDto['inForce'][number];

/** Why a measure was applied, and what it stops. */
export function measureText(one: InForce, { currency }: Pick<Style, 'currency'>): string {
  const cause = measureCause(one, (amount) => amountText(amount, { currency }));
  const stops = MEASURE_STOPS[one.measure];
  return `${cause.charAt(0).toUpperCase()}${cause.slice(1)}. Until it is lifted ${stops}.`;
}

/** The same for a role that sees no money. */
export function measureTextWithoutMoney({ measure, trigger }: InForce): string {
  const cause = trigger.startsWith('owed-over')
    ? 'What was owed had passed the limit'
    : 'The balance had been below zero for too many days in a row';
  return `${cause}. Until it is lifted ${MEASURE_STOPS[measure]}.`;
}

/** What ends measures. */
export function liftText(lift: MeasuresDto['lift'], count: number): string {
  const they = count === 1 ? 'It ends' : 'They end';
  return lift === 'automatic'
    ? `${they} automatically at the close of the day on which nothing is owed. No appeal is needed.`
    : `${they} by an appeal, from the moment that it is granted. Going back above zero does not end ${count === 1 ? 'it' : 'them'} by itself.`;
}

/** "12.92 of your reserve was used since: on Fri 6 Mar 12.92." */
export function drawsText({ reserveUsed, draws }: MeasuresDto, { currency, year }: Style): string {
  const days = draws.map(({ day, amount }) => `${amountText(amount)} on ${dayText(day, { year })}`);
  return `${amountText(reserveUsed, { currency })} of your reserve was used for what you owed since then${days.length > 1 ? `: ${days.join(', ')}` : days[0] === undefined ? '' : `, on ${dayText(draws[0]?.day ?? '', { year })}`}.`;
}

/** What the open disputes come to against the limit of level 0 (R10.3). */
export function disputesText({ count, total, reserved, limit, level }: DisputesDto, { currency }: Style): string {
  if (count === 0) return 'No dispute is open.';
  const many = `${counted(count, 'dispute')}, ${amountText(total, { currency })} in all.`;
  if (limit === null) return `${many} Nothing is in reserve, so they do not change your level.`;
  const of = `${rateText(limit.rate)} of the ${amountText(reserved)} in reserve is ${amountText(limit.amount)}`;
  if (level === 0) return `${many} ${of}.`;
  return isZero(limit.left)
    ? `${many} ${of}: reached, so the next close puts you on level 0.`
    : `${many} ${of}: ${amountText(limit.left)} more would put you on level 0.`;
}

/** The finding of the returns. */
export function returnsText({ deliveredCount, sellerFaultCount, from, to }: ReturnsDto, { year }: Style): string {
  const window = `placed ${dayText(from, { year, style: 'short' })} to ${dayText(to, { year, style: 'short' })}`;
  if (deliveredCount === 0) return `No order ${window} has been delivered yet.`;
  if (sellerFaultCount === 0)
    return `None of the ${counted(deliveredCount, 'order')} ${window} came back by your fault.`;
  return `Of ${counted(deliveredCount, 'order')} ${window} and delivered, ${sellerFaultCount} came back by your fault.`;
}

/** What the tier in effect means. */
export function tierText({ tier, settlementDays, isOnProbation }: TierDto): string {
  return `${TIER_LABEL[tier]}${isOnProbation ? ', on probation' : ''}: orders settle ${counted(settlementDays, 'day')} after delivery`;
}

/** What the next better tier needs and brings, in a sentence. */
export function nextTierText(dto: TierDto, year: string): string {
  const { isOnProbation, afterProbation, upcoming, score, steps } = dto;
  if (upcoming !== null) {
    return `${TIER_LABEL[upcoming.tier]} is decided, in effect from ${dayText(upcoming.from, { year })}. Days already given do not move.`;
  }
  if (isOnProbation && afterProbation !== null) {
    const gain = steps.find(({ tier }) => tier === afterProbation)?.gainDays ?? 0;
    const by = score === null ? 'without a score' : `with your score of ${score}`;
    return `The marketplace ends probation. From the day after, ${by}, you are on the ${TIER_LABEL[afterProbation].toLowerCase()} tier: ${counted(gain, 'day')} sooner.`;
  }
  const next = steps.find(({ gainDays, missing }) => gainDays > 0 && (missing !== null || score === null));
  if (next === undefined) return 'No tier settles sooner.';
  const needs =
    next.missing === null
      ? `A score of ${next.atLeast} or more puts you on ${TIER_LABEL[next.tier].toLowerCase()}`
      : `${next.missing} more puts you on ${TIER_LABEL[next.tier].toLowerCase()}`;
  return `${needs} from the day after: you are paid ${counted(next.gainDays, 'day')} sooner, for orders delivered from then on. Days already given do not move.`;
}

/** "10.00 of 100.00 is withheld at 10 %; at 5 % it would be 5.00" for the newest order. */
export function exampleText({ example, rate, betterRate, better }: BetterLevelDto): string {
  if (example === null) return '';
  return `Order ${example.order} settled for ${amountText(example.settlement)}: ${amountText(example.withheld)} was withheld; at level ${better}, ${rateText(betterRate)} instead of ${rateText(rate)} makes it ${amountText(example.better)}.`;
}

/** The finding: what would be free, of today's reserve. */
export function betterText({ better, held, coming }: BetterLevelDto, { currency, year }: Style): string {
  const until = dayText(coming.until as PlainDate, { year });
  if (isZero(held.now) && isZero(coming.now)) {
    return `Nothing is in reserve, and no order that is delivered puts anything in until ${until}: level ${better} would change nothing now.`;
  }
  return `${amountText(held.freed, { currency })} less would be in reserve today, and ${amountText(coming.freed)} less would go in until ${until}. Holds keep the rate that they were made with, so a better level frees money as they are released.`;
}

/** "12 orders, settled for 924.00". */
export function ordersText({ orderCount, settlement }: LevelDifferenceDto, verb: string): string {
  return orderCount === 0 ? 'no order' : `${counted(orderCount, 'order')}, ${verb} ${amountText(settlement)}`;
}
