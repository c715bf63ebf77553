import type { Measurement, ShopState } from '../books';
import { addDays, daysBetween, laterDay, type PlainDate } from '../calendar/plain-date';
import { bookOf } from '../close/open-shop';
import type { RunInput } from '../close/run-days';
import { measure } from '../evaluation/reserve-level';
import type { RecordedFact } from '../fact/fact';
import { forecast } from '../forecast/forecast';
import { type Minor, sum } from '../money/money';
import { buildOrder, factsByOrder, type Order } from '../order/order';
import { availableOf } from '../payout/conditions';
import { policyOn } from '../policy/policy';
import { reservedIn } from '../reserve/hold';

/** A closed day of a shop in the figures that alert rules ask about, as its books stood then. */
export interface ShopDay {
  readonly day: PlainDate;
  /** After the payout run of the day after, as everywhere (R11). */
  readonly available: Minor;
  /** Unbroken run of negative day-ends (R9). */
  readonly negativeDays: number;
  /** Whether a payout failed or came back and the account has not been confirmed or changed since (R7.5). */
  readonly payoutFailed: boolean;
  /** What an evaluation on the next morning would measure (R10.2). */
  readonly measurement: Measurement;
  readonly openDisputes: Minor;
  readonly reserved: Minor;
  /** Days since the last activity that counts (R10.5). */
  readonly idleDays: number;
  /** Days since somebody signed in; since the opening where nobody ever did. */
  readonly daysWithoutSignIn: number;
  /** What is expected at the ends of the days ahead, on what was known then; as many as were asked for. */
  readonly ahead: readonly { readonly day: PlainDate; readonly available: Minor }[];
}

/** Books at the end of a day, and what was known by then. */
export interface BooksOfDay extends Pick<RunInput, 'policies' | 'due' | 'holds' | 'payouts'> {
  readonly state: ShopState & { readonly closedThrough: PlainDate };
  /** All facts of the orders placed on the days of `placingDaysFor`, of those that are due, and of those deferred. More does no harm. */
  readonly facts: readonly RecordedFact[];
  readonly lastSignInOn: PlainDate | null;
}

/** The days of placing whose orders a day's figures need: measured that night, or by an evaluation within the days ahead (R10.2). */
export function placingDaysFor(
  { state, policies }: Pick<BooksOfDay, 'state' | 'policies'>,
  aheadDays: number,
): { readonly first: PlainDate; readonly last: PlainDate } {
  const { evaluation } = policyOn(bookOf(policies, state.marketplace), state.closedThrough);
  return {
    first: addDays(state.closedThrough, 1 - evaluation.windowFromDays),
    last: addDays(state.closedThrough, aheadDays + 1 - evaluation.windowToDays),
  };
}

function ordersIn(facts: readonly RecordedFact[]): readonly Order[] {
  return [...factsByOrder(facts).values()].flatMap((group) => buildOrder(group) ?? []);
}

/**
 * The figures of a closed day. Facts that take effect later do not count, so that a day looks the same when it is over and a year later.
 * @param aheadDays how far to run the engine ahead; 0 where no rule asks
 */
export function shopDayOf(books: BooksOfDay, aheadDays: number): ShopDay {
  const { state, holds, lastSignInOn } = books;
  const day = state.closedThrough;
  const facts = books.facts.filter(({ effectiveOn }) => effectiveOn <= day);
  const next = addDays(day, 1);
  const book = bookOf(books.policies, state.marketplace);
  const expected = aheadDays === 0 ? [] : forecast({ ...books, facts }, aheadDays).days;
  return {
    day,
    available: availableOf(state),
    negativeDays: state.negativeDays,
    payoutFailed: state.payoutFailed,
    measurement: measure(ordersIn(facts), next, book.zone, policyOn(book, next)),
    openDisputes: sum(state.openDisputes.map(({ amount }) => amount)),
    reserved: reservedIn(holds),
    idleDays: daysBetween(state.lastActiveOn, day),
    daysWithoutSignIn: daysBetween(laterDay(lastSignInOn ?? state.openedOn, state.openedOn), day),
    ahead: expected.map(({ day: on, available }) => ({ day: on, available })),
  };
}
