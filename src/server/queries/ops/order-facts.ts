import 'server-only';
import type { RecordedFactDto } from '@/contracts/ops-statement';
import type { LinesPageDto } from '@/contracts/statement';
import type { Connection } from '../../db/database';

/** Facts of an order, or one that is about no order: the group of lines that they stand behind. */
type FactsOfGroup = (order: string | null) => readonly RecordedFactDto[];

/** The most facts of one order that a page shows. */
const MOST_OF_AN_ORDER = 50;

interface FactRecord extends RecordedFactDto {
  readonly order: string | null;
}

/**
 * What is recorded behind a page of lines: every fact of its orders, and of the lines of no order the facts that caused them, as they stand
 * in the shop's record.
 */
export async function readFactsBehind(
  connection: Connection,
  shopId: number,
  { groups }: LinesPageDto,
): Promise<FactsOfGroup> {
  const orders = groups.flatMap(({ order }) => order ?? []);
  const ids = groups.flatMap(({ order, lines }) => (order === null ? lines.flatMap(({ fact }) => fact?.id ?? []) : []));
  const { rows } = await connection.query<FactRecord>(
    `SELECT no, id, type, occurred_at AS "occurredAt", effective_on AS "effectiveOn", recorded_at AS "recordedAt", payload, "order"
       FROM (SELECT f.*, f.order_id AS "order", row_number() OVER (PARTITION BY f.order_id ORDER BY f.no) AS place FROM fact f
              WHERE f.shop_id = $1 AND f.order_id = ANY($2::text[])
             UNION ALL
             SELECT f.*, NULL, 1 FROM fact f WHERE f.shop_id = $1 AND f.id = ANY($3::text[])) found
      WHERE place <= ${MOST_OF_AN_ORDER} ORDER BY no`,
    [shopId, orders, ids],
  );
  return (order) => rows.filter((row) => row.order === order);
}
