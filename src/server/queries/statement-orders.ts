import 'server-only';
import type { FactDto, LineGroupDto, OtherLineDto } from '@/contracts/statement';
import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { FactType } from '@/domain/fact/fact';
import { formatMinor, type Minor } from '@/domain/money/money';
import type { LineEvent } from '@/domain/statement/statement';
import type { Connection } from '../db/database';

/** How many lines of an order on other statements are named. */
const OTHERS_NAMED = 6;

/** What is known of an order beside its lines on this statement. */
export type OrderBackground = Omit<LineGroupDto, 'order' | 'lines' | 'subtotal'> & { readonly subtotal: string | null };

/** Facts by their number in the shop's record. */
export async function readFactsByNo(
  connection: Connection,
  shopId: number,
  nos: readonly number[],
): Promise<ReadonlyMap<number, FactDto>> {
  if (nos.length === 0) return new Map();
  const { rows } = await connection.query<{
    no: number;
    id: string;
    type: FactType;
    occurred_at: Instant;
    effective_on: PlainDate;
  }>('SELECT no, id, type, occurred_at, effective_on FROM fact WHERE shop_id = $1 AND no = ANY($2::int[])', [
    shopId,
    nos,
  ]);
  return new Map(
    rows.map(({ no, id, type, occurred_at, effective_on }) => [
      no,
      { type, id, occurredAt: occurred_at, effectiveOn: effective_on },
    ]),
  );
}

interface LifeRecord {
  readonly order_id: string;
  readonly placed_on: PlainDate | null;
  readonly delivered_on: PlainDate | null;
  readonly products: readonly string[] | null;
}

/** Days and products of orders, from their facts. */
async function readLives(connection: Connection, shopId: number, orders: readonly string[]) {
  const { rows } = await connection.query<LifeRecord>(
    `SELECT f.order_id, min(f.occurred_on) FILTER (WHERE f.type = 'order.placed') AS placed_on,
            min(f.occurred_on) FILTER (WHERE f.type = 'order.delivered') AS delivered_on,
            array_agg(p.name) FILTER (WHERE p.name IS NOT NULL) AS products
       FROM fact f LEFT JOIN LATERAL (
         SELECT l ->> 'name' AS name FROM json_array_elements(f.payload -> 'lines') l WHERE f.type = 'order.placed'
       ) p ON true
      WHERE f.shop_id = $1 AND f.order_id = ANY($2::text[]) AND f.type IN ('order.placed', 'order.delivered')
      GROUP BY f.order_id`,
    [shopId, orders],
  );
  return rows;
}

interface LineOfOrder {
  readonly order_id: string;
  readonly statement_no: number;
  readonly day: PlainDate;
  readonly event: LineEvent;
  readonly total: Minor;
}

/** Every line of some orders, on whatever statement, by the index over orders. */
async function readLinesOfOrders(connection: Connection, shopId: number, orders: readonly string[]) {
  const { rows } = await connection.query<LineOfOrder>(
    `SELECT l.order_id, l.statement_no, s.day, l.event,
            l.revenue_minor + l.shipping_minor + l.fees_minor + l.adjustments_minor + l.reserve_minor AS total
       FROM line l JOIN statement s ON s.shop_id = l.shop_id AND s.no = l.statement_no
      WHERE l.shop_id = $1 AND l.order_id = ANY($2::text[]) ORDER BY l.statement_no, l.line_no`,
    [shopId, orders],
  );
  return rows;
}

/** What is known of some orders that have lines on a statement. */
export async function readOrders(
  connection: Connection,
  shopId: number,
  no: number,
  orders: readonly string[],
): Promise<ReadonlyMap<string, OrderBackground>> {
  if (orders.length === 0) return new Map();
  const [lives, lines] = await Promise.all([
    readLives(connection, shopId, orders),
    readLinesOfOrders(connection, shopId, orders),
  ]);
  const backgrounds = new Map<string, OrderBackground>();
  for (const order of orders) {
    const life = lives.find((record) => record.order_id === order);
    const own = lines.filter((line) => line.order_id === order);
    const here = own.filter((line) => line.statement_no === no);
    const others: OtherLineDto[] = own
      .filter((line) => line.statement_no !== no)
      .slice(0, OTHERS_NAMED)
      .map(({ statement_no, day, event, total }) => ({
        statementNo: statement_no,
        day,
        event,
        amount: formatMinor(total),
      }));
    backgrounds.set(order, {
      products: [...new Set(life?.products ?? [])],
      placedOn: life?.placed_on ?? null,
      deliveredOn: life?.delivered_on ?? null,
      settledOn: own.find((line) => line.event === 'settlement')?.day ?? null,
      subtotal: formatMinor(here.reduce((total, line) => total + line.total, 0n) as Minor),
      others,
    });
  }
  return backgrounds;
}
