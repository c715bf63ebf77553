import type { PlainDate } from '../calendar/plain-date';
import { openShop } from '../close/open-shop';
import { type ClosedDay, runDays } from '../close/run-days';
import { isOf, type RecordedFact } from '../fact/fact';
import { factsByOrder } from '../order/order';
import type { Policies } from '../policy/policy';
import { placingDaysFor, type ShopDay, shopDayOf } from './shop-day';

/** Which days of a shop, from all that is known of it. */
export interface PastDaysInput {
  /** All recorded facts of the shop that take effect on the last day or before, ascending by no. */
  readonly facts: readonly RecordedFact[];
  readonly policies: Policies;
  readonly from: PlainDate;
  readonly through: PlainDate;
  /** How far each day looks ahead; 0 where no rule asks. */
  readonly aheadDays: number;
}

/** Facts of a shop laid out so that each day finds its own. */
interface Archive {
  readonly byOrder: ReadonlyMap<string, readonly RecordedFact[]>;
  /** Orders by the day on which they were truly placed. */
  readonly placed: readonly { readonly order: string; readonly on: PlainDate }[];
  /** Ascending by the day on which they took effect. */
  readonly signIns: readonly RecordedFact[];
}

function archiveOf(facts: readonly RecordedFact[]): Archive {
  return {
    byOrder: factsByOrder(facts),
    placed: facts.flatMap((entry) =>
      isOf(entry, 'order.placed') ? [{ order: entry.fact.order, on: entry.occurredOn }] : [],
    ),
    signIns: facts.filter((entry) => isOf(entry, 'shop.activity') && entry.fact.kind === 'sign-in'),
  };
}

function lastSignIn(archive: Archive, day: PlainDate): PlainDate | null {
  let last: PlainDate | null = null;
  for (const { occurredOn, effectiveOn } of archive.signIns) {
    if (effectiveOn <= day && (last === null || occurredOn > last)) last = occurredOn;
  }
  return last;
}

/** A day as it looked when it was over: with the facts of the orders that its figures need, and no others. */
function dayOf(archive: Archive, closed: ClosedDay, { policies, aheadDays }: PastDaysInput): ShopDay {
  const { state } = closed;
  const day = state.closedThrough;
  const { first, last } = placingDaysFor({ state, policies }, aheadDays);
  const due = closed.due.filter(({ settlesOn }) => settlesOn > day);
  const orders = new Set([...state.deferred, ...due.map(({ order }) => order)]);
  for (const { order, on } of archive.placed) if (on >= first && on <= last) orders.add(order);
  const facts = [...orders].flatMap((order) => archive.byOrder.get(order) ?? []);
  return shopDayOf({ ...closed, due, facts, policies, lastSignInOn: lastSignIn(archive, day) }, aheadDays);
}

/**
 * Days of a shop that are over, each as its books stood then: the engine closes them again from the facts (R12.12), and is looked at after each.
 * @returns ascending, without a gap; none before the shop opened
 * @example pastDays({ facts, policies, from, through, aheadDays: 7 }).map((day) => day.available)
 */
export function pastDays(input: PastDaysInput): readonly ShopDay[] {
  const { facts, policies, from, through } = input;
  const opened = facts.find((recorded) => isOf(recorded, 'shop.opened'));
  if (opened === undefined || !isOf(opened, 'shop.opened') || opened.effectiveOn > through) return [];
  const archive = archiveOf(facts);
  const days: ShopDay[] = [];
  runDays({
    state: openShop(opened, policies),
    through,
    policies,
    facts,
    due: [],
    holds: [],
    payouts: [],
    onDayClosed: (closed) => {
      if (closed.state.closedThrough >= from) days.push(dayOf(archive, closed, input));
    },
  });
  return days;
}
