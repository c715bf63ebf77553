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

/** The facts that caused lines, each once in the group of its lines. */
function causesOf(groups: LinesPageDto['groups']): readonly { readonly id: string; readonly order: string | null }[] {
  return groups.flatMap(({ order, lines }) =>
    [...new Set(lines.flatMap(({ fact }) => fact?.id ?? []))].map((id) => ({ id, order })),
  );
}

/**
 * What is recorded behind a page of lines: every fact of its orders, and the facts that caused lines without being about an order, as they stand
 * in the shop's record. Such a one may name an order (R3.5): then it stands among those of that order.
 */
export async function readFactsBehind(
  connection: Connection,
  shopId: number,
  { groups }: LinesPageDto,
): Promise<FactsOfGroup> {
  const orders = groups.flatMap(({ order }) => order ?? []);
  const causes = causesOf(groups);
  const { rows } = await connection.query<FactRecord>(
    `SELECT no, id, type, occurred_at AS "occurredAt", effective_on AS "effectiveOn", recorded_at AS "recordedAt", payload, "order"
       FROM (SELECT f.*, f.order_id AS "order", row_number() OVER (PARTITION BY f.order_id ORDER BY f.no) AS place FROM fact f
              WHERE f.shop_id = $1 AND f.order_id = ANY($2::text[])
             UNION ALL
             SELECT f.*, cause."order", 1 FROM unnest($3::text[], $4::text[]) AS cause (id, "order")
               JOIN fact f ON f.shop_id = $1 AND f.id = cause.id WHERE f.order_id IS NULL) found
      WHERE place <= ${MOST_OF_AN_ORDER} ORDER BY no`,
    [shopId, orders, causes.map(({ id }) => id), causes.map(({ order }) => order)],
  );
  return (order) => rows.filter((row) => row.order === order);
}
