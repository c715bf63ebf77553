import 'server-only';
import type { ExampleDto, NothingReason, NothingWithheldDto } from '@/contracts/reserves';
import type { ShopContext } from '@/contracts/shell';
import type { ShopState } from '@/domain/books';
import { addDays, type PlainDate } from '@/domain/calendar/plain-date';
import { onHoldAt } from '@/domain/close/order-lines';
import { formatMinor, type Minor, minus, ZERO } from '@/domain/money/money';
import { type Rate, roundHalfUp } from '@/domain/money/rate';
import { buildOrder, factsByOrder } from '@/domain/order/order';
import { policyOn } from '@/domain/policy/policy';
import { present } from '@/domain/shared/assert';
import { type Connection, type Database, inTransaction } from '../db/database';
import { selectFactsOfOrders } from '../repositories/facts';
import { selectBook } from '../repositories/policies';
import { readReserved } from './reserves-standing';
import { readShopState } from './statements-pending';

type Shop = Pick<ShopContext, 'id' | 'externalId' | 'marketplace' | 'today'>;

/** What an order as an example is computed from. */
interface Sample {
  readonly order: string;
  readonly deliveredOn: PlainDate;
  readonly settlesOn: PlainDate;
  readonly settlement: Minor;
  readonly withheld: Minor;
  readonly statement: number | null;
}

/** The order that settled last. */
async function readSettled(connection: Connection, shopId: number): Promise<Sample | null> {
  const { rows } = await connection.query<Sample>(
    `SELECT l.order_id AS "order", d.delivered_on AS "deliveredOn", s.day AS "settlesOn", s.no AS statement,
            l.revenue_minor + l.shipping_minor + l.fees_minor + l.adjustments_minor AS settlement,
            coalesce((SELECT h.withheld_minor FROM hold h WHERE h.shop_id = l.shop_id AND h.order_id = l.order_id), 0) AS withheld
       FROM line l JOIN statement s ON s.shop_id = l.shop_id AND s.no = l.statement_no
       JOIN due_order d ON d.shop_id = l.shop_id AND d.order_id = l.order_id
      WHERE l.shop_id = $1 AND l.event = 'settlement' ORDER BY l.statement_no DESC, l.line_no LIMIT 1`,
    [shopId],
  );
  return rows[0] ?? null;
}

/** The order on hold that settles first, with its settlement so far as the engine computes it (R7.6). */
async function readDue(database: Database, shop: Shop, state: ShopState, through: PlainDate): Promise<Sample | null> {
  return inTransaction(database, async (connection) => {
    const { rows } = await connection.query<{ order_id: string; delivered_on: PlainDate; settles_on: PlainDate }>(
      `SELECT order_id, delivered_on, settles_on FROM due_order WHERE shop_id = $1 AND settles_on > $2
        ORDER BY settles_on, order_id LIMIT 1`,
      [shop.id, through],
    );
    const row = rows[0];
    if (row === undefined) return null;
    const named = new Map([[shop.id, [row.order_id]]]);
    const found = await selectFactsOfOrders(connection, named, new Map([[shop.id, shop.externalId]]));
    const facts = factsByOrder(found.get(shop.id) ?? []).get(row.order_id) ?? [];
    const order = present(buildOrder(facts), `order ${row.order_id}`);
    return {
      order: row.order_id,
      deliveredOn: row.delivered_on,
      settlesOn: row.settles_on,
      settlement: onHoldAt({ state, book: await selectBook(connection, shop.marketplace) }, order, through),
      withheld: ZERO,
      statement: null,
    };
  });
}

function exampleDto(sample: Sample, rate: Rate, periodDays: number): ExampleDto {
  return {
    order: sample.order,
    deliveredOn: sample.deliveredOn,
    settlesOn: sample.settlesOn,
    isSettled: sample.statement !== null,
    holdEndsOn: addDays(sample.deliveredOn, periodDays),
    settlement: formatMinor(sample.settlement),
    withheld: formatMinor(sample.withheld),
    full: formatMinor(roundHalfUp(rate, sample.settlement)),
    payable: formatMinor(minus(sample.settlement, sample.withheld)),
    statement: sample.statement,
  };
}

/** Of a shop with nothing in reserve, the first that holds (R5.1). */
function reasonOf(terms: {
  readonly isExempt: boolean;
  readonly rate: Rate;
  readonly settlementDays: number;
  readonly periodDays: number;
  readonly hasSettled: boolean;
}): NothingReason {
  if (terms.isExempt) return 'exempt';
  if (terms.rate.numerator === 0n) return 'rate-zero';
  if (terms.periodDays <= terms.settlementDays) return 'settles-after-hold';
  return terms.hasSettled ? 'all-back' : 'nothing-settled';
}

/** Why nothing is in reserve, with an order of the shop as an example. @returns null where something is, and before the first close */
export async function readNothingWithheld(database: Database, shop: Shop): Promise<NothingWithheldDto | null> {
  const { pool } = database;
  const state = await readShopState(pool, shop.id);
  if (state.closedThrough === null || (await readReserved(pool, shop.id)) !== ZERO) return null;
  const policy = policyOn(await selectBook(pool, shop.marketplace), shop.today);
  const level = present(
    state.levels.findLast(({ from }) => from <= shop.today),
    'reserve level in effect',
  ).level;
  const { tier } = present(
    state.tiers.findLast(({ from }) => from <= shop.today),
    'tier in effect',
  );
  const { rate, periodDays } = policy.reserveLevels[level];
  const settlementDays = policy.settlementDays[tier];
  const settled = await readSettled(pool, shop.id);
  const sample = settled ?? (await readDue(database, shop, state, state.closedThrough));
  const hasSettled = settled !== null;
  return {
    reason: reasonOf({ isExempt: state.reserveExempt, rate, settlementDays, periodDays, hasSettled }),
    tier,
    settlementDays,
    level,
    rate: rate.text,
    periodDays,
    example: sample === null ? null : exampleDto(sample, rate, periodDays),
  };
}
