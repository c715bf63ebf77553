import 'server-only';
import {
  OPS_STATEMENTS_A_PAGE,
  type OpsFoundBy,
  type OpsStatementRowDto,
  type OpsStatementSort,
  type OpsStatementsPageDto,
  type OpsStatementsSearch,
} from '@/contracts/ops-statements';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { formatMinor, type Minor, readMinor } from '@/domain/money/money';
import type { PendingReason } from '@/domain/payout/conditions';
import type { StatementKind, StatementStatus } from '@/domain/statement/statement';
import type { Connection } from '../../db/database';
import { findNamed, type Numbered } from './named';
import { SHOPS_AND_SELLERS, type ShopsAsked, shopConditions } from './shop-words';

/** Up to so many shops are each asked by an index of their own; for more, an index over all shops is walked and others' rows passed over. */
const FEW_SHOPS = 400;

interface Order {
  readonly column: 'day' | 'payable_minor' | 'open_minor';
  readonly type: 'date' | 'bigint';
  readonly direction: 'ASC' | 'DESC';
}

const ORDERS = {
  newest: { column: 'day', type: 'date', direction: 'DESC' },
  oldest: { column: 'day', type: 'date', direction: 'ASC' },
  'most-owed': { column: 'open_minor', type: 'bigint', direction: 'ASC' },
  'most-open': { column: 'open_minor', type: 'bigint', direction: 'DESC' },
  'lowest-payable': { column: 'payable_minor', type: 'bigint', direction: 'ASC' },
  'highest-payable': { column: 'payable_minor', type: 'bigint', direction: 'DESC' },
} as const satisfies Record<OpsStatementSort, Order>;

/** Where statements are looked for. */
type Among =
  | { readonly kind: 'every-shop' }
  | { readonly kind: 'shops'; readonly ids: readonly number[] }
  | { readonly kind: 'many-shops'; readonly asked: ShopsAsked }
  | { readonly kind: 'named'; readonly statements: readonly Numbered[] };

/** A query and the values of its parameters. */
export interface Query {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The shops of some filters: by their numbers where they are few. */
async function amongShops(connection: Connection, asked: ShopsAsked): Promise<Among> {
  if (Object.values(asked).every((given) => given === undefined)) return { kind: 'every-shop' };
  const values: unknown[] = [];
  const parts = shopConditions(asked, (given) => `$${values.push(given)}`);
  const { rows } = await connection.query<{ id: number }>(
    `SELECT s.id FROM ${SHOPS_AND_SELLERS} WHERE ${parts.join(' AND ')} LIMIT ${FEW_SHOPS + 1}`,
    values,
  );
  return rows.length > FEW_SHOPS ? { kind: 'many-shops', asked } : { kind: 'shops', ids: rows.map(({ id }) => id) };
}

/** What was typed is first taken for a reference; where nothing has it, for a part of a name. */
async function findAmong(
  connection: Connection,
  { q, shop, seller, marketplace, reason }: OpsStatementsSearch,
): Promise<{ readonly among: Among; readonly foundBy: OpsFoundBy }> {
  const filters = { shop, seller, marketplace, reason };
  if (q === undefined) return { among: await amongShops(connection, filters), foundBy: null };
  const { statements } = await findNamed(connection, q);
  if (statements.length === 0) {
    return { among: await amongShops(connection, { ...filters, words: q }), foundBy: 'name' };
  }
  const ids = statements.map(({ shopId }) => shopId);
  const within = await amongShops(connection, { ...filters, words: undefined, ids });
  const named = within.kind === 'shops' ? statements.filter(({ shopId }) => within.ids.includes(shopId)) : statements;
  return { among: { kind: 'named', statements: named }, foundBy: 'reference' };
}

/** Conditions over `statement t`, each of which has its index. */
function conditionsOf(asked: OpsStatementsSearch, value: (given: unknown) => string): readonly string[] {
  const { status, reason, kind, from, to, min, max, openMin, openMax, sort = 'newest' } = asked;
  const parts: string[] = [];
  const isOpen = openMin !== undefined || openMax !== undefined || ORDERS[sort].column === 'open_minor';
  if (isOpen) parts.push('t.open_minor <> 0');
  if (status !== undefined) parts.push(`t.status = ${value(status)}`);
  else if (reason !== undefined) parts.push(`t.status = 'pending'`);
  if ((status !== undefined && status !== 'paid') || reason !== undefined) parts.push(`t.status <> 'paid'`);
  if (kind !== undefined) parts.push(`t.kind = ${value(kind)}`);
  if (kind !== undefined && kind !== 'daily') parts.push(`t.kind <> 'daily'`);
  if (from !== undefined) parts.push(`t.day >= ${value(from)}`);
  if (to !== undefined) parts.push(`t.day <= ${value(to)}`);
  if (min !== undefined) parts.push(`t.payable_minor >= ${value(readMinor(min))}`);
  if (max !== undefined) parts.push(`t.payable_minor <= ${value(readMinor(max))}`);
  if (openMin !== undefined) parts.push(`t.open_minor >= ${value(readMinor(openMin))}`);
  if (openMax !== undefined) parts.push(`t.open_minor <= ${value(readMinor(openMax))}`);
  return parts;
}

/** Rows of `statement t` in the shops that are asked for. */
function sourceOf(among: Among, where: string, ordered: string, value: (given: unknown) => string): string {
  switch (among.kind) {
    case 'every-shop':
      return `SELECT t.* FROM statement t ${where} ${ordered}`;
    case 'many-shops': {
      const shops = shopConditions(among.asked, value).join(' AND ');
      const also = where === '' ? 'WHERE' : `${where} AND`;
      return `SELECT t.* FROM statement t ${also} t.shop_id IN (SELECT s.id FROM ${SHOPS_AND_SELLERS} WHERE ${shops}) ${ordered}`;
    }
    case 'shops': {
      const own = where === '' ? 'WHERE t.shop_id = h.id' : `${where} AND t.shop_id = h.id`;
      return `SELECT t.* FROM unnest(${value(among.ids)}::int[]) h (id) CROSS JOIN LATERAL (
        SELECT t.* FROM statement t ${own} ${ordered}) t ${ordered}`;
    }
    case 'named': {
      const { statements } = among;
      const shops = value(statements.map(({ shopId }) => shopId));
      const nos = value(statements.map(({ no }) => no));
      return `SELECT t.* FROM statement t
        JOIN (SELECT DISTINCT * FROM unnest(${shops}::int[], ${nos}::int[]) n (shop_id, no)) n USING (shop_id, no) ${where} ${ordered}`;
    }
  }
}

/** The query of a page: which statements, then what is shown of each. Exported so that a test can ask for its plan. */
function pageQuery(among: Among, asked: OpsStatementsSearch, limit: number): Query {
  const values: unknown[] = [];
  const value = (given: unknown): string => `$${values.push(given)}`;
  const { column, type, direction } = ORDERS[asked.sort ?? 'newest'];
  const parts = [...conditionsOf(asked, value)];
  if (asked.after !== undefined) {
    const [key, shop, no] = asked.after.split('~').map(value);
    const behind = direction === 'DESC' ? '<' : '>';
    parts.push(`(t.${column}, t.shop_id, t.no) ${behind} (${key}::${type}, ${shop}::int, ${no}::int)`);
  }
  const where = parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`;
  const order = `ORDER BY t.${column} ${direction}, t.shop_id ${direction}, t.no ${direction}`;
  const source = sourceOf(among, where, `${order} LIMIT ${limit}`, value);
  return {
    text: `SELECT t.shop_id, t.no, t.day, t.kind, t.status, t.settlement_minor, t.reserve_net_minor, t.payable_minor, t.open_minor,
        t.order_count, t.bill, t.payout_no, s.external_id, s.name, s.currency, s.pending_reason, o.name AS seller
      FROM (${source}) t JOIN shop s ON s.id = t.shop_id LEFT JOIN seller o ON o.id = s.seller_id ${order}`,
    values,
  };
}

interface StatementRecord {
  readonly shop_id: number;
  readonly no: number;
  readonly day: PlainDate;
  readonly kind: StatementKind;
  readonly status: StatementStatus;
  readonly settlement_minor: Minor;
  readonly reserve_net_minor: Minor;
  readonly payable_minor: Minor;
  readonly open_minor: Minor;
  readonly order_count: number;
  readonly bill: string | null;
  readonly payout_no: number | null;
  readonly external_id: string;
  readonly name: string;
  readonly currency: string;
  readonly pending_reason: PendingReason | null;
  readonly seller: string | null;
}

function rowOf(row: StatementRecord): OpsStatementRowDto {
  return {
    no: row.no,
    day: row.day,
    kind: row.kind,
    status: row.status,
    reason: row.status === 'pending' ? row.pending_reason : null,
    settlement: formatMinor(row.settlement_minor),
    reserveNet: formatMinor(row.reserve_net_minor),
    payable: formatMinor(row.payable_minor),
    open: formatMinor(row.open_minor),
    orderCount: row.order_count,
    bill: row.bill,
    payoutNo: row.payout_no,
    shop: { externalId: row.external_id, name: row.name, currency: row.currency },
    seller: row.seller,
  };
}

function cursorOf(row: StatementRecord, { sort = 'newest' }: OpsStatementsSearch): string {
  return `${row[ORDERS[sort].column]}~${row.shop_id}~${row.no}`;
}

/** A cursor of another order names no place in this one. */
function withinOrder(asked: OpsStatementsSearch): OpsStatementsSearch {
  const isDay = /^\d{4}-\d{2}-\d{2}~/.test(asked.after ?? '');
  return isDay === (ORDERS[asked.sort ?? 'newest'].type === 'date') ? asked : { ...asked, after: undefined };
}

/** How a page is asked for: the query, and what the words of the search were taken for. */
export async function planStatementsPage(
  connection: Connection,
  asked: OpsStatementsSearch,
  limit: number = OPS_STATEMENTS_A_PAGE + 1,
): Promise<Query & { readonly foundBy: OpsFoundBy }> {
  const { among, foundBy } = await findAmong(connection, asked);
  return { ...pageQuery(among, withinOrder(asked), limit), foundBy };
}

async function selectPage(connection: Connection, asked: OpsStatementsSearch, limit: number) {
  const { text, values, foundBy } = await planStatementsPage(connection, asked, limit);
  const { rows } = await connection.query<StatementRecord>(text, [...values]);
  return { rows, foundBy };
}

/**
 * A page of the statements of every shop, by keyset: it costs about the same at the start and deep in the list.
 * @param connection one that sees every shop
 * @example await listOpsStatements(pool, { q: "IV-10482" })
 */
export async function listOpsStatements(
  connection: Connection,
  asked: OpsStatementsSearch,
): Promise<OpsStatementsPageDto> {
  const { rows, foundBy } = await selectPage(connection, asked, OPS_STATEMENTS_A_PAGE + 1);
  const shown = rows.slice(0, OPS_STATEMENTS_A_PAGE);
  const last = shown.at(-1);
  return {
    rows: shown.map(rowOf),
    next: rows.length > shown.length && last !== undefined ? cursorOf(last, asked) : null,
    foundBy,
  };
}

const EXPORTED_AT_A_TIME = 2000;

/** The statements that filters leave, in their order, in batches: what the export writes. @param open a reading on record for each batch */
export async function* eachOpsStatement(
  open: () => Connection,
  asked: OpsStatementsSearch,
): AsyncGenerator<readonly OpsStatementRowDto[]> {
  let after = asked.after;
  for (;;) {
    const { rows } = await selectPage(open(), { ...asked, after }, EXPORTED_AT_A_TIME);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(rowOf);
    if (rows.length < EXPORTED_AT_A_TIME) return;
    after = cursorOf(last, asked);
  }
}
