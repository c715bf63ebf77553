import type { ActivityStatus, ShopEvent } from '../books';
import type { PlainDate } from '../calendar/plain-date';
import type { Bank } from '../close/run-days';
import { isOf, type RecordedFact } from '../fact/fact';
import { type Minor, minus, negate, sum, ZERO } from '../money/money';
import type { Payout } from '../payout/payout';
import type { Measure, Policies, Policy, PolicyBook, ReserveLevel, SettlementTier } from '../policy/policy';
import { type Books, replay } from '../replay';
import type { CategorySums } from '../settlement/component';
import { present } from '../shared/assert';

/** The categories of what is settled (R3.3). */
export const CATEGORIES = [
  'revenue',
  'shipping',
  'fees',
  'adjustments',
] as const satisfies readonly (keyof CategorySums)[];

/** What some days were to a shop, in its books. Money is of the days from the first to the last, standings are those after the last. */
export interface ShopOutcome {
  readonly settled: Minor;
  /** The same by category (R3.3). */
  readonly categories: Readonly<Record<(typeof CATEGORIES)[number], Minor>>;
  readonly ordersSettled: number;
  readonly withheld: Minor;
  readonly released: Minor;
  readonly used: Minor;
  /** Payouts of runs from the first day through the one after the last that the bank did not send back. */
  readonly paidOut: Minor;
  readonly payoutCount: number;
  readonly available: Minor;
  readonly owed: Minor;
  readonly inTransit: Minor;
  readonly reserved: Minor;
  readonly onHold: Minor;
  readonly level: ReserveLevel;
  readonly tier: SettlementTier;
  readonly measures: readonly Measure[];
  readonly activity: ActivityStatus;
  /** What changed on which day, within the days: "2026-05-02 measure-applied freeze-withdrawals". */
  readonly turns: readonly string[];
}

/** What a trial of one shop needs. */
export interface PolicyTrialInput {
  /** All recorded facts of the shop, ascending by no. */
  readonly facts: readonly RecordedFact[];
  readonly book: PolicyBook;
  /** The numbers to try. */
  readonly candidate: Policy;
  /** The first day on which they are taken to be in effect. */
  readonly from: PlainDate;
  /** The last day to close. */
  readonly through: PlainDate;
  /** Answers for payouts on which no fact says anything; given the facts that it must leave alone. */
  readonly bank: (facts: readonly RecordedFact[]) => Bank;
}

/** The days of a shop as they are, and as they would be. */
export interface PolicyTrial {
  readonly before: ShopOutcome;
  readonly after: ShopOutcome;
}

/** The book as if a version were in effect from a day on: no later one follows it. */
export function bookWith(book: PolicyBook, candidate: Policy, from: PlainDate): PolicyBook {
  const earlier = book.versions.filter((version) => version.effectiveFrom < from);
  return { ...book, versions: [...earlier, { ...candidate, effectiveFrom: from }] };
}

function payoutOf(recorded: RecordedFact): number | null {
  if (isOf(recorded, 'payout.paid') || isOf(recorded, 'payout.failed') || isOf(recorded, 'payout.returned'))
    return recorded.fact.payout;
  return null;
}

function turnOf(event: ShopEvent): string | null {
  const { day, kind } = event;
  if (kind === 'level-changed') return `${event.change.from} ${kind} ${event.change.level}`;
  if (kind === 'tier-changed') return `${event.change.from} ${kind} ${event.change.tier}`;
  if (kind === 'measure-applied') return `${day} ${kind} ${event.measure.measure}`;
  if (kind === 'measure-lifted') return `${day} ${kind} ${event.measure}`;
  if (kind === 'activity-changed') return `${day} ${kind} ${event.status}`;
  return null;
}

function reserveSum(books: Books, from: PlainDate, kind: string): Minor {
  let total = 0n;
  for (const { day, lines } of books.statements) {
    if (day < from) continue;
    for (const { components } of lines)
      for (const component of components) if (component.kind === kind) total += component.amount;
  }
  return total as Minor;
}

/**
 * What the days from `from` on were to a shop, through the last day of its books.
 * @example outcomeOf(replay(facts, policies, plainDate("2018-12-31")), plainDate("2018-01-10")).withheld
 */
export function outcomeOf(books: Books, from: PlainDate): ShopOutcome {
  const { state, balance } = books;
  const statements = books.statements.filter(({ day }) => day >= from);
  const payouts = books.payouts.filter(
    ({ initiatedOn, status }) => initiatedOn >= from && status !== 'failed' && status !== 'returned',
  );
  const categories = Object.fromEntries(
    CATEGORIES.map((category) => [category, sum(statements.map(({ sums }) => sums[category]))]),
  ) as ShopOutcome['categories'];
  return {
    settled: sum(statements.map(({ settlement }) => settlement)),
    categories,
    ordersSettled: statements.flatMap(({ lines }) => lines).filter(({ event }) => event === 'settlement').length,
    withheld: negate(reserveSum(books, from, 'reserve-withheld')),
    released: reserveSum(books, from, 'reserve-released'),
    used: reserveSum(books, from, 'reserve-used'),
    paidOut: sum(payouts.map(({ amount }) => amount)),
    payoutCount: payouts.length,
    available: balance.available,
    owed: balance.owed,
    inTransit: balance.inTransit,
    reserved: balance.reserved,
    onHold: balance.onHold,
    level: present(state.levels.at(-1), 'reserve level').level,
    tier: present(state.tiers.at(-1), 'tier').tier,
    measures: state.measures.map(({ measure }) => measure),
    activity: state.activity,
    turns: books.events.flatMap((event) => turnOf(event) ?? []).filter((turn) => turn.slice(0, 10) >= from),
  };
}

/**
 * The bank of a trial: a payout of a day on which one was really made gets what the bank really said to that one, on the same days; any other
 * gets what the given bank says.
 */
function remembering(told: ReadonlyMap<PlainDate, readonly RecordedFact[]>, otherwise: Bank): Bank {
  const paidBefore = new Map<number, PlainDate>();
  return (day, inFlight, state) => {
    const unknown: Payout[] = [];
    for (const payout of inFlight) {
      if (told.has(payout.initiatedOn)) paidBefore.set(payout.no, payout.initiatedOn);
      else unknown.push(payout);
    }
    const remembered = [...paidBefore].flatMap(([no, initiatedOn]) =>
      (told.get(initiatedOn) ?? [])
        .filter((recorded) => recorded.effectiveOn === day)
        .map((recorded) => ({ ...recorded, fact: { ...recorded.fact, payout: no } }) as RecordedFact),
    );
    return [...remembered, ...otherwise(day, unknown, state)];
  };
}

/** Both books of a trial: as they are, and as they would be. */
export interface TriedBooks {
  readonly before: Books;
  readonly after: Books;
}

/**
 * Runs the real engine over a shop's facts twice: by the book as it is, and as if a version had been in effect from a day on. Facts stay what
 * they are; only what the bank says is asked anew, since there may be other payouts to say it of.
 * @returns null if the shop had not opened by the last day
 */
export function tryBooks(input: PolicyTrialInput): TriedBooks | null {
  const { facts, book, candidate, from, through, bank } = input;
  const run = (by: PolicyBook, told: readonly RecordedFact[], answers: Bank): Books | null =>
    replay(told, { [by.marketplace]: by } satisfies Policies, through, 0, answers);
  const before = run(book, facts, bank(facts));
  if (before === null) return null;
  const later = new Map(before.payouts.filter((payout) => payout.initiatedOn >= from).map((made) => [made.no, made]));
  const kept: RecordedFact[] = [];
  const told = new Map<PlainDate, RecordedFact[]>();
  for (const recorded of facts) {
    const payout = later.get(payoutOf(recorded) ?? 0);
    if (payout === undefined) kept.push(recorded);
    else told.set(payout.initiatedOn, [...(told.get(payout.initiatedOn) ?? []), recorded]);
  }
  const after = present(run(bookWith(book, candidate, from), kept, remembering(told, bank(kept))), 'the same shop');
  return { before, after };
}

/**
 * What a version would have made of a shop's days (see tryBooks).
 * @returns null if the shop had not opened by the last day
 */
export function tryPolicy(input: PolicyTrialInput): PolicyTrial | null {
  const tried = tryBooks(input);
  if (tried === null) return null;
  return { before: outcomeOf(tried.before, input.from), after: outcomeOf(tried.after, input.from) };
}

/** Whether a version would change anything of what the days were to a shop. */
export function isChanged({ before, after }: PolicyTrial): boolean {
  return comparable(before) !== comparable(after);
}

function comparable(outcome: ShopOutcome): string {
  return JSON.stringify(outcome, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}

function distance(left: Minor, right: Minor): Minor {
  const apart = minus(left, right);
  return apart < ZERO ? negate(apart) : apart;
}

/** By how much money a version would change a shop's days: what orders shops in a list. Minor units, not negative. */
export function sizeOf({ before, after }: PolicyTrial): Minor {
  return sum([
    distance(before.settled, after.settled),
    distance(before.withheld, after.withheld),
    distance(before.paidOut, after.paidOut),
    distance(before.owed, after.owed),
    distance(before.reserved, after.reserved),
  ]);
}
