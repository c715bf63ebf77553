import 'server-only';
import type { ShopContext } from '@/contracts/shell';
import type { MovedDto, NextEventDto } from '@/contracts/test-clock';
import { nextBusinessDay } from '@/domain/calendar/business-days';
import { dayOf, type Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { bookOf } from '@/domain/close/open-shop';
import { formatMinor, type Minor } from '@/domain/money/money';
import { MARKETPLACES } from '@/domain/policy/books/index';
import type { Connection } from '../db/database';

const FIRST = 3;

/** When payouts on their way arrive: the simulated bank pays on the next business day (R7.5). */
async function nextArrival(connection: Connection, shopId: number | null): Promise<NextEventDto | null> {
  const { rows } = await connection.query<{ marketplace: string; initiated_on: PlainDate }>(
    `SELECT s.marketplace, min(p.initiated_on) AS initiated_on FROM payout p JOIN shop s ON s.id = p.shop_id
      WHERE p.status = 'processing' AND CASE WHEN $1::int IS NULL THEN s.seller_id IS NOT NULL ELSE s.id = $1 END
      GROUP BY s.marketplace`,
    [shopId],
  );
  const days = rows.map((row) => nextBusinessDay(row.initiated_on, bookOf(MARKETPLACES, row.marketplace).bankHolidays));
  const [day] = days.sort();
  return day === undefined ? null : { kind: 'payout-arrives', day, order: null };
}

/** When the first bill that is paid clears (R8.3). */
async function nextClearing(connection: Connection, shopId: number | null): Promise<NextEventDto | null> {
  const { rows } = await connection.query<{ marketplace: string; clears_at: Instant }>(
    `SELECT s.marketplace, b.clears_at FROM bill b JOIN shop s ON s.id = b.shop_id
      WHERE b.status = 'paid' AND CASE WHEN $1::int IS NULL THEN s.seller_id IS NOT NULL ELSE s.id = $1 END
      ORDER BY b.clears_at LIMIT 1`,
    [shopId],
  );
  const [first] = rows;
  if (first === undefined) return null;
  return { kind: 'clears', day: dayOf(first.clears_at, bookOf(MARKETPLACES, first.marketplace).zone), order: null };
}

/**
 * The next thing that is known to happen to a shop, or to the first of all sellers' shops: an order settles, a hold is released, a payout
 * arrives, a bill clears, a fact that is dated ahead takes effect. A look at four indexes, not at the engine: the bar stands on every page.
 */
export async function findNextEvent(connection: Connection, shopId: number | null): Promise<NextEventDto | null> {
  const { rows } = await connection.query<{ kind: NextEventDto['kind']; day: PlainDate; order_id: string | null }>(
    `WITH looked AS (
       SELECT id, coalesce(closed_through, opened_on - 1) AS through FROM shop
        WHERE CASE WHEN $1::int IS NULL THEN seller_id IS NOT NULL ELSE id = $1 END
     )
     (SELECT 'settles' AS kind, d.settles_on AS day, d.order_id FROM looked l
        JOIN due_order d ON d.shop_id = l.id AND d.settles_on > l.through ORDER BY 2, 3 LIMIT 1)
     UNION ALL
     (SELECT 'released', h.release_on, h.order_id FROM looked l
        JOIN hold h ON h.shop_id = l.id AND h.release_on > l.through AND h.withheld_minor > h.released_minor + h.used_minor
       ORDER BY 2, 3 LIMIT 1)
     UNION ALL
     (SELECT 'fact', f.effective_on, f.order_id FROM looked l
        JOIN fact f ON f.shop_id = l.id AND f.effective_on > l.through AND f.type NOT LIKE 'bill.%' AND f.type <> 'shop.activity' ORDER BY 2, f.no LIMIT 1)`,
    [shopId],
  );
  const known = rows.map((row): NextEventDto => ({ kind: row.kind, day: row.day, order: row.order_id }));
  const arrival = await nextArrival(connection, shopId);
  const clearing = await nextClearing(connection, shopId);
  const [first] = [...known, ...[arrival, clearing].filter((event) => event !== null)].sort((left, right) =>
    left.day < right.day ? -1 : 1,
  );
  return first ?? null;
}

interface PayoutMoved {
  readonly no: number;
  readonly day: PlainDate;
  readonly amount_minor: Minor;
  readonly what: MovedDto['payouts'][number]['what'];
  readonly count: number;
}

/**
 * What happened on some days: statements that closed on them, and payouts that were made in the runs that follow their closes.
 * @param from the first day that was closed
 * @param to the day on which the clock now stands
 */
export async function readMoved(
  connection: Connection,
  shop: Pick<ShopContext, 'id'> | null,
  from: PlainDate,
  to: PlainDate,
): Promise<MovedDto> {
  const id = shop?.id ?? null;
  const { rows: statements } = await connection.query<{
    no: number;
    day: PlainDate;
    payable_minor: Minor;
    count: number;
  }>(
    `SELECT no, day, payable_minor, count(*) OVER ()::int AS count FROM statement
      WHERE ($1::int IS NULL OR shop_id = $1) AND day >= $2 AND day < $3 ORDER BY day, no LIMIT $4`,
    [id, from, to, FIRST],
  );
  const { rows: payouts } = await connection.query<PayoutMoved>(
    `SELECT *, count(*) OVER ()::int AS count FROM (
       SELECT no, initiated_on AS day, amount_minor, 'made' AS what FROM payout
        WHERE ($1::int IS NULL OR shop_id = $1) AND initiated_on > $2 AND initiated_on <= $3
       UNION ALL
       SELECT no, settled_on, amount_minor, status FROM payout
        WHERE ($1::int IS NULL OR shop_id = $1) AND settled_on >= $2 AND settled_on < $3
     ) moved ORDER BY day, no LIMIT $4`,
    [id, from, to, FIRST],
  );
  return {
    from,
    to,
    statements: statements.map(({ no, day, payable_minor }) => ({ no, day, payable: formatMinor(payable_minor) })),
    statementCount: statements[0]?.count ?? 0,
    payouts: payouts.map(({ no, day, amount_minor, what }) => ({ no, day, amount: formatMinor(amount_minor), what })),
    payoutCount: payouts[0]?.count ?? 0,
    isOfShop: id !== null,
  };
}
