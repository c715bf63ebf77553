import 'server-only';
import type { DueOrder } from '@/domain/books';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { Minor } from '@/domain/money/money';
import type { Payout, PayoutItem, PayoutStatus } from '@/domain/payout/payout';
import type { ReserveLevel } from '@/domain/policy/policy';
import type { Hold } from '@/domain/reserve/hold';
import type { Connection } from '../db/database';

function push<Value>(groups: Map<number, Value[]>, shopId: number, value: Value): void {
  const group = groups.get(shopId);
  if (group === undefined) groups.set(shopId, [value]);
  else group.push(value);
}

/** Open days of shops, as three lists of the same length. */
export interface Spans {
  readonly shopIds: readonly number[];
  readonly first: readonly PlainDate[];
  readonly last: readonly PlainDate[];
}

/** Orders that were delivered before and are to settle within the days. */
export async function selectDue(connection: Connection, spans: Spans): Promise<Map<number, DueOrder[]>> {
  const { rows } = await connection.query<DueOrder & { shop_id: number }>(
    `SELECT d.shop_id, d.order_id AS "order", d.delivered_on AS "deliveredOn", d.settles_on AS "settlesOn"
       FROM unnest($1::int[], $2::date[], $3::date[]) s (shop_id, first, last)
       JOIN due_order d ON d.shop_id = s.shop_id AND d.settles_on BETWEEN s.first AND s.last`,
    [spans.shopIds, spans.first, spans.last],
  );
  const groups = new Map<number, DueOrder[]>();
  for (const { shop_id, ...due } of rows) push(groups, shop_id, due);
  return groups;
}

/** Every order of shops that was ever delivered, with the day given to it. */
export async function selectAllDue(
  connection: Connection,
  shopIds: readonly number[],
): Promise<Map<number, DueOrder[]>> {
  const { rows } = await connection.query<DueOrder & { shop_id: number }>(
    `SELECT shop_id, order_id AS "order", delivered_on AS "deliveredOn", settles_on AS "settlesOn"
       FROM due_order WHERE shop_id = ANY($1::int[]) ORDER BY shop_id, order_id`,
    [shopIds],
  );
  const groups = new Map<number, DueOrder[]>();
  for (const { shop_id, ...due } of rows) push(groups, shop_id, due);
  return groups;
}

/** A row of what an order put into the reserve. */
export interface HoldRow {
  readonly shop_id: number;
  readonly order_id: string;
  readonly settled_on: PlainDate;
  readonly release_on: PlainDate;
  readonly level: ReserveLevel;
  readonly rate: string;
  readonly settlement_minor: Minor;
  readonly withheld_minor: Minor;
  readonly released_minor: Minor;
  readonly used_minor: Minor;
}

/** A hold, as the engine takes it. */
export function holdOf(row: HoldRow): Hold {
  return {
    order: row.order_id,
    settledOn: row.settled_on,
    releaseOn: row.release_on,
    level: row.level,
    rate: row.rate,
    settlement: row.settlement_minor,
    withheld: row.withheld_minor,
    released: row.released_minor,
    used: row.used_minor,
  };
}

/** Holds of shops, oldest first: those with something remaining, or all. */
export async function selectHolds(
  connection: Connection,
  shopIds: readonly number[],
  which: 'remaining' | 'all',
): Promise<Map<number, Hold[]>> {
  const { rows } = await connection.query<HoldRow>(
    `SELECT * FROM hold WHERE shop_id = ANY($1::int[])
       ${which === 'remaining' ? 'AND withheld_minor > released_minor + used_minor' : ''}
      ORDER BY shop_id, settled_on, order_id`,
    [shopIds],
  );
  const groups = new Map<number, Hold[]>();
  for (const row of rows) push(groups, row.shop_id, holdOf(row));
  return groups;
}

interface PayoutRow {
  readonly shop_id: number;
  readonly no: number;
  readonly initiated_on: PlainDate;
  readonly amount_minor: Minor;
  readonly account: string;
  readonly status: PayoutStatus;
  readonly settled_on: PlainDate | null;
  readonly code: string | null;
}

interface ItemRow {
  readonly shop_id: number;
  readonly payout_no: number;
  readonly statement_no: number;
  readonly amount_minor: Minor;
}

async function withItems(connection: Connection, rows: readonly PayoutRow[]): Promise<Map<number, Payout[]>> {
  const { rows: itemRows } = await connection.query<ItemRow>(
    `SELECT i.* FROM unnest($1::int[], $2::int[]) p (shop_id, no)
       JOIN payout_item i ON i.shop_id = p.shop_id AND i.payout_no = p.no ORDER BY i.shop_id, i.payout_no, i.statement_no`,
    [rows.map((row) => row.shop_id), rows.map((row) => row.no)],
  );
  const items = new Map<string, PayoutItem[]>();
  for (const row of itemRows) {
    const key = `${row.shop_id}:${row.payout_no}`;
    const item = { statement: row.statement_no, amount: row.amount_minor };
    const group = items.get(key);
    if (group === undefined) items.set(key, [item]);
    else group.push(item);
  }
  const groups = new Map<number, Payout[]>();
  for (const row of rows) {
    push(groups, row.shop_id, {
      no: row.no,
      initiatedOn: row.initiated_on,
      amount: row.amount_minor,
      items: items.get(`${row.shop_id}:${row.no}`) ?? [],
      account: row.account,
      status: row.status,
      settledOn: row.settled_on,
      code: row.code,
    });
  }
  return groups;
}

/** Payouts on their way, and those that are named, with what they took. */
export async function selectPayoutsToClose(
  connection: Connection,
  shopIds: readonly number[],
  named: readonly { readonly shopId: number; readonly no: number }[],
): Promise<Map<number, Payout[]>> {
  const { rows } = await connection.query<PayoutRow>(
    `SELECT * FROM payout WHERE shop_id = ANY($1::int[]) AND status = 'processing'
      UNION SELECT p.* FROM unnest($2::int[], $3::int[]) n (shop_id, no) JOIN payout p ON p.shop_id = n.shop_id AND p.no = n.no
      ORDER BY shop_id, no`,
    [shopIds, named.map(({ shopId }) => shopId), named.map(({ no }) => no)],
  );
  return rows.length === 0 ? new Map() : withItems(connection, rows);
}

/** Every payout of shops, by number, with what it took. */
export async function selectAllPayouts(
  connection: Connection,
  shopIds: readonly number[],
): Promise<Map<number, Payout[]>> {
  const { rows } = await connection.query<PayoutRow>(
    'SELECT * FROM payout WHERE shop_id = ANY($1::int[]) ORDER BY shop_id, no',
    [shopIds],
  );
  return withItems(connection, rows);
}
