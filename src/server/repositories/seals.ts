import 'server-only';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { Connection } from '../db/database';

/**
 * Seals every closed day of some shops that has rows and no seal yet, each chained to the one before (docs/decisions/0028). To be called by
 * whoever closes days, in the same transaction: then no closed day is ever without a seal.
 */
export async function sealDays(connection: Connection, shopIds: readonly number[]): Promise<void> {
  await connection.query('SELECT seal_days($1::int[])', [shopIds]);
}

/** A day whose seal, or whose rows, are not what they were. */
export interface BrokenDay {
  readonly shopId: number;
  readonly shop: string;
  readonly day: PlainDate;
  /** There are rows, and no seal. */
  readonly isUnsealed: boolean;
  /** The seal's hash is not that of what it says. */
  readonly isForged: boolean;
  /** It does not follow from the seal before it. */
  readonly isUnchained: boolean;
  /** The rows do not make it. */
  readonly isDifferent: boolean;
  /** What was sealed: tables, their numbers of rows, and 4 bytes of every row's hash, as hexadecimal text. */
  readonly parts: readonly string[];
  readonly rowCounts: readonly number[];
  readonly marks: string;
}

const BROKEN = `
  WITH asked AS (SELECT id, external_id, closed_through FROM shop WHERE id = ANY ($1::int[])),
  span AS (SELECT array_agg(id) AS ids, array_agg('-infinity'::date) AS after, array_agg(closed_through) AS through
             FROM asked WHERE closed_through IS NOT NULL),
  made AS (SELECT d.* FROM span CROSS JOIN LATERAL day_parts(span.ids, span.after, span.through) d),
  kept AS (SELECT l.*, lag(l.day) OVER w AS day_before, coalesce(lag(l.hash) OVER w, '') AS hash_before
             FROM seal l WHERE l.shop_id = ANY ($1::int[]) WINDOW w AS (PARTITION BY l.shop_id ORDER BY l.day)),
  checked AS (
    SELECT coalesce(k.shop_id, m.shop_id) AS shop_id, coalesce(k.day, m.day) AS day, k.hash IS NULL AS is_unsealed,
           coalesce(k.previous_hash <> k.hash_before OR k.previous_day IS DISTINCT FROM k.day_before, false) AS is_unchained,
           k.hash IS NOT NULL AND (k.parts, k.row_counts, k.part_hashes, k.marks)
             IS DISTINCT FROM (m.parts, m.row_counts, m.part_hashes, m.marks) AS is_different,
           k.previous_hash, k.hash, k.parts, k.row_counts, k.part_hashes, k.marks
      FROM kept k FULL JOIN made m ON m.shop_id = k.shop_id AND m.day = k.day),
  judged AS (
    SELECT c.*, a.external_id, coalesce(c.hash <> sha256(c.previous_hash
             || seal_content(a.external_id, c.day, c.parts, c.row_counts, c.part_hashes, c.marks)), false) AS is_forged
      FROM checked c JOIN asked a ON a.id = c.shop_id)
  SELECT shop_id AS "shopId", external_id AS shop, day, is_unsealed AS "isUnsealed", is_forged AS "isForged",
         is_unchained AS "isUnchained", is_different AS "isDifferent", coalesce(parts, '{}') AS parts,
         coalesce(row_counts, '{}') AS "rowCounts", coalesce(encode(marks, 'hex'), '') AS marks
    FROM (SELECT j.*, row_number() OVER (PARTITION BY j.shop_id ORDER BY j.day) AS place FROM judged j
           WHERE j.is_unsealed OR j.is_forged OR j.is_unchained OR j.is_different) broken
   WHERE place <= $2 ORDER BY shop_id, day`;

/** Makes the seals of some shops again from their rows, and returns the days on which something is not as it was; at most so many of a shop. */
export async function selectBrokenDays(
  connection: Connection,
  shopIds: readonly number[],
  most: number,
): Promise<readonly BrokenDay[]> {
  const { rows } = await connection.query<BrokenDay>(BROKEN, [shopIds, most]);
  return rows;
}

/** A row of a day as its seal would have it: its place, and the first 4 bytes of its hash as hexadecimal text. */
export interface MarkedRow {
  readonly part: string;
  readonly keys: readonly [number, number, string];
  readonly mark: string;
}

/** Every row of a shop's day that a seal covers, in the order in which it does. */
export async function selectMarkedRows(
  connection: Connection,
  shopId: number,
  day: PlainDate,
): Promise<readonly MarkedRow[]> {
  const { rows } = await connection.query<{ part: string; key_1: number; key_2: number; key_3: string; mark: string }>(
    `SELECT part, key_1, key_2, key_3, encode(substr(digest, 1, 4), 'hex') AS mark
       FROM sealed_row(ARRAY[$1::int], ARRAY[$2::date - 1], ARRAY[$2::date])
      ORDER BY part COLLATE "C", key_1, key_2, key_3 COLLATE "C"`,
    [shopId, day],
  );
  return rows.map(({ part, key_1, key_2, key_3, mark }) => ({ part, keys: [key_1, key_2, key_3], mark }));
}

/** The hash over the last seals of the first shops through a day. */
export interface SealHead {
  readonly day: PlainDate;
  readonly lastShop: number;
  /** 64 hexadecimal digits. */
  readonly hash: string;
}

/** The head through the last day that is closed for every shop; null where there is none. */
export async function selectHead(connection: Connection): Promise<SealHead | null> {
  const { rows } = await connection.query<SealHead>(
    `SELECT day, last_shop AS "lastShop", encode(seal_head(day, last_shop), 'hex') AS hash
       FROM (SELECT min(coalesce(closed_through, opened_on - 1)) AS day, max(id) AS last_shop FROM shop) whole WHERE day IS NOT NULL`,
  );
  return rows[0] ?? null;
}

/** The hash over the last seals of the first shops through a day, as it is now. */
export async function selectHeadHash(
  connection: Connection,
  { day, lastShop }: Pick<SealHead, 'day' | 'lastShop'>,
): Promise<string> {
  const { rows } = await connection.query<{ hash: string }>(
    `SELECT encode(seal_head($1::date, $2::int), 'hex') AS hash`,
    [day, lastShop],
  );
  return rows[0]?.hash ?? '';
}

/** How many days of some shops, or of all, are sealed. */
export async function countSeals(connection: Connection, shopIds: readonly number[]): Promise<number> {
  const { rows } = await connection.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM seal WHERE shop_id = ANY ($1::int[])',
    [shopIds],
  );
  return rows[0]?.count ?? 0;
}
