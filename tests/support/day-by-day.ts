import type { DueOrder, RunOutput, ShopState, Standing } from '@/domain/books';
import { addDays, dayOfMonth, daysFrom, type PlainDate } from '@/domain/calendar/plain-date';
import { bookOf, openShop } from '@/domain/close/open-shop';
import { runDays } from '@/domain/close/run-days';
import { evaluationWindow } from '@/domain/evaluation/reserve-level';
import { isOf, orderOf, type RecordedFact } from '@/domain/fact/fact';
import type { Payout } from '@/domain/payout/payout';
import { POLICIES } from '@/domain/policy/books';
import { policyOn } from '@/domain/policy/policy';
import type { Books } from '@/domain/replay';
import { type Hold, remainingOf } from '@/domain/reserve/hold';
import { present } from '@/domain/shared/assert';
import { compareIds } from '@/domain/shared/compare-ids';

/** Books that are kept over several runs, each loading only what a database would load (see RunInput). */
interface Kept {
  state: ShopState;
  readonly statements: RunOutput['statements'];
  readonly standings: Map<number, Standing>;
  readonly allocations: RunOutput['allocations'];
  readonly payouts: Map<number, Payout>;
  readonly holds: Map<string, Hold>;
  readonly journals: RunOutput['journals'];
  readonly events: RunOutput['events'];
  readonly due: DueOrder[];
}

function factsFor(kept: Kept, facts: readonly RecordedFact[], first: PlainDate, through: PlainDate): RecordedFact[] {
  const { state } = kept;
  const inRange = (day: PlainDate) => day >= first && day <= through;
  const orders = new Set<string | null>(state.deferred);
  for (const due of kept.due) if (inRange(due.settlesOn)) orders.add(due.order);
  for (const recorded of facts) if (inRange(recorded.effectiveOn)) orders.add(orderOf(recorded.fact));
  const book = bookOf(POLICIES, state.marketplace);
  for (const day of daysFrom(first, addDays(through, 1))) {
    if (dayOfMonth(day) !== 1) continue;
    const window = evaluationWindow(day, policyOn(book, day));
    for (const recorded of facts) {
      if (isOf(recorded, 'order.placed') && recorded.occurredOn >= window.from && recorded.occurredOn <= window.to)
        orders.add(recorded.fact.order);
    }
  }
  return facts.filter((recorded) => {
    const order = orderOf(recorded.fact);
    return order === null ? inRange(recorded.effectiveOn) : orders.has(order);
  });
}

function payoutsFor(kept: Kept, facts: readonly RecordedFact[]): Payout[] {
  const named = new Set(facts.flatMap(({ fact }) => ('payout' in fact ? [fact.payout] : [])));
  return [...kept.payouts.values()].filter((payout) => payout.status === 'processing' || named.has(payout.no));
}

function keep(kept: Kept, { state, output }: ReturnType<typeof runDays>): void {
  kept.state = state;
  kept.statements.push(...output.statements);
  kept.allocations.push(...output.allocations);
  kept.journals.push(...output.journals);
  kept.events.push(...output.events);
  kept.due.push(...output.due);
  for (const [no, standing] of output.standings) kept.standings.set(no, standing);
  for (const [order, hold] of output.holds) kept.holds.set(order, hold);
  for (const [no, payout] of output.payouts) kept.payouts.set(no, payout);
  for (const [no, change] of output.payoutChanges)
    kept.payouts.set(no, { ...present(kept.payouts.get(no), `payout ${no}`), ...change });
}

/** Lets each fact of the open day take effect at its moment, one run each, as clearing a bill does. */
function passMoments(kept: Kept, facts: readonly RecordedFact[]): void {
  const through = present(kept.state.closedThrough, 'closed day');
  const open = addDays(through, 1);
  const ofDay = facts.filter(({ effectiveOn, fact }) => effectiveOn === open && orderOf(fact) === null);
  for (const { no } of ofDay) {
    const holds = [...kept.holds.values()].filter((hold) => remainingOf(hold) > 0n);
    const loaded = { facts: ofDay, due: [], holds, payouts: payoutsFor(kept, ofDay) };
    keep(kept, runDays({ state: kept.state, through, policies: POLICIES, ...loaded, momentsThrough: no }));
  }
}

/**
 * Closes a shop's days in several runs, as a database-backed server would.
 * @param ends the last day of each run, ascending
 * @param options.atTheirMoments facts of the day after each run take effect one by one before it is closed
 */
export function closeInRuns(
  facts: readonly RecordedFact[],
  ends: readonly PlainDate[],
  options: { readonly atTheirMoments?: boolean } = {},
): Kept {
  const opened = facts.find((recorded) => isOf(recorded, 'shop.opened'));
  if (opened === undefined || !isOf(opened, 'shop.opened')) throw new Error('nobody opened the shop');
  const kept: Kept = {
    state: openShop(opened, POLICIES),
    statements: [],
    standings: new Map(),
    allocations: [],
    payouts: new Map(),
    holds: new Map(),
    journals: [],
    events: [],
    due: [],
  };
  for (const through of ends) {
    const { closedThrough, openedOn } = kept.state;
    const first = closedThrough === null ? openedOn : addDays(closedThrough, 1);
    const loaded = factsFor(kept, facts, first, through);
    const run = runDays({
      state: kept.state,
      through,
      policies: POLICIES,
      facts: loaded,
      due: kept.due.filter((due) => due.settlesOn >= first && due.settlesOn <= through),
      holds: [...kept.holds.values()].filter((hold) => remainingOf(hold) > 0n),
      payouts: payoutsFor(kept, loaded),
    });
    keep(kept, run);
    if (options.atTheirMoments === true && through !== ends.at(-1)) passMoments(kept, facts);
  }
  return kept;
}

/** Everything that books say, in one form for books that were kept over runs and books that were replayed. */
export function wholeForm(books: Kept | Books): unknown {
  const holds = [...books.holds.values()].sort((left, right) => compareIds(left.order, right.order));
  const statements = books.statements.map((statement) => {
    const standing = 'standings' in books ? books.standings.get(statement.no) : {};
    return { ...statement, ...standing };
  });
  const { state, allocations, journals, events, due } = books;
  return { state, statements, allocations, journals, events, due, holds, payouts: [...books.payouts.values()] };
}
