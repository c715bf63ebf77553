import type { ShopState } from '../books';
import { addDays, daysBetween, type PlainDate } from '../calendar/plain-date';
import { type Minor, ZERO } from '../money/money';
import { availableOf, payoutAccount } from '../payout/conditions';
import type { Policy } from '../policy/policy';

/** What a shop is in a word, the worst that holds; in this order a list of shops begins with the worst. */
export const SHOP_STANDINGS = [
  'deactivated',
  'frozen',
  'negative',
  'payout-failed',
  'banned',
  'products-removed',
  'inactive',
  'suspended',
  'watch',
  'no-account',
  'probation',
  'active',
  'closed',
] as const;
export type ShopStanding = (typeof SHOP_STANDINGS)[number];

/** The standings of which somebody has to do something. */
const CALM: ReadonlySet<ShopStanding> = new Set(['probation', 'active', 'closed']);

/** Whether somebody has to do something about a shop. */
export function needsSomebody(standing: ShopStanding): boolean {
  return !CALM.has(standing);
}

/** What is known of a shop beside where its books stand. */
export interface AroundShop {
  readonly today: PlainDate;
  /** Orders that should have been shipped by now. */
  readonly lateOrderCount: number;
}

function isWatched(state: ShopState, { today, lateOrderCount }: AroundShop, policy: Policy): boolean {
  const level = state.levels.at(-1)?.level ?? 3;
  const idleDays = daysBetween(state.lastActiveOn, today);
  return (
    level === 0 ||
    (level === 1 && !state.probation) ||
    lateOrderCount > 0 ||
    state.openDisputes.length > 0 ||
    idleDays >= policy.activity.warnAfterDays
  );
}

/**
 * What a shop is in a word: the worst that holds.
 * @example owes 37.40 and nothing is in force: "negative"; withdrawals frozen, too: "frozen"
 */
export function standingOf(state: ShopState, around: AroundShop, policy: Policy): ShopStanding {
  const inForce = new Set(state.measures.map(({ measure }) => measure));
  const available = availableOf(state);
  if (inForce.has('deactivate-shop')) return 'deactivated';
  if (state.closedOn !== null && available >= ZERO) return 'closed';
  if (inForce.has('freeze-withdrawals')) return 'frozen';
  if (available < ZERO) return 'negative';
  if (state.payoutFailed) return 'payout-failed';
  if (state.activity !== 'active') return state.activity;
  if (inForce.has('suspend-promotions')) return 'suspended';
  if (isWatched(state, around, policy)) return 'watch';
  if (payoutAccount(state) === null && available > ZERO) return 'no-account';
  return state.probation ? 'probation' : 'active';
}

/** What the ladder does next to a shop that owes: above an amount, or at the end of a day if nothing is paid (R9.1). */
export interface NextMeasures {
  /** The smallest amount that has not been passed. */
  readonly above: Minor | null;
  /** The day at whose end the negative days are reached. */
  readonly atEndOf: PlainDate | null;
}

/**
 * What the ladder holds for a shop, of rules that have not fired.
 * @param owed magnitude, as the ladder counts it (R9)
 * @param negativeDays unbroken run of negative day-ends through yesterday
 * @example owed 86.05 on the ninth day below zero: above 100.00, or at the end of the tenth
 */
export function nextMeasures(owed: Minor, negativeDays: number, today: PlainDate, policy: Policy): NextMeasures {
  let above: Minor | null = null;
  let atEndOf: PlainDate | null = null;
  for (const { trigger } of policy.enforcement.rules) {
    if (trigger.kind === 'owed-over') {
      if (owed <= trigger.amount && (above === null || trigger.amount < above)) above = trigger.amount;
      continue;
    }
    const days = trigger.days - negativeDays - 1;
    if (days < 0 || owed < policy.enforcement.negativeFrom) continue;
    const day = addDays(today, days);
    if (atEndOf === null || day < atEndOf) atEndOf = day;
  }
  return { above, atEndOf };
}

/** What puts two shops of one standing in order: how far each is on its way to the next measure, in per mille. No amounts are compared
 * across currencies. */
export function urgencyOf(owed: Minor, negativeDays: number, policy: Policy): number {
  const shares = policy.enforcement.rules.map(({ trigger }) =>
    trigger.kind === 'owed-over'
      ? Number((owed * 1000n) / trigger.amount)
      : Math.floor((negativeDays * 1000) / trigger.days),
  );
  return owed === ZERO ? 0 : Math.max(0, ...shares);
}

/** What a shop loses next to being idle, and when; null where nothing is left to lose, or it lies far ahead (R10.5). */
export interface IdleOutlook {
  readonly becomes: 'inactive' | 'products-removed' | 'banned';
  /** The day at whose close it happens, if nobody works in the shop until then. */
  readonly on: PlainDate;
}

/** The next consequence of nobody working in a shop (R10.5). @example last active 11 Feb: inactive on 13 Mar */
export function idleOutlook(state: Pick<ShopState, 'activity' | 'lastActiveOn'>, policy: Policy): IdleOutlook | null {
  const { inactiveAfterDays, productsRemovedAfterDays, bannedAfterDays } = policy.activity;
  const after = (days: number) => addDays(state.lastActiveOn, days);
  switch (state.activity) {
    case 'active':
      return { becomes: 'inactive', on: after(inactiveAfterDays) };
    case 'inactive':
      return { becomes: 'products-removed', on: after(productsRemovedAfterDays) };
    case 'products-removed':
      return { becomes: 'banned', on: after(bannedAfterDays) };
    case 'banned':
      return null;
  }
}

/** A shop's place in a list that begins with the worst. */
export interface Badness {
  readonly standing: ShopStanding;
  readonly urgency: number;
  readonly name: string;
  readonly shop: string;
}

/** Orders shops worst first: by standing, then by how near the next measure is, then by name. */
export function worstFirst(left: Badness, right: Badness): number {
  const by = SHOP_STANDINGS.indexOf(left.standing) - SHOP_STANDINGS.indexOf(right.standing);
  if (by !== 0) return by;
  if (left.urgency !== right.urgency) return right.urgency - left.urgency;
  if (left.name !== right.name) return left.name < right.name ? -1 : 1;
  return left.shop < right.shop ? -1 : 1;
}
