import 'server-only';
import type { RunOutput, ShopState } from '@/domain/books';
import type { RecordedFact } from '@/domain/fact/fact';
import { type Minor, sum } from '@/domain/money/money';
import type { Payout, PayoutStatus } from '@/domain/payout/payout';
import { pendingOf } from '@/domain/payout/pending-reason';
import type { PolicyBook } from '@/domain/policy/policy';
import { balanceOf } from '@/domain/replay';
import { type Hold, remainingOf } from '@/domain/reserve/hold';
import { present } from '@/domain/shared/assert';
import type { StatementStatus } from '@/domain/statement/statement';
import type { ShopOutput } from '../repositories/books-writer';
import type { NewFact } from '../repositories/facts';
import type { CountChanges, ShopFigures, ShopRow } from '../repositories/shops';

/** Everything that a run over one shop writes. */
export interface ShopClose {
  readonly written: ShopOutput;
  /** Facts that the run brought with it, to store before the books. */
  readonly newFacts: readonly NewFact[];
  readonly figures: ShopFigures;
}

/** A run over one shop: what it started from, and what it made. */
export interface ShopRun {
  readonly shop: ShopRow;
  readonly before: ShopState;
  readonly book: PolicyBook;
  /** All of the shop's with something remaining. */
  readonly holds: readonly Hold[];
  /** Those on their way, and those that the run says something about. */
  readonly payouts: readonly Payout[];
  readonly run: { readonly state: ShopState; readonly output: RunOutput };
  readonly newFacts: readonly RecordedFact[];
}

/** Everything to write after a run: its rows, and the shop's figures as they are then. */
export function shopClose({ shop, before, book, holds, payouts, run, newFacts }: ShopRun): ShopClose {
  const { state, output } = run;
  const held = holdsAfter(holds, output);
  return {
    written: {
      shopId: shop.id,
      output,
      lastStatementNo: before.nextStatementNo - 1,
      lastJournalNo: shop.lastJournalNo,
      lastEventNo: shop.lastEventNo,
    },
    newFacts: newFacts.map((recorded) => ({ shopId: shop.id, recorded })),
    figures: {
      id: shop.id,
      state,
      balance: balanceOf(state, inTransitAfter(payouts, output), held.reserved),
      lastFactNo: shop.lastFactNo + newFacts.length,
      lastJournalNo: shop.lastJournalNo + output.journals.length,
      lastEventNo: shop.lastEventNo + output.events.length,
      activeHolds: held.active,
      pendingReason: state.closedThrough === null ? null : pendingOf(state, book).reason,
      changes: countChanges(before, payouts, output),
    },
  };
}

function holdsAfter(before: readonly Hold[], output: RunOutput): { readonly reserved: Minor; readonly active: number } {
  const remaining = [...before.filter((hold) => !output.holds.has(hold.order)), ...output.holds.values()]
    .map(remainingOf)
    .filter((amount) => amount > 0n);
  return { reserved: sum(remaining), active: remaining.length };
}

function inTransitAfter(before: readonly Payout[], output: RunOutput): Minor {
  const still = before.filter((payout) => payout.status === 'processing' && !output.payoutChanges.has(payout.no));
  const started = [...output.payouts.values()].filter((payout) => payout.status === 'processing');
  return sum([...still, ...started].map((payout) => payout.amount));
}

/** How the counts move: the status of a statement from before is told by the state and by the payouts on their way. */
function countChanges(before: ShopState, payouts: readonly Payout[], output: RunOutput): CountChanges {
  const statements: Record<StatementStatus, number> = { pending: 0, processing: 0, paid: 0 };
  const counts: Record<PayoutStatus, number> = { processing: 0, paid: 0, failed: 0, returned: 0 };
  const pending = new Set(before.pending.map((statement) => statement.no));
  const processing = new Set<number>();
  const statusOf = new Map(payouts.map((payout) => [payout.no, payout.status]));
  for (const payout of payouts) {
    if (payout.status === 'processing') for (const item of payout.items) processing.add(item.statement);
  }
  for (const [no, standing] of output.standings) {
    statements[standing.status] += 1;
    if (no >= before.nextStatementNo) continue;
    statements[pending.has(no) ? 'pending' : processing.has(no) ? 'processing' : 'paid'] -= 1;
  }
  for (const payout of output.payouts.values()) counts[payout.status] += 1;
  for (const [no, change] of output.payoutChanges) {
    counts[change.status] += 1;
    counts[present(statusOf.get(no), `payout ${no}`)] -= 1;
  }
  return { statements, payouts: counts, onHoldOrders: output.due.length - settledOrders(output) };
}

/** Orders that settled in a run. */
export function settledOrders(output: RunOutput): number {
  let count = 0;
  for (const statement of output.statements) {
    for (const line of statement.lines) if (line.event === 'settlement') count += 1;
  }
  return count;
}
