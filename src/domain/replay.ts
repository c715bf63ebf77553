import type { Balance, DueOrder, ShopEvent, ShopState, Standing } from './books';
import type { PlainDate } from './calendar/plain-date';
import { openShop } from './close/open-shop';
import { type Bank, runDays } from './close/run-days';
import { isOf, type RecordedFact } from './fact/fact';
import type { Journal } from './ledger/journal';
import { larger, type Minor, negate, sum, ZERO } from './money/money';
import { availableOf } from './payout/conditions';
import type { Payout } from './payout/payout';
import type { Policies } from './policy/policy';
import { type Hold, reservedIn } from './reserve/hold';
import { present } from './shared/assert';
import type { Allocation, Statement } from './statement/statement';

/** The whole books of a shop at the end of a day. */
export interface Books {
  readonly state: ShopState;
  /** In the order in which they closed. */
  readonly statements: readonly (Statement & Standing)[];
  readonly allocations: readonly Allocation[];
  readonly payouts: readonly Payout[];
  readonly holds: readonly Hold[];
  readonly journals: readonly Journal[];
  readonly events: readonly ShopEvent[];
  readonly due: readonly DueOrder[];
  readonly balance: Balance;
}

/** Balances from what is pending, on its way, held and unsettled (R7.6). */
export function balanceOf(state: ShopState, inTransit: Minor, reserved: Minor): Balance {
  const available = availableOf(state);
  return { available, inTransit, reserved, onHold: state.onHold, owed: larger(ZERO, negate(available)) };
}

/**
 * Rebuilds a shop's books from its facts alone (R12.12).
 * @param facts all recorded facts of one shop, ascending by no; those that take effect after `asOf` do not count
 * @param asOf the last day to close; the payout run of the day after is included (R11)
 * @param momentsThrough facts of commands on the day after that have taken effect already, up to this number (R6.1)
 * @param bank answers for payouts on which no fact says anything: for days that are tried out, not replayed
 * @returns null if the shop had not opened by then
 * @example replay(facts, POLICIES, plainDate("2026-03-13"))?.balance.owed // 37.40 for Ivy
 */
export function replay(
  facts: readonly RecordedFact[],
  policies: Policies,
  asOf: PlainDate,
  momentsThrough = 0,
  bank?: Bank,
): Books | null {
  const opened = facts.find((recorded) => isOf(recorded, 'shop.opened'));
  if (opened === undefined || !isOf(opened, 'shop.opened') || opened.effectiveOn > asOf) return null;
  const { state, output } = runDays({
    state: openShop(opened, policies),
    through: asOf,
    policies,
    facts,
    due: [],
    holds: [],
    payouts: [],
    momentsThrough,
    ...(bank === undefined ? {} : { bank }),
  });
  const statements = output.statements.map((statement) => ({
    ...statement,
    ...present(output.standings.get(statement.no), `standing of ${statement.no}`),
  }));
  const payouts = [...output.payouts.values()];
  const holds = [...output.holds.values()];
  const inTransit = sum(payouts.filter((payout) => payout.status === 'processing').map((payout) => payout.amount));
  return {
    state,
    statements,
    allocations: output.allocations,
    payouts,
    holds,
    journals: output.journals,
    events: output.events,
    due: output.due,
    balance: balanceOf(state, inTransit, reservedIn(holds)),
  };
}
