import { amountText, larger, rateTimes, smaller, total } from './cents';
import { laterDay, plusDays } from './days';
import { callsForLevelZero, levelByMeasures } from './evaluation';
import { centsOf, type History } from './history';
import { type Component, chargesOf, orderComponents, settledOn, settlementComponents } from './order-lines';
import {
  closureWithholdDays,
  minimumPayout,
  negativeFrom,
  reserveDays,
  reserveRate,
  warnAtPercent,
  warnOnDays,
} from './policy-numbers';
import { payoutRunOn } from './schedule';
import {
  available,
  closeStatement,
  openOf,
  owedForEnforcement,
  remaining,
  reserveRemaining,
  type State,
} from './state';

/** R5.7: closed, as known on `day`? */
function isClosed(history: History, day: string): boolean {
  return history.closed !== null && history.closed.on <= day;
}

/** R5.7: no payout run on a day T with C < T < C + 90. */
export function payoutsStoppedByClosing(history: History, day: string): boolean {
  const { closed } = history;
  return closed !== null && closed.on < day && day < plusDays(closed.trueOn, closureWithholdDays);
}

/** R5.7: from the close of C on, a release is at the earliest on C + 90. */
function releaseDay(history: History, today: string, planned: string): string {
  if (history.closed === null || !isClosed(history, today)) return planned;
  return laterDay(planned, plusDays(history.closed.trueOn, closureWithholdDays));
}

/** R11 steps 1 to 5 for one day; what happens during the day has been applied before. */
export function closeDay(history: History, state: State, day: string): void {
  const components = [
    ...history.orders.flatMap((order) => orderComponents(history, order, day)),
    ...chargesOf(history.adjustments.filter((adjustment) => adjustment.on === day)),
    ...reversals(history, day),
    ...releases(history, state, day),
  ];
  closeStatement(state, day, 'daily', [...components, ...withholding(history, state, day, components)]);
  enforce(history, state, day);
  evaluateLevel(history, state, day);
}

/** R8.6. */
function reversals(history: History, day: string): readonly Component[] {
  return history.moments
    .filter(({ on, fact }) => on === day && fact.type === 'bill.reversed')
    .map(({ fact }) => ({ kind: 'bill-payment-reversal', amount: -centsOf(fact, 'amount'), order: null }))
    .filter((component) => component.amount !== 0n);
}

/** R5.3: what remains of the holds that are due. */
function releases(history: History, state: State, day: string): readonly Component[] {
  return state.holds.flatMap((hold) => {
    const amount = remaining(hold);
    if (amount === 0n) return [];
    hold.releaseOn = releaseDay(history, day, hold.releaseOn);
    if (hold.releaseOn > day) return [];
    hold.released += amount;
    return [{ kind: 'reserve-released', amount, order: hold.order }];
  });
}

/** R5.1, R5.6: the holds of the day, and their components; `others` is everything else on the statement. */
function withholding(history: History, state: State, day: string, others: readonly Component[]): readonly Component[] {
  if (state.exempt) return [];
  const wanted = history.orders.flatMap((order) => {
    if (order.delivered === null || settledOn(history, order, day) !== day) return [];
    const settlement = total(settlementComponents(order, day).map((component) => component.amount));
    const releaseOn = releaseDay(history, day, plusDays(order.delivered.trueOn, reserveDays[state.level] ?? 0));
    if (settlement <= 0n || releaseOn <= day) return [];
    return [{ order: order.id, releaseOn, amount: rateTimes(reserveRate[state.level] ?? '0', settlement) }];
  });
  // Cutting the last first is filling the first first: each takes what the ones before it have left.
  let left = larger(0n, total(others.map((component) => component.amount)));
  return wanted.flatMap(({ order, releaseOn, amount }) => {
    const withheld = smaller(amount, left);
    if (withheld === 0n) return [];
    left -= withheld;
    state.holds.push({ order, settledOn: day, releaseOn, withheld, released: 0n, used: 0n });
    return [{ kind: 'reserve-withheld', amount: -withheld, order }];
  });
}

/** R9: step 4. */
function enforce(history: History, state: State, day: string): void {
  const owed = owedForEnforcement(state);
  const negativeDays = owed >= negativeFrom ? state.negativeDays + 1 : 0;
  warn(history, state, day, owed, negativeDays);
  let draw = isClosed(history, day);
  for (const rule of history.marketplace.ladder) {
    const byAmount = rule.owedOver !== undefined && owed > rule.owedOver;
    const byDays = rule.negativeDays !== undefined && negativeDays >= rule.negativeDays;
    if (!byAmount && !byDays) continue;
    for (const measure of rule.measures) state.measures.add(measure);
    draw ||= rule.drawReserve;
  }
  if (draw) drawReserve(state, day, owed);
  state.owedAtLastClose = owedForEnforcement(state);
  state.negativeDays = state.owedAtLastClose >= negativeFrom ? negativeDays : 0;
}

/** R5.4, R9.2: the oldest hold first, up to what is owed. */
function drawReserve(state: State, day: string, owed: bigint): void {
  // Holds are made day by day and in the order of order ids, so they stand oldest first.
  let left = owed;
  const components: Component[] = [];
  for (const hold of state.holds) {
    const amount = smaller(left, remaining(hold));
    if (amount === 0n) continue;
    hold.used += amount;
    left -= amount;
    components.push({ kind: 'reserve-used', amount, order: hold.order });
  }
  closeStatement(state, day, 'reserve-draw', components);
}

/** R9.4: once when what is owed rises to 80 % of an amount that it has not passed; on negative days 5 and 8. */
function warn(history: History, state: State, day: string, owed: bigint, negativeDays: number): void {
  for (const { owedOver, negativeDays: days } of history.marketplace.ladder) {
    if (owedOver !== undefined) {
      const reached = (amount: bigint): boolean => amount * 100n >= owedOver * warnAtPercent;
      if (reached(owed) && owed <= owedOver && !reached(state.owedAtLastClose)) {
        state.warnings.push({ day, kind: 'amount', measured: amountText(owed) });
      }
    }
    if (days !== undefined && warnOnDays.includes(negativeDays)) {
      state.warnings.push({ day, kind: 'days', measured: String(negativeDays) });
    }
  }
}

/** R10.2, R10.3: step 5; the level of tomorrow. */
function evaluateLevel(history: History, state: State, day: string): void {
  const tomorrow = plusDays(day, 1);
  const zero = callsForLevelZero(history, day, reserveRemaining(state));
  if (tomorrow.endsWith('-01')) {
    state.nextLevel = zero ? 0 : levelByMeasures(history, tomorrow);
    state.levelSetByOps = false;
  } else if (zero && !state.levelSetByOps) {
    state.nextLevel = 0;
  }
  state.level = state.nextLevel;
}

/** R9.1: `deactivate-shop` stops payouts too. */
export function withdrawalsFrozen(state: State): boolean {
  return state.measures.has('freeze-withdrawals') || state.measures.has('deactivate-shop');
}

/** R7.3: the run of `day`, after the close of the day before. */
export function runPayouts(history: History, state: State, day: string): void {
  if (!payoutRunOn(state.schedule, day, history.marketplace)) return;
  if (payoutsStoppedByClosing(history, day) || withdrawalsFrozen(state)) return;
  if (state.payoutFailed || state.account === null || available(state) < minimumPayout) return;
  const took = state.statements
    .map((statement) => ({ statement: statement.no, amount: openOf(state, statement) }))
    .filter((part) => part.amount !== 0n);
  state.payouts.push({ no: state.payouts.length + 1, initiatedOn: day, took, status: 'processing' });
}
