import type { MeasureInForce, ShopEvent } from '../books';
import type { PlainDate } from '../calendar/plain-date';
import { formatMinor, type Minor, ZERO } from '../money/money';
import type { EnforcementTrigger, Policy } from '../policy/policy';

/** What the ladder is judged by at the close of a day (R9). */
export interface LadderInput {
  readonly day: PlainDate;
  /** After netting, less bills captured and not yet cleared; >= 0. */
  readonly owed: Minor;
  /** Unbroken run of earlier negative day-ends. */
  readonly earlierRun: number;
  /** What was owed at the last day-end, by the same count. */
  readonly owedBefore: Minor;
  readonly measures: readonly MeasureInForce[];
}

export interface LadderResult {
  readonly negativeDays: number;
  readonly measures: readonly MeasureInForce[];
  readonly drawReserve: boolean;
  readonly events: readonly ShopEvent[];
}

/** A trigger in figures, as records keep it. @example "owed-over 100.00" */
export function describeTrigger(trigger: EnforcementTrigger): string {
  return trigger.kind === 'owed-over' ? `owed-over ${formatMinor(trigger.amount)}` : `negative-days ${trigger.days}`;
}

function isTrue(trigger: EnforcementTrigger, owed: Minor, negativeDays: number): boolean {
  return trigger.kind === 'owed-over' ? owed > trigger.amount : negativeDays >= trigger.days;
}

/**
 * Judges the ladder of rules at the close of a day (R9.1, R9.2, R9.4). Measures already in force stay as they are.
 * @example owed 33.82 on the tenth negative day: suspend-promotions, freeze-withdrawals, draw the reserve
 */
export function judgeLadder(input: LadderInput, policy: Policy): LadderResult {
  const { day, owed } = input;
  const negativeDays = owed >= policy.enforcement.negativeFrom ? input.earlierRun + 1 : 0;
  const measures = [...input.measures];
  const events: ShopEvent[] = [];
  let drawReserve = false;
  for (const rule of policy.enforcement.rules) {
    if (!isTrue(rule.trigger, owed, negativeDays)) continue;
    drawReserve ||= rule.drawReserve;
    for (const measure of rule.measures) {
      if (measures.some((inForce) => inForce.measure === measure)) continue;
      const applied: MeasureInForce = {
        measure,
        since: day,
        owed,
        negativeDays,
        trigger: describeTrigger(rule.trigger),
      };
      measures.push(applied);
      events.push({ kind: 'measure-applied', day, measure: applied });
    }
  }
  return {
    negativeDays,
    measures,
    drawReserve: drawReserve && owed > 0n,
    events: [...warnings(input, negativeDays, policy), ...events],
  };
}

/** Warnings before a rule fires: when its 80 % is reached, and on negative days 5 and 8 (R9.4). */
function warnings(input: LadderInput, negativeDays: number, policy: Policy): ShopEvent[] {
  const { day, owed, owedBefore } = input;
  const { rules, warnAtShare, warnOnDays } = policy.enforcement;
  const events: ShopEvent[] = [];
  for (const { trigger } of rules) {
    if (isTrue(trigger, owed, negativeDays)) continue;
    if (trigger.kind === 'owed-over') {
      const reached = (amount: Minor) => amount * warnAtShare.denominator >= trigger.amount * warnAtShare.numerator;
      if (reached(owed) && !reached(owedBefore))
        events.push({ kind: 'amount-warning', day, owed, limit: trigger.amount });
    } else if (warnOnDays.includes(negativeDays)) {
      events.push({ kind: 'days-warning', day, negativeDays, limit: trigger.days, owed });
    }
  }
  return events;
}

/** Lifts all measures where a marketplace lifts by itself once nothing is owed (R9.3). */
export function liftAutomatically(
  day: PlainDate,
  owed: Minor,
  measures: readonly MeasureInForce[],
  policy: Policy,
): readonly ShopEvent[] {
  if (policy.enforcement.lift !== 'automatic' || owed > ZERO) return [];
  return measures.map((inForce) => ({
    kind: 'measure-lifted',
    day,
    measure: inForce.measure,
    reason: 'nothing is owed',
  }));
}
