import 'server-only';
import type { ReturnsDto } from '@/contracts/health';
import { addDays } from '@/domain/calendar/plain-date';
import { formatMinor, type Minor } from '@/domain/money/money';
import { present } from '@/domain/shared/assert';
import type { Connection } from '../db/database';
import type { HealthShop } from './health';
import { tenthsOf } from './reserves-standing';

/** Of how many days the orders are counted, up to today: long enough for most returns to have come in. */
const WINDOW_DAYS = 60;

interface Row {
  readonly delivered: number;
  readonly returned: number;
  readonly seller_fault: number;
  readonly refunded: Minor;
  readonly shipping: Minor;
}

/**
 * Orders that came back through the seller's fault, of those placed in the last 60 days and delivered. No rule asks for it: it is counted
 * because each costs the whole return shipping (R4.4).
 */
export async function readReturns(connection: Connection, shop: HealthShop): Promise<ReturnsDto> {
  const from = addDays(shop.today, -WINDOW_DAYS);
  const { rows } = await connection.query<Row>(
    `SELECT count(*) FILTER (WHERE o.is_delivered)::int AS delivered,
            count(*) FILTER (WHERE o.is_delivered AND o.is_returned)::int AS returned,
            count(*) FILTER (WHERE o.is_delivered AND o.by_seller)::int AS seller_fault,
            coalesce(sum(o.refunded) FILTER (WHERE o.is_delivered), 0)::bigint AS refunded,
            coalesce(sum(o.shipping) FILTER (WHERE o.is_delivered), 0)::bigint AS shipping
       FROM fact p CROSS JOIN LATERAL (
         SELECT bool_or(f.type = 'order.delivered') AS is_delivered,
                bool_or(f.type = 'order.refunded') AS is_returned,
                bool_or(f.type = 'order.refunded' AND f.payload ->> 'fault' = 'seller') AS by_seller,
                sum((SELECT sum((l ->> 'amount')::numeric * 100) FROM json_array_elements(f.payload -> 'lines') l))
                  FILTER (WHERE f.type = 'order.refunded' AND f.payload ->> 'fault' = 'seller') AS refunded,
                sum((f.payload ->> 'returnShippingCost')::numeric * 100) FILTER (WHERE f.type = 'order.refunded' AND f.payload ->> 'fault' = 'seller') AS shipping
           FROM fact f WHERE f.shop_id = p.shop_id AND f.order_id = p.order_id) o
      WHERE p.shop_id = $1 AND p.type = 'order.placed' AND p.occurred_on BETWEEN $2 AND $3`,
    [shop.id, from, shop.today],
  );
  const row = present(rows[0], 'a count has one row');
  return {
    from,
    to: shop.today,
    deliveredCount: row.delivered,
    returnedCount: row.returned,
    sellerFaultCount: row.seller_fault,
    share: tenthsOf(BigInt(row.seller_fault), BigInt(row.delivered)) ?? 0,
    refunded: formatMinor(row.refunded),
    returnShipping: formatMinor(row.shipping),
  };
}
