import 'server-only';
import type { PoolClient } from 'pg';
import {
  type HeldOrderDto,
  ON_HOLD_A_PAGE,
  type OnHoldDayDto,
  type OnHoldDaysDto,
  type OnHoldPageDto,
  type OnHoldSearch,
  type OrderCursor,
} from '@/contracts/on-hold';
import type { ShopContext } from '@/contracts/shell';
import type { ShopState } from '@/domain/books';
import { daysBetween, type PlainDate } from '@/domain/calendar/plain-date';
import { onHoldAt } from '@/domain/close/order-lines';
import { formatMinor, type Minor, plus, sum, ZERO } from '@/domain/money/money';
import { isDisputedAtEnd, type Order } from '@/domain/order/order';
import { type PolicyBook, policyOn } from '@/domain/policy/policy';
import { settleOrder, tierOn } from '@/domain/settlement/settle-order';
import { present } from '@/domain/shared/assert';
import type { Connection, Database } from '../db/database';
import { atOneMoment } from '../db/one-moment';
import { selectBook } from '../repositories/policies';
import { productsOf, readOrdersById, soFarOf } from './on-hold-orders';
import { orderIdRange } from './order-id-range';
import { readShopState } from './statements-pending';

type Shop = Pick<ShopContext, 'id' | 'externalId'>;
type ClosedState = ShopState & { readonly closedThrough: PlainDate; readonly book: PolicyBook };

/** A delivered order that has not settled. */
interface DueRecord {
  readonly order_id: string;
  readonly delivered_on: PlainDate;
  readonly settles_on: PlainDate;
}

interface Asked {
  readonly q?: string | undefined;
  readonly after?: OrderCursor | undefined;
}

const AT_A_TIME = 500;

async function readClosed(connection: Connection, shopId: number): Promise<ClosedState | null> {
  const state = await readShopState(connection, shopId);
  if (state.closedThrough === null) return null;
  return { ...state, closedThrough: state.closedThrough, book: await selectBook(connection, state.marketplace) };
}

/** What the row of the shop keeps of orders on hold. */
export async function readOnHoldFigure(
  connection: Connection,
  shopId: number,
): Promise<{ readonly amount: string; readonly count: number }> {
  const { rows } = await connection.query<{ amount: Minor; count: number }>(
    'SELECT on_hold_minor AS amount, on_hold_order_count AS count FROM shop WHERE id = $1',
    [shopId],
  );
  const { amount, count } = present(rows[0], `shop ${shopId}`);
  return { amount: formatMinor(amount), count };
}

/** Orders on hold, those that settle first in front: ones whose day is ahead, and ones past it that wait for a dispute. */
async function selectOnHold(
  connection: Connection,
  shopId: number,
  state: ClosedState,
  { q, after }: Asked,
  limit: number,
): Promise<readonly DueRecord[]> {
  const [from, to] = orderIdRange(q);
  const mine = `SELECT order_id, delivered_on, settles_on FROM due_order WHERE shop_id = $1
    AND order_id BETWEEN $4 AND $5 AND (settles_on, order_id) > ($6::date, $7::text COLLATE "C")`;
  const { rows } = await connection.query<DueRecord>(
    `(${mine} AND settles_on > $2 ORDER BY settles_on, order_id LIMIT ${limit})
     UNION ALL (${mine} AND settles_on <= $2 AND order_id = ANY($3::text[]))
     ORDER BY settles_on, order_id LIMIT ${limit}`,
    [shopId, state.closedThrough, state.deferred, from, to, after?.day ?? '0001-01-01', after?.order ?? ''],
  );
  return rows;
}

/** The disputes that an order waits for at the end of a day. */
function openDisputes(order: Order, day: PlainDate): HeldOrderDto['disputes'] {
  return order.disputes
    .filter(({ opened, decided }) => opened.from <= day && (decided === null || decided.from > day))
    .map(({ opened }) => ({ dispute: opened.fact.dispute }));
}

function heldOrder(state: ClosedState, row: DueRecord, order: Order): HeldOrderDto {
  const { closedThrough: through, book } = state;
  const delivered = present(order.delivered, `delivery of order ${row.order_id}`);
  const { components } = settleOrder(order, through, policyOn(book, delivered.from));
  return {
    order: row.order_id,
    products: productsOf(order),
    placedOn: order.placed.on,
    deliveredOn: row.delivered_on,
    settlesOn: row.settles_on,
    tier: tierOn(state.tiers, row.delivered_on),
    settlementDays: daysBetween(row.delivered_on, row.settles_on),
    isDeferred: isDisputedAtEnd(order, through),
    disputes: openDisputes(order, through),
    amount: formatMinor(onHoldAt({ state, book }, order, through)),
    components: soFarOf(components),
  };
}

async function withOrders(
  connection: PoolClient,
  shop: Shop,
  state: ClosedState,
  records: readonly DueRecord[],
): Promise<readonly HeldOrderDto[]> {
  const ids = records.map((row) => row.order_id);
  const orders = await readOrdersById(connection, shop, ids);
  return records.map((row) => heldOrder(state, row, present(orders.get(row.order_id), `order ${row.order_id}`)));
}

/** The order that the address opens; null if it is not on hold. */
async function readOpened(connection: PoolClient, shop: Shop, state: ClosedState, open: string) {
  const { rows } = await connection.query<DueRecord>(
    `SELECT order_id, delivered_on, settles_on FROM due_order
      WHERE shop_id = $1 AND order_id = $2 AND (settles_on > $3 OR order_id = ANY($4::text[]))`,
    [shop.id, open, state.closedThrough, state.deferred],
  );
  return (await withOrders(connection, shop, state, rows))[0] ?? null;
}

/**
 * A page of the orders that are delivered and not settled, by keyset (settlesOn, order).
 * @param shop of the actor
 * @example await listOnHold(database, shop, { q: "IV-1", open: "IV-10497" })
 */
export function listOnHold(database: Database, shop: Shop, asked: OnHoldSearch): Promise<OnHoldPageDto> {
  return atOneMoment(database, async (connection) => {
    const state = await readClosed(connection, shop.id);
    if (state === null) return { rows: [], opened: null, next: null, count: 0 };
    const { count } = await readOnHoldFigure(connection, shop.id);
    const found = await selectOnHold(connection, shop.id, state, asked, ON_HOLD_A_PAGE + 1);
    const shown = found.slice(0, ON_HOLD_A_PAGE);
    const last = found.length > ON_HOLD_A_PAGE ? shown.at(-1) : undefined;
    const rows = await withOrders(connection, shop, state, shown);
    const { open } = asked;
    const opened =
      open === undefined
        ? null
        : (rows.find((row) => row.order === open) ?? (await readOpened(connection, shop, state, open)));
    return { rows, opened, next: last === undefined ? null : { day: last.settles_on, order: last.order_id }, count };
  });
}

/**
 * What is on hold by the day on which it settles, with those that wait for a dispute last. The engine's amounts of all orders are added
 * up here, so that their sum proves the figure that the closes kept.
 */
export function readOnHoldDays(database: Database, shop: Shop): Promise<OnHoldDaysDto> {
  return atOneMoment(database, async (connection) => {
    const state = await readClosed(connection, shop.id);
    const kept = await readOnHoldFigure(connection, shop.id);
    const totals = new Map<PlainDate | null, { count: number; amount: Minor }>();
    if (state !== null) {
      for await (const batch of eachAmount(connection, shop, state)) {
        for (const { day, amount } of batch) {
          const before = totals.get(day) ?? { count: 0, amount: ZERO };
          totals.set(day, { count: before.count + 1, amount: plus(before.amount, amount) });
        }
      }
    }
    const days: OnHoldDayDto[] = [...totals]
      .sort(([left], [right]) => ((left ?? '9999') < (right ?? '9999') ? -1 : 1))
      .map(([day, { count, amount }]) => ({ day, count, amount: formatMinor(amount) }));
    return {
      days,
      sum: formatMinor(sum([...totals.values()].map(({ amount }) => amount))),
      sumCount: days.reduce((total, { count }) => total + count, 0),
      kept: kept.amount,
      keptCount: kept.count,
    };
  });
}

async function* eachAmount(connection: PoolClient, shop: Shop, state: ClosedState) {
  const { closedThrough: through } = state;
  const books = { state, book: state.book };
  let after: OrderCursor | undefined;
  for (;;) {
    const found = await selectOnHold(connection, shop.id, state, { after }, AT_A_TIME);
    const ids = found.map((row) => row.order_id);
    const orders = await readOrdersById(connection, shop, ids);
    yield found.map((row) => {
      const order = present(orders.get(row.order_id), `order ${row.order_id}`);
      const day = isDisputedAtEnd(order, through) ? null : row.settles_on;
      return { day, amount: onHoldAt(books, order, through) };
    });
    const last = found.at(-1);
    if (last === undefined || found.length < AT_A_TIME) return;
    after = { day: last.settles_on, order: last.order_id };
  }
}

/** Orders on hold that a search leaves, in batches: what the export writes. Each batch is read on its own, so no transaction stays open. */
export async function* eachOnHold(
  database: Database,
  shop: Shop,
  { q }: OnHoldSearch,
): AsyncGenerator<readonly HeldOrderDto[]> {
  let after: OrderCursor | undefined;
  for (;;) {
    const cursor = after;
    const batch = await atOneMoment(database, async (connection) => {
      const state = await readClosed(connection, shop.id);
      if (state === null) return [];
      const found = await selectOnHold(connection, shop.id, state, { q, after: cursor }, AT_A_TIME);
      return withOrders(connection, shop, state, found);
    });
    if (batch.length > 0) yield batch;
    const last = batch.at(-1);
    if (last === undefined || batch.length < AT_A_TIME) return;
    after = { day: last.settlesOn, order: last.order };
  }
}
