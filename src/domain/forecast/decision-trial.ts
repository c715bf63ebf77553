import type { ShopState } from '../books';
import { addDays, daysBetween, type PlainDate } from '../calendar/plain-date';
import type { ClosedDay } from '../close/run-days';
import type { RecordedFact } from '../fact/fact';
import { type Minor, negate, sum, ZERO } from '../money/money';
import { availableOf } from '../payout/conditions';
import type { Measure, ReserveLevel } from '../policy/policy';
import { reservedIn } from '../reserve/hold';
import { present } from '../shared/assert';
import { forecast } from './forecast';

/** The days ahead of a shop, as far as a decision can change them. */
export interface Ahead {
  /** At the close of the day on which the decision takes effect, its payout run included; signed. */
  readonly available: Minor;
  readonly reserved: Minor;
  /** In effect on the next day. */
  readonly level: ReserveLevel;
  readonly measures: readonly Measure[];
  /** The first payout after that day; null if there is none by the last. */
  readonly nextPayout: { readonly on: PlainDate; readonly amount: Minor } | null;
  /** The first release of reserve from that day on; null if there is none by the last. */
  readonly nextRelease: { readonly on: PlainDate; readonly amount: Minor } | null;
  /** Of all the days. */
  readonly withheld: Minor;
  readonly released: Minor;
  readonly used: Minor;
  readonly paidOut: Minor;
}

/** The days ahead as they are, and as they would be. */
export interface DecisionTrial {
  /** The day on which the decision takes effect. */
  readonly effectiveOn: PlainDate;
  /** The last day that was run. */
  readonly through: PlainDate;
  readonly before: Ahead;
  readonly after: Ahead;
}

type TrialInput = Omit<Parameters<typeof forecast>[0], 'onDayClosed' | 'momentsThrough'>;

function reserveSums(statements: ReturnType<typeof forecast>['days'][number]['statements'], kind: string): Minor {
  const components = statements.flatMap(({ lines }) => lines.flatMap((line) => line.components));
  return sum(components.filter((component) => component.kind === kind).map(({ amount }) => amount));
}

function lookAhead(input: TrialInput, effectiveOn: PlainDate, days: number): Ahead {
  const closed: { tonight?: ClosedDay } = {};
  const onDayClosed = (day: ClosedDay) => {
    if (day.state.closedThrough === effectiveOn) closed.tonight = day;
  };
  const ahead = forecast({ ...input, onDayClosed }, days).days;
  const { state, holds } = present(closed.tonight, `close of ${effectiveOn}`);
  const releases = ahead.map(({ day, statements }) => ({
    on: day,
    amount: reserveSums(statements, 'reserve-released'),
  }));
  const payouts = ahead.flatMap((day) => day.payouts);
  const next = payouts.find(({ initiatedOn }) => initiatedOn > effectiveOn);
  const statements = ahead.flatMap((day) => day.statements);
  return {
    available: availableOf(state),
    reserved: reservedIn(holds),
    level: present(state.levels.at(-1), 'reserve level').level,
    measures: state.measures.map(({ measure }) => measure),
    nextPayout: next === undefined ? null : { on: next.initiatedOn, amount: next.amount },
    nextRelease: releases.find(({ on, amount }) => on >= effectiveOn && amount !== ZERO) ?? null,
    withheld: negate(reserveSums(statements, 'reserve-withheld')),
    released: sum(releases.map(({ amount }) => amount)),
    used: reserveSums(statements, 'reserve-used'),
    paidOut: sum(payouts.map(({ amount }) => amount)),
  };
}

/** The number that a fact would get: after all that is known of the shop. */
function nextNo(state: ShopState, facts: readonly RecordedFact[]): number {
  return facts.reduce((most, { no }) => Math.max(most, no), state.momentsThrough) + 1;
}

/**
 * Runs the real engine over the days ahead twice: on what is known, and as if one more fact were recorded now. Nothing is written.
 * @param input as for forecast, with every fact of the order that the fact is about
 * @param fact its number is given here
 * @param days how many days to look on from the day on which it takes effect
 * @example Ivy owes 87.40, and 87.40 are written off: available -87.40 before, 0.00 after
 */
export function tryDecision(input: TrialInput, fact: Omit<RecordedFact, 'no'>, days: number): DecisionTrial {
  const { effectiveOn } = fact;
  const start = present(input.state.closedThrough, 'closed day');
  const ahead = daysBetween(start, effectiveOn) + days;
  const recorded = { ...fact, no: nextNo(input.state, input.facts) } as RecordedFact;
  return {
    effectiveOn,
    through: addDays(start, ahead),
    before: lookAhead(input, effectiveOn, ahead),
    after: lookAhead({ ...input, facts: [...input.facts, recorded] }, effectiveOn, ahead),
  };
}
