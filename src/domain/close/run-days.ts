import type { DueOrder, RunOutput, ShopState } from '../books';
import { addDays, daysFrom, type PlainDate } from '../calendar/plain-date';
import type { RecordedFact } from '../fact/fact';
import type { Payout } from '../payout/payout';
import type { Policies } from '../policy/policy';
import type { Hold } from '../reserve/hold';
import { closeDay } from './close-day';
import { applyMomentsNow } from './moments';
import { bookOf } from './open-shop';
import { startRun } from './run';

/** Facts that the bank brings on a day: the port through which a simulated bank answers while days run. */
export type Bank = (day: PlainDate, inFlight: readonly Payout[], state: ShopState) => readonly RecordedFact[];

/** The books as they stand when a day has been closed. */
export interface ClosedDay {
  readonly state: ShopState & { readonly closedThrough: PlainDate };
  /** Orders delivered in the run so far, with the day on which each is to settle. */
  readonly due: readonly DueOrder[];
  /** Those with something remaining. */
  readonly holds: readonly Hold[];
  /** Those on their way. */
  readonly payouts: readonly Payout[];
}

/** What closing some days of a shop needs. */
export interface RunInput {
  readonly state: ShopState;
  /** The last day to close. */
  readonly through: PlainDate;
  readonly policies: Policies;
  /**
   * Ascending by no: all facts that take effect on the days to close, and all facts of every order that is named by one of them, is due
   * on them, is deferred, or was placed in an evaluation window of theirs.
   */
  readonly facts: readonly RecordedFact[];
  /** Orders delivered before, with settlesOn on the days to close. */
  readonly due: readonly DueOrder[];
  /** All of the shop's with something remaining. */
  readonly holds: readonly Hold[];
  /** Those processing, and those that a payout fact of the days names. */
  readonly payouts: readonly Payout[];
  readonly bank?: Bank;
  /** Is shown the books after each day, as they stood then; it changes nothing of the run. */
  readonly onDayClosed?: (closed: ClosedDay) => void;
  /** After the days: facts of commands of the next day that take effect at once, up to this number (see applyMomentsNow). */
  readonly momentsThrough?: number;
}

/**
 * Closes every open day of a shop through a day, each with the payout run of the day after (R11). The result does not depend on how days
 * are grouped into runs. Nothing of the input is changed.
 * @example runDays({ state, through: plainDate("2026-03-10"), policies, facts, due: [], holds: [], payouts: [] })
 */
export function runDays(input: RunInput): { readonly state: ShopState; readonly output: RunOutput } {
  const { state, through } = input;
  const first = state.closedThrough === null ? state.openedOn : addDays(state.closedThrough, 1);
  const run = startRun({ ...input, facts: input.facts, book: bookOf(input.policies, state.marketplace) });
  for (const day of daysFrom(first, through)) {
    const recorded = run.shopFacts.get(day) ?? [];
    const answers = input.bank === undefined ? [] : input.bank(day, inFlight(run.payouts), run.state);
    closeDay(run, day, answers.length === 0 ? recorded : inOrder([...recorded, ...answers]));
    input.onDayClosed?.({
      state: { ...run.state, closedThrough: day },
      due: run.output.due,
      holds: [...run.holds.values()],
      payouts: inFlight(run.payouts),
    });
  }
  const { momentsThrough = 0 } = input;
  if (momentsThrough > 0) {
    const open = run.state.closedThrough === null ? run.state.openedOn : addDays(run.state.closedThrough, 1);
    applyMomentsNow(run, open, run.shopFacts.get(open) ?? [], momentsThrough);
  }
  return { state: run.state, output: run.output };
}

/** As they were recorded, or would be: what a bank says in a real close has a higher number than what is stored. */
function inOrder(facts: readonly RecordedFact[]): readonly RecordedFact[] {
  return [...facts].sort((left, right) => left.no - right.no);
}

function inFlight(payouts: ReadonlyMap<number, Payout>): readonly Payout[] {
  const processing: Payout[] = [];
  for (const payout of payouts.values()) if (payout.status === 'processing') processing.push(payout);
  return processing;
}
