import 'server-only';
import type { DaySealDto } from '@/contracts/ops-statement';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { Connection } from '../../db/database';

interface SealRecord {
  readonly day: PlainDate;
  readonly previous_day: PlainDate | null;
  readonly hash: string;
  readonly previous_hash: string;
  readonly parts: readonly string[];
  readonly row_counts: readonly number[];
  readonly is_whole: boolean;
}

/** The seal that a day of a shop is under, made again from the day's rows; null while the day is open. */
export async function readDaySeal(connection: Connection, shopId: number, day: PlainDate): Promise<DaySealDto | null> {
  const { rows } = await connection.query<SealRecord>(
    `SELECT l.day, l.previous_day, encode(l.hash, 'hex') AS hash, encode(l.previous_hash, 'hex') AS previous_hash, l.parts, l.row_counts,
            l.hash IS NOT DISTINCT FROM sha256(l.previous_hash
              || seal_content(s.external_id, l.day, d.parts, d.row_counts, d.part_hashes, d.marks)) AS is_whole
       FROM seal l JOIN shop s ON s.id = l.shop_id
       LEFT JOIN LATERAL day_parts(ARRAY[l.shop_id], ARRAY[l.day - 1], ARRAY[l.day]) d ON true
      WHERE l.shop_id = $1 AND l.day = $2`,
    [shopId, day],
  );
  const [row] = rows;
  if (row === undefined) return null;
  return {
    day: row.day,
    previousDay: row.previous_day,
    hash: row.hash,
    previousHash: row.previous_hash,
    parts: row.parts.map((part, index) => ({ part, rows: row.row_counts[index] ?? 0 })),
    isWhole: row.is_whole,
  };
}
