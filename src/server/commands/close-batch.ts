import 'server-only';
import type { PoolClient } from 'pg';
import type { ShopState } from '@/domain/books';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { openShop } from '@/domain/close/open-shop';
import { runDays } from '@/domain/close/run-days';
import { isOf, type RecordedFact } from '@/domain/fact/fact';
import type { Payout } from '@/domain/payout/payout';
import type { Policies } from '@/domain/policy/policy';
import type { Hold } from '@/domain/reserve/hold';
import { present } from '@/domain/shared/assert';
import { machineTime } from '../clock';
import type { PayoutRail } from '../env';
import { answerPayouts } from '../gateways/bank';
import { selectPayoutAccounts } from '../repositories/bank-accounts';
import { selectDue, selectHolds, selectPayoutsToClose } from '../repositories/books-reader';
import { writeBooks } from '../repositories/books-writer';
import { insertFacts, selectFactsToClose } from '../repositories/facts';
import { selectEffectiveDays } from '../repositories/payout-files';
import { selectPoliciesToClose } from '../repositories/policies';
import { sealDays } from '../repositories/seals';
import { lockShops, type ShopRow, selectStates, updateShops } from '../repositories/shops';
import { earliest, evaluationWindows, firstOpenDay } from './close-plan';
import { postRunNotices, type ToldRun } from './notices/run-notices';
import { type ShopClose, settledOrders, shopClose } from './shop-close';

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

/** What a close goes by. */
export interface CloseRules {
  /** Null: the books as they are in force when the batch is locked. */
  readonly policies: Policies | null;
  readonly rail: PayoutRail;
}

/** All that is read before the engine decides, by shop number. */
interface Sources {
  readonly policies: Policies;
  readonly states: ReadonlyMap<number, ShopState>;
  readonly facts: ReadonlyMap<number, readonly RecordedFact[]>;
  readonly due: Awaited<ReturnType<typeof selectDue>>;
  readonly holds: ReadonlyMap<number, readonly Hold[]>;
  readonly payouts: ReadonlyMap<number, readonly Payout[]>;
  readonly accounts: Awaited<ReturnType<typeof selectPayoutAccounts>>;
  readonly effectiveDays: Awaited<ReturnType<typeof selectEffectiveDays>>;
}

/** Payouts from before that a fact of the days says something about. */
export function namedPayouts(facts: ReadonlyMap<number, readonly RecordedFact[]>): { shopId: number; no: number }[] {
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
    policies,
    states,
    facts,
    due: await selectDue(connection, spans),
    holds: await selectHolds(connection, ids, 'remaining'),
    payouts: await selectPayoutsToClose(connection, ids, namedPayouts(facts)),
    accounts: await selectPayoutAccounts(connection, ids),
    effectiveDays: await selectEffectiveDays(connection, ids),
  };
}

interface ClosedShop {
  readonly close: ShopClose;
  readonly told: ToldRun;
}

/**
 * Where a run starts. A shop that has no closed day begins by the book of now: a version that was confirmed after it was recorded may be the
 * one of its opening.
 */
function stateBefore(stored: ShopState, facts: readonly RecordedFact[], policies: Policies): ShopState {
  if (stored.closedThrough !== null) return stored;
  const opening = facts.find((recorded) => isOf(recorded, 'shop.opened'));
  return opening !== undefined && isOf(opening, 'shop.opened') ? openShop(opening, policies) : stored;
}

function closeShop(shop: ShopRow, sources: Sources, through: PlainDate, rail: PayoutRail): ClosedShop {
  const { policies } = sources;
  const facts = sources.facts.get(shop.id) ?? [];
  const before = stateBefore(present(sources.states.get(shop.id), `state of shop ${shop.shop}`), facts, policies);
  const holds = sources.holds.get(shop.id) ?? [];
  const payouts = sources.payouts.get(shop.id) ?? [];
  const book = present(policies[shop.marketplace], `policy book of ${shop.marketplace}`);
  const { bank, facts: said } = answerPayouts({
    rail,
    book,
    firstNo: shop.lastFactNo + 1,
    facts,
    accounts: sources.accounts.get(shop.id) ?? new Map(),
    effectiveDays: sources.effectiveDays.get(shop.id) ?? new Map(),
  });
  const due = sources.due.get(shop.id) ?? [];
  const run = runDays({ state: before, through, policies, facts, due, holds, payouts, bank });
  return {
    close: shopClose({ shop, before, book, holds, payouts, run, newFacts: said }),
    told: { shop, book, ...run, payouts },
  };
}

/**
 * Closes the open days of some shops through a day, in the caller's transaction: locks them in order, passes over those that are closed
 * already, reads in bulk, decides in the engine, writes by COPY. All of it commits, or none.
 */
export async function closeBatch(
  connection: PoolClient,
  shopIds: readonly number[],
  through: PlainDate,
  rules: CloseRules,
): Promise<BatchResult> {
  const locked = await lockShops(connection, shopIds);
  const open = locked.filter((shop) => firstOpenDay(shop) <= through);
  if (open.length === 0) return { shopIds: [], first: null, statements: 0, payouts: 0, orders: 0, rows: 0 };
  const policies = rules.policies ?? (await selectPoliciesToClose(connection));
  const sources = await readSources(connection, open, through, policies);
  const closed = open.map((shop) => closeShop(shop, sources, through, rules.rail));
  const closes = closed.map(({ close }) => close);
  const bankFacts = closes.flatMap((close) => close.newFacts);
  const written = closes.map((close) => close.written);
  await insertFacts(connection, bankFacts, machineTime());
  const rows = await writeBooks(connection, written);
  await updateShops(
    connection,
    closes.map((close) => close.figures),
  );
  await sealDays(
    connection,
    open.map((shop) => shop.id),
  );
  await postRunNotices(
    connection,
    closed.map(({ told }) => told),
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
