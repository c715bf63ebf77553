import type { LevelChange, LevelReason, Measurement, TierChange } from '../books';
import { addDays, dayOfMonth, daysBetween, laterDay, type PlainDate } from '../calendar/plain-date';
import { owedForMeasures } from '../enforcement/appeal';
import { judgeLadder, liftAutomatically } from '../enforcement/ladder';
import { type ActivitySign, activityOn, isWarnedOfInactivity, lastActiveAfter } from '../evaluation/activity';
import { levelFor, levelZeroReason, measure } from '../evaluation/reserve-level';
import { tierFor } from '../evaluation/tier';
import { isOf, type RecordedFact } from '../fact/fact';
import { journalOfPayout } from '../ledger/journal';
import { type Minor, negate, sum, ZERO } from '../money/money';
import { compareOccurrences } from '../order/occurrence';
import type { Order } from '../order/order';
import { availableOf, obstacleOn, payoutAccount, withheldUntil } from '../payout/conditions';
import type { Payout } from '../payout/payout';
import { isPayoutDay } from '../payout/schedule';
import { policyOn, type ReserveLevel } from '../policy/policy';
import { compareHolds, drawOldestFirst, release, reservedIn } from '../reserve/hold';
import { present } from '../shared/assert';
import { applyMoments } from './moments';
import { orderLinesOn } from './order-lines';
import { keepHold, ordersOn, type Run } from './run';
import { closeStatement, type LineDraft } from './statements';
import { settlementLines } from './withholding';

/** Adjustments and reversed bill payments of a day, each on its own day (R3.5, R8.6). */
function adjustmentLines(run: Run, day: PlainDate, facts: readonly RecordedFact[]): readonly LineDraft[] {
  const policyVersion = policyOn(run.book, day).version;
  const drafts: LineDraft[] = [];
  for (const recorded of [...facts].sort(compareOccurrences)) {
    if (isOf(recorded, 'adjustment.posted') && recorded.fact.amount !== 0n) {
      const { kind, amount, order, reason } = recorded.fact;
      drafts.push({
        event: 'adjustment',
        order: order ?? null,
        factNo: recorded.no,
        policyVersion,
        components: [{ kind, amount, basis: { rule: 'R3.5', note: reason } }],
      });
    } else if (isOf(recorded, 'bill.reversed') && recorded.fact.amount !== 0n) {
      const components = [
        {
          kind: 'bill-payment-reversal',
          amount: negate(recorded.fact.amount),
          basis: { rule: 'R8.6', note: recorded.fact.bill },
        },
      ];
      drafts.push({ event: 'bill-payment-reversal', order: null, factNo: recorded.no, policyVersion, components });
    }
  }
  return drafts;
}

/** Releases due, oldest hold first (R5.3). A closed shop's wait until its withholding ends (R5.7). */
function releaseLines(run: Run, day: PlainDate): readonly LineDraft[] {
  if (run.holds.size === 0) return [];
  const policy = policyOn(run.book, day);
  const until = withheldUntil(run.state, policy);
  if (until !== null) postponeReleases(run, until);
  const due = [...run.holds.values()].filter((hold) => hold.releaseOn <= day).sort(compareHolds);
  return due.map((held): LineDraft => {
    const { hold, amount } = release(held);
    keepHold(run, hold);
    const components = [{ kind: 'reserve-released', amount, basis: { rule: 'R5.3' } }];
    return { event: 'reserve-released', order: hold.order, factNo: null, policyVersion: policy.version, components };
  });
}

function postponeReleases(run: Run, until: PlainDate): void {
  for (const hold of [...run.holds.values()]) {
    if (hold.releaseOn < until) keepHold(run, { ...hold, releaseOn: laterDay(hold.releaseOn, until) });
  }
}

function payableOf(drafts: readonly LineDraft[]): Minor {
  return sum(drafts.flatMap((draft) => draft.components.map((component) => component.amount)));
}

/** Steps 1 to 3 of R11: lines, the daily statement, netting. */
function closeDaily(run: Run, day: PlainDate, orders: readonly Order[], facts: readonly RecordedFact[]): void {
  const lines = orderLinesOn(run, day, addDays(day, -1), orders);
  const others = [
    ...[...lines.refunds, ...lines.charges, ...lines.chargebacks].map((occurred) => occurred.draft),
    ...adjustmentLines(run, day, facts),
    ...releaseLines(run, day),
  ];
  closeStatement(run, day, 'daily', [...settlementLines(run, day, lines.settling, payableOf(others)), ...others]);
}

/** Uses the reserve for what is owed and closes a reserve-draw statement (R9.2, R5.7). */
function drawReserve(run: Run, day: PlainDate, owed: Minor): void {
  const policyVersion = policyOn(run.book, day).version;
  const drafts = drawOldestFirst(run.holds.values(), owed).map(({ hold, amount }): LineDraft => {
    keepHold(run, hold);
    const components = [{ kind: 'reserve-used', amount, basis: { rule: 'R5.4' } }];
    return { event: 'reserve-used', order: hold.order, factNo: null, policyVersion, components };
  });
  closeStatement(run, day, 'reserve-draw', drafts);
}

/** Counts the unbroken run of negative day-ends (R9), and tells where it begins and ends. */
function countNegativeDay({ state, output }: Run, day: PlainDate, isNegative: boolean): void {
  const earlier = state.negativeDays;
  state.negativeDays = isNegative ? earlier + 1 : 0;
  if (isNegative && earlier === 0) output.events.push({ kind: 'balance-negative', day, owed: state.owedAtDayEnd });
  if (!isNegative && earlier > 0) output.events.push({ kind: 'balance-covered', day, negativeDays: earlier });
}

/** Step 4 of R11: the ladder, the draw, netting; then the day-end. */
function enforce(run: Run, day: PlainDate): void {
  const { state, output } = run;
  const policy = policyOn(run.book, day);
  const owed = owedForMeasures(run.state);
  if (owed > 0n || state.negativeDays > 0) {
    const judged = judgeLadder(
      { day, owed, earlierRun: state.negativeDays, owedBefore: state.owedAtDayEnd, measures: state.measures },
      policy,
    );
    state.measures = judged.measures;
    output.events.push(...judged.events);
    if (owed > 0n && (judged.drawReserve || state.closedOn !== null)) drawReserve(run, day, owed);
  }
  state.owedAtDayEnd = owedForMeasures(run.state);
  countNegativeDay(run, day, state.owedAtDayEnd >= policy.enforcement.negativeFrom);
  const lifted = liftAutomatically(day, state.owedAtDayEnd, state.measures, policy);
  if (lifted.length > 0) {
    output.events.push(...lifted);
    state.measures = [];
  }
}

function changeLevel(
  run: Run,
  day: PlainDate,
  level: ReserveLevel,
  reason: LevelReason,
  measurement: Measurement | null,
  words: string | null,
): void {
  const { state, output } = run;
  const before = state.levels.at(-1)?.level;
  const from = addDays(day, 1);
  const change: LevelChange = {
    from,
    level,
    reason,
    note: words,
    probation: state.probation,
    measurement,
    openDisputes: openDisputesOf(run),
    reserved: reservedIn(run.holds.values()),
    policyVersion: policyOn(run.book, from).version,
  };
  state.levels = [...state.levels, change];
  output.events.push({ kind: before === level ? 'level-evaluated' : 'level-changed', day, change });
}

function openDisputesOf(run: Run): Minor {
  return sum(run.state.openDisputes.map((dispute) => dispute.amount));
}

/** Step 5 of R11: level 0 by disputes or risk, what ops set, or on the eve of a 1st the monthly evaluation (R10.2, R10.3). */
function judgeLevel(run: Run, day: PlainDate, facts: readonly RecordedFact[]): void {
  const { state } = run;
  const next = addDays(day, 1);
  const policy = policyOn(run.book, dayOfMonth(next) === 1 ? next : day);
  const standing = () => ({
    riskFlagged: state.riskFlagged,
    openDisputes: openDisputesOf(run),
    reserved: reservedIn(run.holds.values()),
  });
  const set = [...facts]
    .sort(compareOccurrences)
    .filter((recorded) => isOf(recorded, 'shop.reserve-level-set'))
    .at(-1);
  if (dayOfMonth(next) === 1) {
    const measurement = measure(run.orders.values(), next, run.book.zone, policy);
    const zero = levelZeroReason(standing(), policy);
    state.levelSetByOps = false;
    changeLevel(
      run,
      day,
      zero === null ? levelFor(measurement, state.probation, policy) : 0,
      zero ?? 'evaluation',
      measurement,
      null,
    );
  } else if (set !== undefined && isOf(set, 'shop.reserve-level-set')) {
    state.levelSetByOps = true;
    changeLevel(run, day, set.fact.level, 'set-by-ops', null, set.fact.reason);
  } else if (!state.levelSetByOps && state.levels.at(-1)?.level !== 0) {
    if (!state.riskFlagged && state.openDisputes.length === 0) return;
    const zero = levelZeroReason(standing(), policy);
    if (zero !== null) changeLevel(run, day, 0, zero, null, null);
  }
}

const TIER_FACTS = new Set(['shop.score-changed', 'shop.probation-started', 'shop.probation-ended']);

/** The tier from the next day on (R10.1). */
function judgeTier(run: Run, day: PlainDate, facts: readonly RecordedFact[]): void {
  const { state, output } = run;
  const next = addDays(day, 1);
  const policy = policyOn(run.book, next);
  if (policy === policyOn(run.book, day) && !facts.some((recorded) => TIER_FACTS.has(recorded.fact.type))) return;
  const tier = tierFor(state, policy);
  if (tier === state.tiers.at(-1)?.tier) return;
  const change: TierChange = { from: next, tier, score: state.score, probation: state.probation };
  state.tiers = [...state.tiers, change];
  output.events.push({ kind: 'tier-changed', day, change });
}

/** Activity of the day (R10.5): it never touches money. */
function judgeActivity(run: Run, day: PlainDate, orders: readonly Order[], facts: readonly RecordedFact[]): void {
  const { state, output } = run;
  const signs: ActivitySign[] = [];
  for (const recorded of facts) {
    if (isOf(recorded, 'shop.activity')) signs.push({ on: recorded.occurredOn, kind: recorded.fact.kind });
  }
  for (const { shipped } of orders) if (shipped?.from === day) signs.push({ on: shipped.on, kind: 'order-shipped' });
  if (signs.length > 0) state.lastActiveOn = lastActiveAfter(state.activity, state.lastActiveOn, signs);
  const policy = policyOn(run.book, day);
  const idleDays = daysBetween(state.lastActiveOn, day);
  const status = activityOn(day, state.lastActiveOn, state.activity, policy);
  if (isWarnedOfInactivity(status, idleDays, policy))
    output.events.push({ kind: 'activity-warning', day, idleDays, limit: policy.activity.inactiveAfterDays });
  if (status === state.activity) return;
  state.activity = status;
  output.events.push({ kind: 'activity-changed', day, status, idleDays });
}

/** The payout run of a business day, after the close of the day before (R7.3). */
function runPayout(run: Run, day: PlainDate): void {
  const { state, output } = run;
  if (state.pending.length === 0) return;
  if (!isPayoutDay(day, { schedule: state.schedule, changedOn: state.scheduleChangedOn }, run.book.bankHolidays))
    return;
  if (obstacleOn(day, state, policyOn(run.book, day)) !== null) return;
  const account = present(payoutAccount(state), 'verified bank account').account;
  const items = state.pending.map(({ no, open }) => ({ statement: no, amount: open }));
  const payout: Payout = {
    no: state.nextPayoutNo,
    initiatedOn: day,
    amount: availableOf(state),
    items,
    account,
    status: 'processing',
    settledOn: null,
    code: null,
  };
  state.nextPayoutNo += 1;
  state.pending = [];
  for (const { statement } of items)
    output.standings.set(statement, { open: ZERO, status: 'processing', payout: payout.no });
  run.payouts.set(payout.no, payout);
  output.payouts.set(payout.no, payout);
  output.journals.push(journalOfPayout(payout, 'payout-started', day));
}

/**
 * Closes one day of one shop, in the order of R11, and makes the payout run of the day after.
 * @param facts facts about the shop itself that take effect on the day, in the order of recording
 */
export function closeDay(run: Run, day: PlainDate, facts: readonly RecordedFact[]): void {
  const orders = ordersOn(run, day);
  if (facts.length > 0) applyMoments(run, day, facts);
  if (orders.length > 0 || facts.length > 0 || run.holds.size > 0) closeDaily(run, day, orders, facts);
  enforce(run, day);
  judgeLevel(run, day, facts);
  judgeTier(run, day, facts);
  judgeActivity(run, day, orders, facts);
  run.state.closedThrough = day;
  run.state.momentsThrough = 0;
  runPayout(run, addDays(day, 1));
}
