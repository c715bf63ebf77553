import type { ShopState } from '../books';
import { nextBusinessDay } from '../calendar/business-days';
import { fromWallTime } from '../calendar/instant';
import { addDays, type PlainDate } from '../calendar/plain-date';
import { bookOf } from '../close/open-shop';
import { type Bank, type RunInput, runDays } from '../close/run-days';
import { isOf, type RecordedFact } from '../fact/fact';
import { type Minor, minus, plus } from '../money/money';
import { availableOf } from '../payout/conditions';
import type { Payout } from '../payout/payout';
import type { PolicyBook } from '../policy/policy';
import { present } from '../shared/assert';
import type { Statement } from '../statement/statement';

/** What is expected of one day if nothing new happens. */
export interface ForecastDay {
  readonly day: PlainDate;
  readonly statements: readonly Statement[];
  readonly payouts: readonly Payout[];
  /** What is open at the end of the day. */
  readonly available: Minor;
}

/** The days ahead, and how the books would stand after them. */
export interface Forecast {
  readonly days: readonly ForecastDay[];
  readonly state: ShopState;
  /** The first day at whose end nothing is owed; null if none, or if nothing is owed now. */
  readonly positiveFrom: PlainDate | null;
}

/** Payouts on which the bank's word is recorded already: a forecast does not answer for it. */
function answeredIn(facts: readonly RecordedFact[]): ReadonlySet<number> {
  const answered = new Set<number>();
  for (const recorded of facts) {
    if (isOf(recorded, 'payout.paid') || isOf(recorded, 'payout.failed')) answered.add(recorded.fact.payout);
  }
  return answered;
}

/** A bank that pays every payout on the next business day (R7.5), as a forecast expects it. */
function promptBank(book: PolicyBook, facts: readonly RecordedFact[]): Bank {
  const answered = answeredIn(facts);
  return (day, inFlight, state) =>
    inFlight
      .filter(({ no, initiatedOn }) => !answered.has(no) && nextBusinessDay(initiatedOn, book.bankHolidays) <= day)
      .map((payout): RecordedFact => {
        const occurredAt = fromWallTime(`${day} 06:00:00`, book.zone);
        const fact = {
          id: `expected-payout-${payout.no}`,
          shop: state.shop,
          type: 'payout.paid' as const,
          occurredAt,
          payout: payout.no,
        };
        return { no: Number.MAX_SAFE_INTEGER, occurredOn: day, effectiveOn: day, fact };
      });
}

/**
 * Runs the real engine over the days ahead on what is known now: orders delivered settle, holds are released, payouts are made.
 * @param input as for runDays, with the facts of all orders delivered and not settled
 * @param days how many days to look ahead
 * @example Ivy on 13 March: positiveFrom is 2026-03-17, when order B settles
 */
export function forecast(input: Omit<RunInput, 'through' | 'bank'>, days: number): Forecast {
  const { state } = input;
  const book = bookOf(input.policies, state.marketplace);
  const start = present(state.closedThrough, 'closed day');
  const run = runDays({ ...input, through: addDays(start, days), bank: promptBank(book, input.facts) });
  const payouts = [...run.output.payouts.values()];
  const ahead: ForecastDay[] = [];
  let available = availableOf(state);
  let positiveFrom: PlainDate | null = null;
  for (let offset = 1; offset <= days; offset += 1) {
    const day = addDays(start, offset);
    const statements = run.output.statements.filter((statement) => statement.day === day);
    const started = payouts.filter((payout) => payout.initiatedOn === day);
    const owedBefore = available < 0n;
    for (const statement of statements) available = plus(available, statement.payable);
    if (owedBefore && available >= 0n) positiveFrom ??= day;
    for (const payout of started) available = minus(available, payout.amount);
    ahead.push({ day, statements, payouts: started, available });
  }
  return { days: ahead, state: run.state, positiveFrom };
}
