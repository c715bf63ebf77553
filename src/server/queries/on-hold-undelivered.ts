import 'server-only';
import type { PoolClient } from 'pg';
import {
  ON_HOLD_A_PAGE,
  type OnHoldSearch,
  type OrderCursor,
  UNDELIVERED_DAYS,
  type UndeliveredOrderDto,
  type UndeliveredPageDto,
} from '@/contracts/on-hold';
import type { ShopContext } from '@/contracts/shell';
import { addDays, type PlainDate } from '@/domain/calendar/plain-date';
import { formatMinor } from '@/domain/money/money';
import type { Order } from '@/domain/order/order';
import { type Policy, policyOn } from '@/domain/policy/policy';
import { settleOrder } from '@/domain/settlement/settle-order';
import { present } from '@/domain/shared/assert';
import type { Connection, Database } from '../db/database';
import { atOneMoment } from '../db/one-moment';
import { selectBook } from '../repositories/policies';
import { productsOf, readOrdersById, soFarOf } from './on-hold-orders';
import { orderIdRange } from './order-id-range';

type Shop = Pick<ShopContext, 'id' | 'externalId' | 'marketplace' | 'today' | 'closedThrough'>;

interface PlacedRecord {
  readonly order_id: string;
  readonly placed_on: PlainDate;
}

/**
 * Orders placed within the window that no closed day has delivered or cancelled, the latest in front. What happens today counts as soon as
 * it is known, but an order delivered today stays here until the day closes and puts it on hold.
 */
async function selectUndelivered(
  connection: Connection,
  { id, today, closedThrough }: Shop,
  asked: { readonly q?: string | undefined; readonly before?: OrderCursor | undefined; readonly only?: string },
): Promise<readonly PlacedRecord[]> {
  const [from, to] = asked.only === undefined ? orderIdRange(asked.q) : [asked.only, asked.only];
  const { rows } = await connection.query<PlacedRecord>(
    `SELECT p.order_id, p.occurred_on AS placed_on FROM fact p
      WHERE p.shop_id = $1 AND p.type = 'order.placed' AND p.occurred_on >= $2 AND p.effective_on <= $3
        AND p.order_id BETWEEN $5 AND $6 AND (p.occurred_on, p.order_id) < ($7::date, $8::text COLLATE "C")
        AND NOT EXISTS (
          SELECT FROM fact f WHERE f.shop_id = p.shop_id AND f.order_id = p.order_id
             AND ((f.type = 'order.delivered' AND greatest(f.effective_on, p.effective_on) <= $4)
               OR (f.type = 'order.cancelled' AND f.effective_on <= $3)))
      ORDER BY p.occurred_on DESC, p.order_id DESC LIMIT ${ON_HOLD_A_PAGE + 1}`,
    [
      id,
      addDays(today, -UNDELIVERED_DAYS),
      today,
      closedThrough ?? '0001-01-01',
      from,
      to,
      asked.before?.day ?? '9999-12-31',
      asked.before?.order ?? '',
    ],
  );
  return rows;
}

function undeliveredOrder(today: PlainDate, row: PlacedRecord, order: Order, policy: Policy): UndeliveredOrderDto {
  const { components, amount } = settleOrder(order, today, policy);
  const known = (event: Order['shipped'] | Order['delivered']) =>
    event !== null && event.from <= today ? event.on : null;
  return {
    order: row.order_id,
    products: productsOf(order),
    placedOn: row.placed_on,
    shippedOn: known(order.shipped),
    deliveredOn: known(order.delivered),
    amount: formatMinor(amount),
    components: soFarOf(components),
  };
}

async function withOrders(connection: PoolClient, shop: Shop, records: readonly PlacedRecord[]) {
  const ids = records.map((row) => row.order_id);
  const orders = await readOrdersById(connection, shop, ids);
  const policy = policyOn(await selectBook(connection, shop.marketplace), shop.today);
  return records.map((row) =>
    undeliveredOrder(shop.today, row, present(orders.get(row.order_id), `order ${row.order_id}`), policy),
  );
}

/**
 * A page of the orders that are placed or shipped and not delivered, by keyset (placedOn, order), with what each would settle to as it
 * stands at today's rates. None of it is in the books.
 * @param shop of the actor
 */
export function listUndelivered(database: Database, shop: Shop, asked: OnHoldSearch): Promise<UndeliveredPageDto> {
  return atOneMoment(database, async (connection) => {
    const found = await selectUndelivered(connection, shop, asked);
    const shown = found.slice(0, ON_HOLD_A_PAGE);
    const last = found.length > ON_HOLD_A_PAGE ? shown.at(-1) : undefined;
    const rows = await withOrders(connection, shop, shown);
    const { open } = asked;
    const isShown = open === undefined || rows.some((row) => row.order === open);
    const [elsewhere] = isShown
      ? []
      : await withOrders(connection, shop, await selectUndelivered(connection, shop, { only: open }));
    return {
      rows,
      opened: rows.find((row) => row.order === open) ?? elsewhere ?? null,
      next: last === undefined ? null : { day: last.placed_on, order: last.order_id },
    };
  });
}
