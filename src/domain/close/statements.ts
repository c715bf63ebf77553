import type { PendingStatement } from '../books';
import type { PlainDate } from '../calendar/plain-date';
import { journalOfStatement } from '../ledger/journal';
import { type Minor, plus, ZERO } from '../money/money';
import { netPending } from '../netting/net';
import { type CategorySums, type Component, settlementOf, sumByCategory } from '../settlement/component';
import type { Line, LineEvent, Statement, StatementKind, WithholdingRecord } from '../statement/statement';
import type { Run } from './run';

/** A line before it has its number. */
export interface LineDraft {
  readonly event: LineEvent;
  readonly order: string | null;
  readonly factNo: number | null;
  readonly policyVersion: number;
  readonly components: readonly Component[];
  readonly withholding?: WithholdingRecord;
}

/** Adds one line's sums to a running total that nobody else holds. */
function addTo(total: { -readonly [Name in keyof CategorySums]: Minor }, sums: CategorySums): void {
  total.revenue = plus(total.revenue, sums.revenue);
  total.shipping = plus(total.shipping, sums.shipping);
  total.fees = plus(total.fees, sums.fees);
  total.adjustments = plus(total.adjustments, sums.adjustments);
  total.reserve = plus(total.reserve, sums.reserve);
}

/** Freezes lines into a statement with its sums (R6.2). */
function freeze(
  no: number,
  day: PlainDate,
  kind: StatementKind,
  drafts: readonly LineDraft[],
  bill: string | null,
): Statement {
  const sums = { revenue: ZERO, shipping: ZERO, fees: ZERO, adjustments: ZERO, reserve: ZERO };
  const orders = new Set<string>();
  const lines = drafts.map(({ event, order, factNo, policyVersion, components, withholding }, index): Line => {
    const ofLine = sumByCategory(components);
    addTo(sums, ofLine);
    if (order !== null) orders.add(order);
    return {
      lineNo: index + 1,
      event,
      order,
      factNo,
      policyVersion,
      components,
      sums: ofLine,
      withholding: withholding ?? null,
    };
  });
  const settlement = settlementOf(sums);
  const payable = plus(settlement, sums.reserve);
  return { no, day, kind, sums, settlement, reserveNet: sums.reserve, payable, orderCount: orders.size, lines, bill };
}

/** Takes netting's outcome into the books: allocations, standings, what is still pending. */
function net(run: Run, day: PlainDate, debtsFirst: readonly number[]): void {
  const { state, output } = run;
  const netting = netPending(state.pending, day, state.nextAllocationNo, debtsFirst);
  if (netting.allocations.length === 0) return;
  output.allocations.push(...netting.allocations);
  state.nextAllocationNo += netting.allocations.length;
  state.pending = netting.pending;
  for (const { no, open } of netting.pending) output.standings.set(no, { open, status: 'pending', payout: null });
  for (const { no } of netting.settled) output.standings.set(no, { open: ZERO, status: 'paid', payout: null });
}

/**
 * Closes a statement and nets it (R6.1, R7.1). No lines, no statement.
 * @param debtsFirst statement numbers that a bill names (R8.3)
 */
export function closeStatement(
  run: Run,
  day: PlainDate,
  kind: StatementKind,
  drafts: readonly LineDraft[],
  bill: string | null = null,
  debtsFirst: readonly number[] = [],
): void {
  if (drafts.length === 0) return;
  const { state, output } = run;
  const statement = freeze(state.nextStatementNo, day, kind, drafts, bill);
  state.nextStatementNo += 1;
  output.statements.push(statement);
  output.journals.push(journalOfStatement(statement));
  output.standings.set(statement.no, {
    open: statement.payable,
    status: statement.payable === 0n ? 'paid' : 'pending',
    payout: null,
  });
  if (statement.payable === 0n) return;
  state.pending = [...state.pending, { no: statement.no, open: statement.payable }];
  net(run, day, debtsFirst);
}

/** Puts amounts of a failed or returned payout back as open, and nets them (R7.5). */
export function reopen(run: Run, day: PlainDate, items: readonly PendingStatement[], payout: number): void {
  const { state, output } = run;
  for (const { no, open } of items) output.standings.set(no, { open, status: 'pending', payout });
  state.pending = [...state.pending, ...items].sort((left, right) => left.no - right.no);
  net(run, day, []);
}
