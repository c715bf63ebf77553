import 'server-only';
import type { LadderDto, OutcomeDto, RungDto } from '@/contracts/negative-balance';
import { owedIn } from '@/domain/bill/plan-bill';
import type { PendingStatement, ShopState } from '@/domain/books';
import { addDays, type PlainDate } from '@/domain/calendar/plain-date';
import { owedForMeasures } from '@/domain/enforcement/appeal';
import { forecast } from '@/domain/forecast/forecast';
import { formatMinor, type Minor, ZERO } from '@/domain/money/money';
import { roundHalfUp } from '@/domain/money/rate';
import { netPending } from '@/domain/netting/net';
import type { EnforcementRule, Policy } from '@/domain/policy/policy';
import { OUTLOOK_DAYS, type OutlookInput } from './outlook';

/**
 * The pending statements once payments have cleared, by the netting that clearing runs (R8.3).
 * @param payments amounts with the statements that they clear first, in the order in which they clear
 */
export function afterPayments(
  pending: readonly PendingStatement[],
  payments: readonly { readonly amount: Minor; readonly statements: readonly number[] }[],
  day: PlainDate,
): readonly PendingStatement[] {
  let open = pending;
  for (const { amount, statements } of payments) {
    if (amount === ZERO) continue;
    const no = Math.max(0, ...open.map((statement) => statement.no)) + 1;
    open = netPending([...open, { no, open: amount }], day, 1, statements).pending;
  }
  return open;
}

/**
 * What follows from paying an amount now: the engine run over the days ahead, from the books as they are once it has cleared.
 * @param input as the outlook reads it
 * @param pending what is open before it
 */
export function outcomeOf(
  input: OutlookInput,
  pending: readonly PendingStatement[],
  payment: { readonly amount: Minor; readonly statements: readonly number[] },
): OutcomeDto {
  const today = addDays(input.state.closedThrough, 1);
  const after = afterPayments(pending, [payment], today);
  const stillOwed = owedIn(after);
  const state: ShopState = {
    ...input.state,
    pending: after,
    capturedBills: [],
    // A payment that becomes credit keeps its number free.
    nextStatementNo: Math.max(input.state.nextStatementNo, ...after.map(({ no }) => no + 1)),
  };
  const ahead = forecast({ ...input, state }, OUTLOOK_DAYS);
  const payout = ahead.days.flatMap((day) => day.payouts)[0];
  const known = new Set(input.state.measures.map(({ measure }) => measure));
  const started = ahead.state.measures.filter(({ measure }) => !known.has(measure));
  const first = started.map(({ since }) => since).sort()[0];
  return {
    pays: formatMinor(payment.amount),
    stillOwes: formatMinor(stillOwed),
    aboveZeroOn: stillOwed === ZERO ? today : ahead.positiveFrom,
    isAboveZeroNow: stillOwed === ZERO,
    payout: payout === undefined ? null : { on: payout.initiatedOn, amount: formatMinor(payout.amount) },
    measures:
      first === undefined
        ? null
        : { on: first, what: started.filter(({ since }) => since === first).map(({ measure }) => measure) },
  };
}

function rungOf(rule: EnforcementRule, state: OutlookInput['state'], owed: Minor, policy: Policy): RungDto {
  const { trigger, measures, drawReserve } = rule;
  const { negativeDays, closedThrough } = state;
  const endOf = (days: number): PlainDate => addDays(closedThrough, days - negativeDays);
  const shared = { measures, drawsReserve: drawReserve };
  if (trigger.kind === 'owed-over') {
    const { amount } = trigger;
    const warnAt = formatMinor(roundHalfUp(policy.enforcement.warnAtShare, amount));
    return {
      ...shared,
      trigger: { kind: 'owed-over', limit: formatMinor(amount), warnAt },
      isReached: owed > amount,
    };
  }
  const warnings = policy.enforcement.warnOnDays
    .filter((days) => days < trigger.days)
    .map((days) => ({ days, on: endOf(days) }));
  return {
    ...shared,
    trigger: { kind: 'negative-days', limit: trigger.days, on: endOf(trigger.days), warnings },
    isReached: negativeDays >= trigger.days,
  };
}

/** How near the measures are that follow from staying below zero (R9.1, R9.4). */
export function ladderOf(state: OutlookInput['state'], policy: Policy, reserved: Minor): LadderDto {
  const owed = owedForMeasures(state);
  return {
    rungs: policy.enforcement.rules.map((rule) => rungOf(rule, state, owed, policy)),
    negativeDays: state.negativeDays,
    reserved: formatMinor(reserved),
    inForce: state.measures.map(({ measure, since }) => ({ measure, since })),
    lift: policy.enforcement.lift,
  };
}
