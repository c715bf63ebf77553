import 'server-only';
import type { PoolClient } from 'pg';
import type { RunOutput, ShopState } from '@/domain/books';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { runDays } from '@/domain/close/run-days';
import { isOf, type RecordedFact } from '@/domain/fact/fact';
import { type Minor, sum } from '@/domain/money/money';
import type { Payout, PayoutStatus } from '@/domain/payout/payout';
import type { Policies } from '@/domain/policy/policy';
import { balanceOf } from '@/domain/replay';
import { type Hold, remainingOf } from '@/domain/reserve/hold';
import { present } from '@/domain/shared/assert';
import type { StatementStatus } from '@/domain/statement/statement';
import { machineTime } from '../clock';
import { simulateBank } from '../gateways/bank';
import { selectHolders } from '../repositories/bank-accounts';
import { selectDue, selectHolds, selectPayoutsToClose } from '../repositories/books-reader';
import { type ShopOutput, writeBooks } from '../repositories/books-writer';
import { insertFacts, type NewFact, selectFactsToClose } from '../repositories/facts';
import {
  type CountChanges,
  lockShops,
  type ShopFigures,
  type ShopRow,
  selectStates,
  updateShops,
} from '../repositories/shops';
import { earliest, evaluationWindows, firstOpenDay } from './close-plan';

/** What closing a batch of shops added to the books. */
export interface BatchResult {
  /** Shops that had a day to close. */
  readonly shopIds: readonly number[];
  /** The first day that was closed; null if another close had been faster. */
  readonly first: PlainDate | null;
  readonly statements: number;
  readonly payouts: number;
  readonly orders: number;
  readonly rows: number;
}

/** All that is read before the engine decides, by shop number. */
interface Sources {
  readonly states: ReadonlyMap<number, ShopState>;
  readonly facts: ReadonlyMap<number, readonly RecordedFact[]>;
  readonly due: Awaited<ReturnType<typeof selectDue>>;
  readonly holds: ReadonlyMap<number, readonly Hold[]>;
  readonly payouts: ReadonlyMap<number, readonly Payout[]>;
  readonly holders: Awaited<ReturnType<typeof selectHolders>>;
}

/** Payouts from before that a fact of the days says something about. */
function namedPayouts(facts: Sources['facts']): { shopId: number; no: number }[] {
  const named: { shopId: number; no: number }[] = [];
  for (const [shopId, recorded] of facts) {
    for (const entry of recorded) {
      if (isOf(entry, 'payout.paid') || isOf(entry, 'payout.failed') || isOf(entry, 'payout.returned'))
        named.push({ shopId, no: entry.fact.payout });
    }
  }
  return named;
}

async function readSources(
  connection: PoolClient,
  shops: readonly ShopRow[],
  through: PlainDate,
  policies: Policies,
): Promise<Sources> {
  const ids = shops.map((shop) => shop.id);
  const states = await selectStates(connection, ids);
  const days = shops.map((shop) => ({
    shopId: shop.id,
    first: firstOpenDay(shop),
    last: through,
    deferred: states.get(shop.id)?.deferred ?? [],
    windows: evaluationWindows(policies, shop.marketplace, firstOpenDay(shop), through),
  }));
  const names = new Map(shops.map((shop) => [shop.id, shop.shop]));
  const facts = await selectFactsToClose(connection, days, names);
  const spans = { shopIds: ids, first: days.map((day) => day.first), last: days.map((day) => day.last) };
  return {
    states,
    facts,
    due: await selectDue(connection, spans),
    holds: await selectHolds(connection, ids, 'remaining'),
    payouts: await selectPayoutsToClose(connection, ids, namedPayouts(facts)),
    holders: await selectHolders(connection, ids),
  };
}

/** Everything that the close of one shop writes. */
interface ShopClose {
  readonly written: ShopOutput;
  readonly bankFacts: readonly NewFact[];
  readonly figures: ShopFigures;
}

function closeShop(shop: ShopRow, sources: Sources, through: PlainDate, policies: Policies): ShopClose {
  const state = present(sources.states.get(shop.id), `state of shop ${shop.shop}`);
  const facts = sources.facts.get(shop.id) ?? [];
  const holds = sources.holds.get(shop.id) ?? [];
  const payouts = sources.payouts.get(shop.id) ?? [];
  const { bank, facts: said } = simulateBank({
    book: present(policies[shop.marketplace], `policy book of ${shop.marketplace}`),
    firstNo: shop.lastFactNo + 1,
    facts,
    holders: sources.holders.get(shop.id) ?? new Map(),
  });
  const due = sources.due.get(shop.id) ?? [];
  const run = runDays({ state, through, policies, facts, due, holds, payouts, bank });
  const { output } = run;
  const held = holdsAfter(holds, output);
  const lastEventNo = shop.lastEventNo + output.events.length;
  const lastJournalNo = shop.lastJournalNo + output.journals.length;
  return {
    written: {
      shopId: shop.id,
      output,
      lastStatementNo: state.nextStatementNo - 1,
      lastJournalNo: shop.lastJournalNo,
      lastEventNo: shop.lastEventNo,
    },
    bankFacts: said.map((recorded) => ({ shopId: shop.id, recorded })),
    figures: {
      id: shop.id,
      state: run.state,
      balance: balanceOf(run.state, inTransitAfter(payouts, output), held.reserved),
      lastFactNo: shop.lastFactNo + said.length,
      lastJournalNo,
      lastEventNo,
      activeHolds: held.active,
      changes: countChanges(state, payouts, output),
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

function settledOrders(output: RunOutput): number {
  let count = 0;
  for (const statement of output.statements) {
    for (const line of statement.lines) if (line.event === 'settlement') count += 1;
  }
  return count;
}

/**
 * Closes the open days of some shops through a day, in the caller's transaction: locks them in order, passes over those that are closed
 * already, reads in bulk, decides in the engine, writes by COPY. All of it commits, or none.
 */
export async function closeBatch(
  connection: PoolClient,
  shopIds: readonly number[],
  through: PlainDate,
  policies: Policies,
): Promise<BatchResult> {
  const locked = await lockShops(connection, shopIds);
  const open = locked.filter((shop) => firstOpenDay(shop) <= through);
  if (open.length === 0) return { shopIds: [], first: null, statements: 0, payouts: 0, orders: 0, rows: 0 };
  const sources = await readSources(connection, open, through, policies);
  const closes = open.map((shop) => closeShop(shop, sources, through, policies));
  const bankFacts = closes.flatMap((close) => close.bankFacts);
  const written = closes.map((close) => close.written);
  await insertFacts(connection, bankFacts, machineTime());
  const rows = await writeBooks(connection, written);
  await updateShops(
    connection,
    closes.map((close) => close.figures),
  );
  return {
    shopIds: open.map((shop) => shop.id),
    first: earliest(open.map(firstOpenDay)),
    statements: written.reduce((total, { output }) => total + output.statements.length, 0),
    payouts: written.reduce((total, { output }) => total + output.payouts.size, 0),
    orders: written.reduce((total, { output }) => total + settledOrders(output), 0),
    rows: rows + bankFacts.length,
  };
}
