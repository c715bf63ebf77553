import 'server-only';
import type { PoolClient } from 'pg';
import { dayOf, type Instant, startOfDay } from '@/domain/calendar/instant';
import { laterDay } from '@/domain/calendar/plain-date';
import type { Decision } from '@/domain/decision/decision';
import { type DecisionStanding, type FailedPayout, SELLER_MUST_ACT } from '@/domain/decision/plan-decision';
import { type Minor, readMinor, sum } from '@/domain/money/money';
import type { PolicyBook } from '@/domain/policy/policy';
import { env } from '../../env';
import { selectAsks } from '../../repositories/bills';
import { sumMovedAlone } from '../../repositories/decisions';
import { selectFactsOfOrders, selectShopFacts } from '../../repositories/facts';
import type { ShopStanding } from '../bills/shop-standing';

/** The order that a decision is about; null where it is about none. */
function orderNamed(decision: Decision): string | null {
  return decision.kind === 'adjustment' || decision.kind === 'dispute' ? decision.order : null;
}

/**
 * The payout that failed or came back last since the account in force was confirmed; null if none did. One whose code says that this account
 * itself cannot be paid stands before later ones: a milder word about another payout does not take it back.
 */
async function findFailedPayout(
  connection: PoolClient,
  shopId: number,
  account: string | null,
): Promise<FailedPayout | null> {
  const { rows } = await connection.query<FailedPayout>(
    `SELECT no, code, amount_minor AS amount, account FROM payout WHERE shop_id = $1 AND status IN ('failed', 'returned')
        AND settled_on >= (SELECT coalesce(max(effective_on), '0001-01-01') FROM fact
                            WHERE shop_id = $1 AND order_id IS NULL AND type = 'bank-account.verified')
      ORDER BY (account = $3 AND code = ANY($2::text[])) DESC NULLS LAST, settled_on DESC, no DESC LIMIT 1`,
    [shopId, [...SELLER_MUST_ACT], account],
  );
  return rows[0] ?? null;
}

/** Reads what the plan of a decision needs beside the shop's state; under the shop's lock where something is to be written. */
export async function readDecisionStanding(
  connection: PoolClient,
  { shop, state, book, openDay }: ShopStanding,
  decision: Decision,
  now: Instant,
): Promise<DecisionStanding> {
  const effectiveOn = laterDay(dayOf(now, book.zone), openDay);
  const order = orderNamed(decision);
  const orders = new Map(order === null ? [] : [[shop.id, [order]] as const]);
  const orderFacts = await selectFactsOfOrders(connection, orders, new Map([[shop.id, shop.shop]]));
  const asking = { statuses: ['unpaid', 'processing', 'paid'], except: null, now } as const;
  return {
    state,
    effectiveOn,
    openFacts: await selectShopFacts(connection, shop, effectiveOn),
    orderFacts: orderFacts.get(shop.id) ?? [],
    billed: sum(await selectAsks(connection, shop.id, asking)),
    failed: await findFailedPayout(connection, shop.id, state.payoutAccount),
  };
}

/** What one person may move alone in a shop on a day. */
export function limitOf(book: Pick<PolicyBook, 'currency'>): Minor {
  return readMinor(env().secondPersonAbove[book.currency]);
}

/** What a person moved alone in a shop today, the marketplace's day. */
export function movedAloneToday(
  connection: PoolClient,
  { shop, book }: Pick<ShopStanding, 'shop' | 'book'>,
  person: string,
  now: Instant,
): Promise<Minor> {
  const since = startOfDay(dayOf(now, book.zone), book.zone);
  return sumMovedAlone(connection, { shopId: shop.id, person, since });
}
