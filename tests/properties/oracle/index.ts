import { amountText, larger, total } from './cents';
import { closeDay, payoutsStoppedByClosing, runPayouts, withdrawalsFrozen } from './close-day';
import { plusDays } from './days';
import { activityAfter } from './evaluation';
import { type History, historyOf } from './history';
import { applyMoments } from './moments';
import { settledOn, settlementComponents, tierOn } from './order-lines';
import { type Category, categoryOf, minimumPayout } from './policy-numbers';
import { available, openOf, payable, remaining, reserveRemaining, type State, type Statement } from './state';
import type { OracleBooks, OracleFact, OracleStatement, PendingReason, StatementStatus, WireFact } from './types';

export type { OracleBooks, OracleFact, WireFact } from './types';

/**
 * The whole books of one shop through the close of `through` and the payout run of the day after (R11), recomputed
 * from nothing but its facts. Slow and plain on purpose: properties compare the engine with it.
 *
 * @example oracleBooks(facts, { through: '2026-03-10' }).balance.available // '75.28'
 * @throws if the facts hold no `shop.opened` or an amount that is not a decimal string with two places.
 */
export function oracleBooks(facts: readonly OracleFact[], options: { through: string }): OracleBooks {
  const history = historyOf(facts);
  const state = openingState(history);
  for (let day = history.openedOn; day <= options.through; day = plusDays(day, 1)) passDay(history, state, day);
  return booksOf(history, state, options.through);
}

/**
 * Facts that depend on the books (a payout is paid or fails, a bill is paid, an appeal is granted): after each close
 * `decide` sees the books and says which commands happen on the next day. They are recorded after all that came before.
 *
 * @returns `facts` and the decided ones, so that `oracleBooks` of them is the whole story again.
 */
export function factsWithCommands(
  facts: readonly OracleFact[],
  through: string,
  decide: (nextDay: string, books: OracleBooks) => readonly WireFact[],
): readonly OracleFact[] {
  const all = [...facts];
  let no = Math.max(...all.map((entry) => entry.no));
  const state = openingState(historyOf(all));
  for (let day = historyOf(all).openedOn; day < through; day = plusDays(day, 1)) {
    const history = historyOf(all);
    passDay(history, state, day);
    const effectiveOn = plusDays(day, 1);
    for (const fact of decide(effectiveOn, booksOf(history, state, day))) {
      no += 1;
      all.push({ effectiveOn, no, fact });
    }
  }
  return all;
}

/** R11: what happens during the day, its close, and the payout run of the day after. */
function passDay(history: History, state: State, day: string): void {
  applyMoments(history, state, day);
  closeDay(history, state, day);
  runPayouts(history, state, plusDays(day, 1));
}

function openingState(history: History): State {
  const level = history.probationAtOpening ? 1 : 3;
  return {
    statements: [],
    allocations: [],
    payouts: [],
    holds: [],
    warnings: [],
    measures: new Set(),
    captured: new Map(),
    account: null,
    payoutFailed: false,
    schedule: { changedOn: plusDays(history.openedOn, -1), schedule: 'daily', weekday: 1, dayOfMonth: 1 },
    exempt: history.exemptAtOpening,
    level,
    nextLevel: level,
    levelSetByOps: false,
    negativeDays: 0,
    owedAtLastClose: 0n,
  };
}

function booksOf(history: History, state: State, through: string): OracleBooks {
  const tomorrow = plusDays(through, 1);
  const balance = available(state);
  return {
    currency: history.marketplace.currency,
    statements: state.statements.map((statement) => statementOf(history, state, statement, tomorrow)),
    payouts: state.payouts.map(({ no, initiatedOn, took, status }) => ({
      no,
      initiatedOn,
      amount: amountText(total(took.map((part) => part.amount))),
      status,
      statements: took.map((part) => part.statement),
    })),
    allocations: state.allocations.map((step) => ({ ...step, amount: amountText(step.amount) })),
    holds: state.holds.map((hold) => ({
      order: hold.order,
      settledOn: hold.settledOn,
      releaseOn: hold.releaseOn,
      withheld: amountText(hold.withheld),
      released: amountText(hold.released),
      used: amountText(hold.used),
      remaining: amountText(remaining(hold)),
    })),
    balance: {
      available: amountText(balance),
      inTransit: amountText(
        total(
          state.payouts
            .filter((payout) => payout.status === 'processing')
            .flatMap((payout) => payout.took.map((part) => part.amount)),
        ),
      ),
      reserved: amountText(reserveRemaining(state)),
      onHold: amountText(onHold(history, through)),
      owed: amountText(larger(0n, -balance)),
    },
    reserveLevel: state.level,
    settlementTier: tierOn(history, tomorrow),
    measures: [...state.measures].sort(),
    negativeDays: state.negativeDays,
    activity: activityAfter(history, through),
    warnings: state.warnings,
  };
}

/** R7.6: the settlement so far of orders delivered and not settled. */
function onHold(history: History, through: string): bigint {
  return total(
    history.orders
      .filter((order) => order.delivered !== null && order.delivered.on <= through)
      .filter((order) => !(order.cancelled !== null && order.cancelled.on <= through))
      .filter((order) => settledOn(history, order, through) === null)
      .flatMap((order) => settlementComponents(order, through).map((component) => component.amount)),
  );
}

function statementOf(history: History, state: State, statement: Statement, tomorrow: string): OracleStatement {
  const sum = (...categories: Category[]): string =>
    amountText(
      total(
        statement.components
          .filter((component) => categories.includes(categoryOf(component.kind)))
          .map((component) => component.amount),
      ),
    );
  const open = openOf(state, statement);
  const status = statusOf(state, statement);
  return {
    no: statement.no,
    day: statement.day,
    kind: statement.kind,
    revenue: sum('revenue'),
    shipping: sum('shipping'),
    fees: sum('fees'),
    adjustments: sum('adjustments'),
    settlement: sum('revenue', 'shipping', 'fees', 'adjustments'),
    reserveNet: sum('reserve'),
    payable: amountText(payable(statement)),
    open: amountText(open),
    status,
    pendingReason: status === 'pending' ? pendingReason(history, state, tomorrow) : null,
    components: statement.components.map((component) => ({ ...component, amount: amountText(component.amount) })),
  };
}

/** R6.3. */
function statusOf(state: State, statement: Statement): StatementStatus {
  if (openOf(state, statement) !== 0n) return 'pending';
  const onItsWay = state.payouts.some(
    (payout) => payout.status === 'processing' && payout.took.some((part) => part.statement === statement.no),
  );
  return onItsWay ? 'processing' : 'paid';
}

/** R6.4: the first that holds, as it stands on the day after the last close. */
function pendingReason(history: History, state: State, tomorrow: string): PendingReason {
  if (available(state) < 0n) return 'negative-balance';
  if (payoutsStoppedByClosing(history, tomorrow)) return 'shop-closed';
  if (withdrawalsFrozen(state)) return 'withdrawals-frozen';
  if (state.payoutFailed) return 'payout-failed';
  if (state.account === null) return 'no-bank-account';
  return available(state) < minimumPayout ? 'below-minimum' : 'scheduled';
}
