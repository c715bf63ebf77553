import 'server-only';
import type { PoolClient } from 'pg';
import type { Instant } from '@/domain/calendar/instant';
import { openShop } from '@/domain/close/open-shop';
import { isOf, orderOf, type RecordedFact } from '@/domain/fact/fact';
import {
  type Admission,
  admitFacts,
  type FactRefusal,
  firstOpenDayAfter,
  type Incoming,
  type ShopRecord,
} from '@/domain/fact/recording';
import { factsByOrder } from '@/domain/order/order';
import type { Policies } from '@/domain/policy/policy';
import { present } from '@/domain/shared/assert';
import { type Database, inTransaction } from '../db/database';
import { type AccountWord, keepBankAccounts } from '../repositories/bank-accounts';
import { insertFacts, type NewFact, selectContents, selectFactsOfOrders } from '../repositories/facts';
import { keepFlags, type ShopFlags } from '../repositories/flagged-facts';
import { selectPolicies } from '../repositories/policies';
import {
  findShops,
  insertShops,
  lockOpenings,
  lockShops,
  type ShopRow,
  updateLastFactNos,
} from '../repositories/shops';

/** How many facts are looked up and stored at a time: bounds the size of a query. */
const FACTS_AT_A_TIME = 20_000;

/** Facts to record, of any number of shops. */
export interface RecordFactsInput {
  readonly facts: readonly Incoming[];
  /** True: one refusal, and nothing of the batch is stored (R2.4). */
  readonly isAtomic: boolean;
  readonly recordedAt: Instant;
  /** Lines that were no facts at all: reported with the rest, and refusals like them. */
  readonly unreadable?: readonly FactRefusal[];
  readonly policies?: Policies;
}

/** What became of them. With `isAtomic` and any refusal, accepted is 0. */
export interface RecordFactsResult {
  readonly accepted: number;
  readonly duplicates: number;
  /** Ascending by line. */
  readonly refused: readonly FactRefusal[];
}

/** Ends the transaction of an atomic batch that has refusals: not a failure, but nothing of it may stay. */
class NothingStored extends Error {}

/**
 * Records facts (R2.1-R2.5): locks their shops in order, decides in the engine, stores what is admitted, all in one transaction.
 * Who may write which types is decided before, where the facts are read (readFact).
 * @example await recordFacts(database, { facts, isAtomic: true, recordedAt }) // { accepted: 12, duplicates: 0, refused: [] }
 */
export async function recordFacts(database: Database, input: RecordFactsInput): Promise<RecordFactsResult> {
  const tally: Tally = { accepted: 0, duplicates: 0, refused: [...(input.unreadable ?? [])] };
  try {
    await inTransaction(database, async (connection) => {
      await recordAll(connection, input, tally);
      if (input.isAtomic && tally.refused.length > 0) throw new NothingStored();
    });
  } catch (error) {
    if (!(error instanceof NothingStored)) throw error;
    tally.accepted = 0;
  }
  tally.refused.sort((left, right) => left.line - right.line);
  return tally;
}

interface Tally {
  accepted: number;
  duplicates: number;
  readonly refused: FactRefusal[];
}

function groupByShop(facts: readonly Incoming[]): Map<string, Incoming[]> {
  const groups = new Map<string, Incoming[]>();
  for (const incoming of facts) {
    const group = groups.get(incoming.fact.shop);
    if (group === undefined) groups.set(incoming.fact.shop, [incoming]);
    else group.push(incoming);
  }
  return groups;
}

async function recordAll(connection: PoolClient, asked: RecordFactsInput, tally: Tally): Promise<void> {
  const input = { ...asked, policies: asked.policies ?? (await selectPolicies(connection)) };
  const byShop = groupByShop(input.facts);
  const shops = await lockAll(connection, byShop);
  let slice: [string, Incoming[]][] = [];
  let size = 0;
  for (const group of byShop) {
    slice.push(group);
    size += group[1].length;
    if (size < FACTS_AT_A_TIME) continue;
    await recordSlice(connection, slice, shops, input, tally);
    slice = [];
    size = 0;
  }
  if (slice.length > 0) await recordSlice(connection, slice, shops, input, tally);
}

/** Locks the shops of a batch; where it opens new ones, other openings wait, so that a shop opens once. */
async function lockAll(
  connection: PoolClient,
  byShop: ReadonlyMap<string, readonly Incoming[]>,
): Promise<ReadonlyMap<string, ShopRow>> {
  const names = [...byShop.keys()];
  let found = await findShops(connection, names);
  const known = new Set(found.map((row) => row.shop));
  const opens = names.some(
    (name) => !known.has(name) && byShop.get(name)?.some(({ fact }) => fact.type === 'shop.opened'),
  );
  if (opens) {
    await lockOpenings(connection);
    found = await findShops(connection, names);
  }
  const locked = await lockShops(
    connection,
    found.map((row) => row.id),
  );
  return new Map(locked.map((row) => [row.shop, row]));
}

type Lookup = Pick<ShopRecord, 'contentById' | 'orders'>;

/** What is stored under the ids and orders that a slice names. New shops have nothing stored. */
async function lookUp(
  connection: PoolClient,
  slice: readonly (readonly [string, readonly Incoming[]])[],
  shops: ReadonlyMap<string, ShopRow>,
): Promise<ReadonlyMap<string, Lookup>> {
  const names = new Map<number, string>();
  const ids = new Map<number, string[]>();
  const orders = new Map<number, string[]>();
  for (const [name, batch] of slice) {
    const row = shops.get(name);
    if (row === undefined || row.lastFactNo === 0) continue;
    names.set(row.id, name);
    ids.set(row.id, [...new Set(batch.map(({ fact }) => fact.id))]);
    const named = new Set(batch.flatMap(({ fact }) => orderOf(fact) ?? []));
    orders.set(row.id, [...named]);
  }
  const contents = await selectContents(connection, ids, names);
  const facts = await selectFactsOfOrders(connection, orders, names);
  const lookups = new Map<string, Lookup>();
  for (const [id, name] of names) {
    lookups.set(name, { contentById: contents.get(id) ?? new Map(), orders: factsByOrder(facts.get(id) ?? []) });
  }
  return lookups;
}

const NOTHING: Lookup = { contentById: new Map(), orders: new Map() };

function recordOf(shop: string, row: ShopRow | undefined, lookup: Lookup, policies: Policies): ShopRecord {
  if (row === undefined) return { shop, book: null, firstOpenDay: null, nextNo: 1, ...lookup };
  return {
    shop,
    book: present(policies[row.marketplace], `policy book of ${row.marketplace}`),
    firstOpenDay: firstOpenDayAfter(row.closedThrough, row.openedOn),
    nextNo: row.lastFactNo + 1,
    ...lookup,
  };
}

async function recordSlice(
  connection: PoolClient,
  slice: readonly (readonly [string, readonly Incoming[]])[],
  shops: ReadonlyMap<string, ShopRow>,
  input: RecordFactsInput & { readonly policies: Policies },
  tally: Tally,
): Promise<void> {
  const { policies } = input;
  const lookups = await lookUp(connection, slice, shops);
  const admissions = new Map<string, Admission>();
  for (const [name, batch] of slice) {
    const record = recordOf(name, shops.get(name), lookups.get(name) ?? NOTHING, policies);
    const admission = admitFacts(record, batch, policies);
    tally.accepted += admission.recorded.length;
    tally.duplicates += admission.duplicates;
    tally.refused.push(...admission.refusals);
    if (admission.recorded.length > 0) admissions.set(name, admission);
  }
  // Nothing of an atomic batch with a refusal is kept, so it need not be written: the rest is looked at for its refusals only.
  if (input.isAtomic && tally.refused.length > 0) return;
  await storeAdmitted(connection, admissions, shops, policies, input.recordedAt);
}

async function storeAdmitted(
  connection: PoolClient,
  admissions: ReadonlyMap<string, Admission>,
  shops: ReadonlyMap<string, ShopRow>,
  policies: Policies,
  recordedAt: Instant,
): Promise<void> {
  const opened = [...admissions].filter(([name]) => !shops.has(name)).map(([, { recorded }]) => openingIn(recorded));
  const newIds = await insertShops(
    connection,
    opened.map((opening) => ({
      state: openShop(opening, policies),
      currency: present(policies[opening.fact.marketplace], 'policy book').currency,
    })),
  );
  const idOf = new Map(opened.map((opening, index) => [opening.fact.shop, newIds[index] ?? 0]));
  for (const [name, row] of shops) idOf.set(name, row.id);
  const facts: NewFact[] = [];
  const last = new Map<number, number>();
  const accounts: AccountWord[] = [];
  const flags: ShopFlags[] = [];
  for (const [name, { recorded, flags: ofShop }] of admissions) {
    const shopId = present(idOf.get(name), `number of shop ${name}`);
    for (const entry of recorded) {
      facts.push({ shopId, recorded: entry });
      if (isOf(entry, 'bank-account.verified') || isOf(entry, 'bank-account.disabled'))
        accounts.push({ shopId, fact: entry.fact });
    }
    last.set(shopId, present(recorded.at(-1), 'fact').no);
    flags.push({ shopId, ...ofShop });
  }
  await insertFacts(connection, facts, recordedAt);
  await keepFlags(connection, flags, recordedAt);
  await keepBankAccounts(connection, accounts);
  await updateLastFactNos(connection, last);
}

function openingIn(recorded: readonly RecordedFact[]): RecordedFact<'shop.opened'> {
  const opening = recorded.find((entry) => isOf(entry, 'shop.opened'));
  if (opening === undefined || !isOf(opening, 'shop.opened'))
    throw new Error('Defect: facts of a shop that is not opened');
  return opening;
}
