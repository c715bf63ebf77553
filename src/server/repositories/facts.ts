import 'server-only';
import type { PoolClient } from 'pg';
import { escapeLiteral } from 'pg';
import { readStored, writePayload } from '@/contracts/fact';
import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { canonicalContent } from '@/domain/fact/canonical';
import { type FactType, orderOf, type RecordedFact } from '@/domain/fact/fact';
import { COPY_NULL, copyIn, copyOut, copyText, readCopied } from '../db/copy';

const COLUMNS = [
  'shop_id',
  'no',
  'id',
  'type',
  'order_id',
  'occurred_at',
  'occurred_on',
  'effective_on',
  'recorded_at',
  'payload',
] as const;

/** A fact of one of several shops, about to be stored. */
export interface NewFact {
  readonly shopId: number;
  readonly recorded: RecordedFact;
}

function rowOf({ shopId, recorded }: NewFact, recordedAt: Instant): string {
  const { no, occurredOn, effectiveOn, fact } = recorded;
  const order = orderOf(fact);
  return `${shopId}\t${no}\t${copyText(fact.id)}\t${fact.type}\t${order === null ? COPY_NULL : copyText(order)}\t${fact.occurredAt}\t${occurredOn}\t${effectiveOn}\t${recordedAt}\t${copyText(writePayload(fact))}`;
}

/** Stores facts by COPY. The unique keys refuse an id or number that is taken. */
export async function insertFacts(
  connection: PoolClient,
  facts: readonly NewFact[],
  recordedAt: Instant,
): Promise<number> {
  function* rows(): Generator<string> {
    for (const fact of facts) yield rowOf(fact, recordedAt);
  }
  return copyIn(connection, 'fact', COLUMNS, rows());
}

/** What a query must select, in this order, to be read by `readFactRow`. */
const SELECTED =
  'f.shop_id, f.no, f.id, f.type, f.order_id, f.occurred_at, nullif(f.occurred_on, f.effective_on), f.effective_on, f.payload';

/** PostgreSQL's text of an instant in a UTC session, "2026-03-02 09:00:00.5+00", as an Instant. */
function readInstant(text: string): Instant {
  const fraction = text.length > 22 ? text.slice(20, -3).padEnd(3, '0') : '000';
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction}Z` as Instant;
}

/** Reads the fields of `SELECTED`; shops are told by their external id in the fact itself. */
function readFactRow(fields: readonly string[], shop: string): RecordedFact {
  const [, no = '', id = '', type = '', order = '', occurredAt = '', occurredOn = '', effectiveOn = '', payload = ''] =
    fields;
  const head = {
    id: readCopied(id) ?? '',
    shop,
    type: type as FactType,
    occurredAt: readInstant(occurredAt),
    order: readCopied(order),
  };
  return {
    no: Number(no),
    // Null where it took effect when it occurred, as nearly all do: half of the days need not be written and read.
    occurredOn: (readCopied(occurredOn) ?? effectiveOn) as PlainDate,
    effectiveOn: effectiveOn as PlainDate,
    fact: readStored(head, readCopied(payload) ?? '{}'),
  };
}

/** External ids by shop number: facts carry them, rows do not. */
export type ShopNames = ReadonlyMap<number, string>;

/** Facts by shop number, each shop's ascending by no. */
export type FactsByShop = ReadonlyMap<number, readonly RecordedFact[]>;

async function selectFacts(connection: PoolClient, query: string, shops: ShopNames): Promise<FactsByShop> {
  const found = new Map<number, RecordedFact[]>();
  let lastId = -1;
  let last: RecordedFact[] = [];
  let name = '';
  await copyOut(connection, query, (fields) => {
    const shopId = Number(fields[0]);
    if (shopId !== lastId) {
      lastId = shopId;
      last = found.get(shopId) ?? [];
      found.set(shopId, last);
      name = shops.get(shopId) ?? '';
    }
    last.push(readFactRow(fields, name));
  });
  // Sorted here, shop by shop, in a tenth of the time that PostgreSQL takes for all of them.
  for (const facts of found.values()) facts.sort((left, right) => left.no - right.no);
  return found;
}

/** Every fact of some shops: what a replay starts from. */
export function selectAllFacts(
  connection: PoolClient,
  shops: ShopNames,
  through: PlainDate | null,
): Promise<FactsByShop> {
  const ids = [...shops.keys()].join(',');
  const until = through === null ? '' : `AND f.effective_on <= '${through}'`;
  const query = `SELECT ${SELECTED} FROM fact f WHERE f.shop_id IN (${ids || '0'}) ${until}`;
  return selectFacts(connection, query, shops);
}

/** Facts about a shop itself, of no order, that take effect on a day. */
export async function selectShopFacts(
  connection: PoolClient,
  shop: { readonly id: number; readonly shop: string },
  day: PlainDate,
): Promise<readonly RecordedFact[]> {
  const query = `SELECT ${SELECTED} FROM fact f
    WHERE f.shop_id = ${shop.id} AND f.effective_on = '${day}' AND f.order_id IS NULL`;
  return (await selectFacts(connection, query, new Map([[shop.id, shop.shop]]))).get(shop.id) ?? [];
}

/** A shop and the open days of it that are to be closed. */
export interface DaysToClose {
  readonly shopId: number;
  readonly first: PlainDate;
  readonly last: PlainDate;
  /** Orders past their day that wait for a dispute (R3.2). */
  readonly deferred: readonly string[];
  /** Days of placing whose orders an evaluation within the days measures (R10.2). */
  readonly windows: readonly { readonly first: PlainDate; readonly last: PlainDate }[];
}

/** VALUES of a shop and a pair of days, or a row that matches nothing. */
function ranges(rows: readonly string[]): string {
  return rows.length === 0 ? "(0, '2000-01-01'::date, '2000-01-01'::date)" : rows.join(',');
}

/**
 * All facts that closing some days of some shops needs (see RunInput.facts): those that take effect on the days, and every fact of an
 * order that one of them names, that is due or deferred, or that was placed in an evaluation window. One query for all shops.
 */
export function selectFactsToClose(
  connection: PoolClient,
  days: readonly DaysToClose[],
  shops: ShopNames,
): Promise<FactsByShop> {
  const span = ranges(days.map(({ shopId, first, last }) => `(${shopId}, '${first}'::date, '${last}'::date)`));
  const windows = days.flatMap((toClose) =>
    toClose.windows.map(({ first, last }) => `(${toClose.shopId}, '${first}'::date, '${last}'::date)`),
  );
  const deferred = days.flatMap(({ shopId, deferred }) =>
    deferred.map((order) => `SELECT ${shopId}, ${escapeLiteral(order)} COLLATE "C"`),
  );
  // The touched orders are made first and then looked up one by one: a planner that hashed the whole table instead would
  // slow down with the shop's history.
  const query = `
    WITH span (shop_id, first, last) AS (VALUES ${span}),
    evaluated (shop_id, first, last) AS (VALUES ${ranges(windows)}),
    effective AS MATERIALIZED (
      SELECT f.* FROM span s JOIN fact f ON f.shop_id = s.shop_id AND f.effective_on BETWEEN s.first AND s.last
    ),
    touched AS MATERIALIZED (
      SELECT f.shop_id, f.order_id FROM effective f WHERE f.order_id IS NOT NULL
      UNION
      SELECT d.shop_id, d.order_id FROM span s JOIN due_order d
          ON d.shop_id = s.shop_id AND d.settles_on BETWEEN s.first AND s.last
      UNION
      SELECT f.shop_id, f.order_id FROM evaluated e JOIN fact f
          ON f.shop_id = e.shop_id AND f.type = 'order.placed' AND f.occurred_on BETWEEN e.first AND e.last
      ${deferred.map((row) => `UNION ${row}`).join(' ')}
    )
    SELECT ${SELECTED} FROM (
      SELECT f.* FROM touched t JOIN fact f ON f.shop_id = t.shop_id AND f.order_id = t.order_id
      UNION ALL
      SELECT f.* FROM effective f WHERE f.order_id IS NULL
    ) f`;
  return selectFacts(connection, query, shops);
}

/** Canonical content of the stored ones among some fact ids, by shop number and id. */
export async function selectContents(
  connection: PoolClient,
  ids: ReadonlyMap<number, readonly string[]>,
  shops: ShopNames,
): Promise<ReadonlyMap<number, ReadonlyMap<string, string>>> {
  const facts = await selectNamed(connection, 'id', ids, shops);
  const contents = new Map<number, ReadonlyMap<string, string>>();
  for (const [shopId, recorded] of facts) {
    contents.set(shopId, new Map(recorded.map(({ fact }) => [fact.id, canonicalContent(fact)])));
  }
  return contents;
}

/** Every stored fact of some orders, by shop number. */
export function selectFactsOfOrders(
  connection: PoolClient,
  orders: ReadonlyMap<number, readonly string[]>,
  shops: ShopNames,
): Promise<FactsByShop> {
  return selectNamed(connection, 'order_id', orders, shops);
}

async function selectNamed(
  connection: PoolClient,
  column: 'id' | 'order_id',
  named: ReadonlyMap<number, readonly string[]>,
  shops: ShopNames,
): Promise<FactsByShop> {
  const rows: string[] = [];
  for (const [shopId, names] of named) {
    for (const name of names) rows.push(`(${shopId}, ${escapeLiteral(name)} COLLATE "C")`);
  }
  if (rows.length === 0) return new Map();
  const query = `SELECT ${SELECTED} FROM (VALUES ${rows.join(',')}) n (shop_id, name)
    JOIN fact f ON f.shop_id = n.shop_id AND f.${column} = n.name`;
  return selectFacts(connection, query, shops);
}

/** Whether a shop has a fact of that id. */
export async function hasFact(connection: PoolClient, shopId: number, id: string): Promise<boolean> {
  const { rowCount } = await connection.query('SELECT 1 FROM fact WHERE shop_id = $1 AND id = $2', [shopId, id]);
  return rowCount === 1;
}
