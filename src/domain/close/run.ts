import type { DueOrder, RunOutput, ShopState, Standing } from '../books';
import type { PlainDate } from '../calendar/plain-date';
import type { RecordedFact } from '../fact/fact';
import { orderOf } from '../fact/fact';
import { buildOrder, effectDaysOf, factsByOrder, type Order } from '../order/order';
import type { Payout } from '../payout/payout';
import type { PolicyBook } from '../policy/policy';
import type { Hold } from '../reserve/hold';
import { remainingOf } from '../reserve/hold';
import { compareIds } from '../shared/compare-ids';

/** The working memory of one run over some days of one shop. */
export interface Run {
  readonly book: PolicyBook;
  readonly state: ShopState;
  readonly output: RunOutput;
  readonly orders: ReadonlyMap<string, Order>;
  /** Orders by the days on which something about them takes effect. */
  readonly touched: ReadonlyMap<PlainDate, ReadonlySet<string>>;
  /** Orders by the day on which they are to settle. */
  readonly agenda: Map<PlainDate, Set<string>>;
  /** Facts about the shop itself, by the day on which they take effect, in the order of recording. */
  readonly shopFacts: Map<PlainDate, RecordedFact[]>;
  /** By order; only those with something remaining. */
  readonly holds: Map<string, Hold>;
  readonly payouts: Map<number, Payout>;
}

/** What a run starts from (see runDays). */
export interface RunSource {
  readonly state: ShopState;
  readonly book: PolicyBook;
  readonly facts: readonly RecordedFact[];
  readonly due: readonly DueOrder[];
  readonly holds: readonly Hold[];
  readonly payouts: readonly Payout[];
}

function emptyOutput(): RunOutput {
  return {
    statements: [],
    allocations: [],
    payouts: new Map(),
    payoutChanges: new Map(),
    standings: new Map<number, Standing>(),
    holds: new Map(),
    newHolds: new Set(),
    journals: [],
    events: [],
    due: [],
  };
}

/** Adds to a set within a map. */
export function note<Key, Member>(map: Map<Key, Set<Member>>, key: Key, member: Member): void {
  const seen = map.get(key);
  if (seen === undefined) map.set(key, new Set([member]));
  else seen.add(member);
}

function groupShopFacts(facts: readonly RecordedFact[]): Map<PlainDate, RecordedFact[]> {
  const groups = new Map<PlainDate, RecordedFact[]>();
  for (const recorded of facts) {
    if (orderOf(recorded.fact) !== null) continue;
    const group = groups.get(recorded.effectiveOn);
    if (group === undefined) groups.set(recorded.effectiveOn, [recorded]);
    else group.push(recorded);
  }
  return groups;
}

/** Lays out what a run needs: orders built from their facts, days indexed. The source is not changed. */
export function startRun(source: RunSource): Run {
  const orders = new Map<string, Order>();
  const touched = new Map<PlainDate, Set<string>>();
  for (const [id, facts] of factsByOrder(source.facts)) {
    const order = buildOrder(facts);
    if (order === null) continue;
    orders.set(id, order);
    for (const day of effectDaysOf(order)) note(touched, day, id);
  }
  const agenda = new Map<PlainDate, Set<string>>();
  for (const due of source.due) note(agenda, due.settlesOn, due.order);
  return {
    book: source.book,
    state: { ...source.state },
    output: emptyOutput(),
    orders,
    touched,
    agenda,
    shopFacts: groupShopFacts(source.facts),
    holds: new Map(source.holds.filter((hold) => remainingOf(hold) > 0n).map((hold) => [hold.order, hold])),
    payouts: new Map(source.payouts.map((payout) => [payout.no, payout])),
  };
}

/** Keeps a hold as it now is, for the books and for the days to come. */
export function keepHold(run: Run, hold: Hold): void {
  run.output.holds.set(hold.order, hold);
  if (remainingOf(hold) > 0n) run.holds.set(hold.order, hold);
  else run.holds.delete(hold.order);
}

/** Orders that something happens to on a day: touched by a fact, or due to settle; by order id (R11). */
export function ordersOn(run: Run, day: PlainDate): readonly Order[] {
  const ids = new Set([...(run.touched.get(day) ?? []), ...(run.agenda.get(day) ?? [])]);
  const orders: Order[] = [];
  for (const id of [...ids].sort(compareIds)) {
    const order = run.orders.get(id);
    if (order !== undefined) orders.push(order);
  }
  return orders;
}
