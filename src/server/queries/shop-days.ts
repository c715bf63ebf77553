import 'server-only';
import type { ShopContext } from '@/contracts/shell';
import { pastDays } from '@/domain/alert/past-days';
import { type ShopDay, shopDayOf } from '@/domain/alert/shop-day';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { type Database, inTransaction } from '../db/database';
import { selectAllFacts } from '../repositories/facts';
import { selectPolicies } from '../repositories/policies';
import { readOutlookInput } from './outlook';

/** A shop as its days are asked for. */
export type ShopOfDays = Pick<ShopContext, 'id' | 'externalId' | 'marketplace'>;

/** Which days of a shop, and how far each looks ahead. */
export interface ShopDaysAsked {
  readonly from: PlainDate;
  /** A closed day. */
  readonly through: PlainDate;
  /** 0 where no rule asks. */
  readonly aheadDays: number;
}

/**
 * Days of a shop as its books stood when they were over, in the figures of alert rules: what the live evaluation and the preview both go by.
 * The last closed day alone is read from the stored books; others by closing the days again from the facts, which comes to the same (R12.12).
 * @returns ascending, none before the opening
 */
export async function readShopDays(
  database: Database,
  shop: ShopOfDays,
  asked: ShopDaysAsked,
): Promise<readonly ShopDay[]> {
  const stored = asked.from === asked.through ? await readStoredDay(database, shop, asked) : null;
  return stored === null ? readPastDays(database, shop, asked) : [stored];
}

/** The day from the stored books; null where they are past it: a later day is closed, or a moment of the open day has been posted. */
async function readStoredDay(
  database: Database,
  shop: ShopOfDays,
  { through, aheadDays }: ShopDaysAsked,
): Promise<ShopDay | null> {
  const input = await readOutlookInput(database, shop, Math.max(1, aheadDays), { measuresToo: true });
  if (input === null || input.state.closedThrough !== through || input.state.momentsThrough > 0) return null;
  const { rows } = await database.pool.query<{ last: PlainDate | null }>(
    `SELECT max(occurred_on) AS last FROM fact
      WHERE shop_id = $1 AND type = 'shop.activity' AND payload->>'kind' = 'sign-in' AND effective_on <= $2`,
    [shop.id, through],
  );
  return shopDayOf({ ...input, lastSignInOn: rows[0]?.last ?? null }, aheadDays);
}

/** The days from the facts, whatever the stored books say. */
export async function readPastDays(
  database: Database,
  shop: ShopOfDays,
  asked: ShopDaysAsked,
): Promise<readonly ShopDay[]> {
  const [facts, policies] = await inTransaction(database, async (connection) => [
    await selectAllFacts(connection, new Map([[shop.id, shop.externalId]]), asked.through),
    await selectPolicies(connection),
  ]);
  return pastDays({ facts: facts.get(shop.id) ?? [], policies, ...asked });
}
