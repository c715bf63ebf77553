import 'server-only';
import { dayOf, type Instant } from '@/domain/calendar/instant';
import { commandFactIds } from '@/domain/fact/command-ids';
import type { FactOf } from '@/domain/fact/fact';
import { MARKETPLACES } from '@/domain/policy/books/index';
import { present } from '@/domain/shared/assert';
import type { Database } from '../../db/database';
import { recordFacts } from '../record-facts';

/** Who signed in, and when by the clock that the books go by. */
export interface RecordSignInInput {
  /** Names the member; whoever is no member of a seller is activity of no shop. */
  readonly personKey: string;
  readonly now: Instant;
}

interface SeenShop {
  readonly id: number;
  readonly shop: string;
  readonly marketplace: string;
}

type SignIn = FactOf<'shop.activity'>;

function signInOf({ shop, marketplace }: SeenShop, now: Instant): SignIn {
  const { zone } = present(MARKETPLACES[marketplace], `policy book of ${marketplace}`);
  const id = commandFactIds.activity('sign-in', dayOf(now, zone));
  return { id, shop, type: 'shop.activity', occurredAt: now, kind: 'sign-in' };
}

/**
 * Records a member's sign-in as activity of every shop that they may see (R10.5): at most one fact for each shop and marketplace day, so
 * that a second sign-in of a day, or a colleague's, adds nothing.
 * @returns of how many shops it was the first of the day
 * @example await recordSignIn(database, { personKey: 'marlow', now }) // 4
 */
export async function recordSignIn(database: Database, { personKey, now }: RecordSignInInput): Promise<number> {
  const shops = await database.pool.query<SeenShop>(
    `SELECT s.id, s.external_id AS shop, s.marketplace
       FROM member m JOIN shop s ON s.seller_id = m.seller_id
      WHERE m.person_key = $1 AND m.status = 'active'
        AND (m.shop_access = 'all' OR EXISTS (
          SELECT FROM member_shop ms WHERE ms.seller_id = m.seller_id AND ms.member_no = m.no AND ms.shop_id = s.id))`,
    [personKey],
  );
  const signIns = shops.rows.map((shop) => signInOf(shop, now));
  const { rows: known } = await database.pool.query<{ shop: string }>(
    `SELECT s.external_id AS shop FROM unnest($1::int[], $2::text[]) n (shop_id, id)
       JOIN fact f ON f.shop_id = n.shop_id AND f.id = n.id JOIN shop s ON s.id = n.shop_id`,
    [shops.rows.map(({ id }) => id), signIns.map(({ id }) => id)],
  );
  const told = new Set(known.map(({ shop }) => shop));
  const facts = signIns.filter(({ shop }) => !told.has(shop)).map((fact, index) => ({ line: index + 1, fact }));
  if (facts.length === 0) return 0;
  // Not atomic: of two at the same moment the second is refused for its shop, which has its fact of the day then.
  return (await recordFacts(database, { facts, isAtomic: false, recordedAt: now })).accepted;
}
