import 'server-only';
import type { Instant } from '@/domain/calendar/instant';
import type { FactFlag, Flags } from '@/domain/fact/flags';
import type { Connection } from '../db/database';

/** What a batch means for the flagged facts of one shop. */
export type ShopFlags = Flags & { readonly shopId: number };

async function insertFlags(connection: Connection, flags: readonly ShopFlags[], recordedAt: Instant): Promise<void> {
  const rows = flags.flatMap(({ shopId, flagged }) => flagged.map((each) => ({ shopId, ...each })));
  if (rows.length === 0) return;
  // One that had waited was recorded before: its age is its own.
  await connection.query(
    `INSERT INTO flagged_fact (shop_id, fact_no, flag, recorded_at, order_id, reason)
     SELECT given.shop_id, given.fact_no, given.flag, coalesce(f.recorded_at, $6), given.order_id, given.reason
       FROM unnest($1::int[], $2::int[], $3::text[], $4::text[], $5::text[]) AS given (shop_id, fact_no, flag, order_id, reason)
       LEFT JOIN fact f ON f.shop_id = given.shop_id AND f.no = given.fact_no
     ON CONFLICT DO NOTHING`,
    [
      rows.map((row) => row.shopId),
      rows.map((row) => row.no),
      rows.map((row) => row.flag),
      rows.map((row) => row.order),
      rows.map((row) => row.reason),
      recordedAt,
    ],
  );
}

async function isAnythingWaiting(connection: Connection): Promise<boolean> {
  const { rowCount } = await connection.query("SELECT FROM flagged_fact WHERE flag = 'waiting' LIMIT 1");
  return rowCount !== 0;
}

/** Adds the facts that are flagged now, and takes out those whose order arrived. Their facts are stored before. */
export async function keepFlags(
  connection: Connection,
  flags: readonly ShopFlags[],
  recordedAt: Instant,
): Promise<void> {
  const arrived = flags.flatMap(({ shopId, arrived: orders }) => orders.map((order) => ({ shopId, order })));
  // A file of old orders names millions that nothing waited for: where nothing waits, nothing is looked up.
  if (arrived.length > 0 && (await isAnythingWaiting(connection))) {
    await connection.query(
      `DELETE FROM flagged_fact f USING unnest($1::int[], $2::text[]) AS arrived (shop_id, order_id)
        WHERE f.flag = 'waiting' AND f.shop_id = arrived.shop_id AND f.order_id = arrived.order_id`,
      [arrived.map(({ shopId }) => shopId), arrived.map(({ order }) => order)],
    );
  }
  await insertFlags(connection, flags, recordedAt);
}

/** A flag and who would have it out of sight. */
export interface NewDismissal {
  readonly shopId: number;
  readonly no: number;
  readonly flag: FactFlag;
  readonly reason: string;
  readonly byKey: string;
  readonly byName: string;
  readonly at: Instant;
}

/** A flag, locked until the transaction ends. */
export async function lockFlag(
  connection: Connection,
  { shopId, no, flag }: Pick<NewDismissal, 'shopId' | 'no' | 'flag'>,
): Promise<{ readonly isDismissed: boolean; readonly factId: string } | null> {
  const { rows } = await connection.query<{ isDismissed: boolean; factId: string }>(
    `SELECT g.is_dismissed AS "isDismissed", f.id AS "factId" FROM flagged_fact g
       JOIN fact f ON f.shop_id = g.shop_id AND f.no = g.fact_no
      WHERE g.shop_id = $1 AND g.fact_no = $2 AND g.flag = $3 FOR UPDATE OF g`,
    [shopId, no, flag],
  );
  return rows[0] ?? null;
}

/** Puts a flag out of sight, and on record who did. */
export async function insertDismissal(connection: Connection, dismissal: NewDismissal): Promise<void> {
  const { shopId, no, flag, reason, byKey, byName, at } = dismissal;
  await connection.query(
    `INSERT INTO fact_dismissal (shop_id, fact_no, flag, reason, dismissed_by, dismissed_by_name, dismissed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [shopId, no, flag, reason, byKey, byName, at],
  );
  await connection.query(
    'UPDATE flagged_fact SET is_dismissed = true WHERE shop_id = $1 AND fact_no = $2 AND flag = $3',
    [shopId, no, flag],
  );
}
