import 'server-only';
import type { CounterpartDto } from '@/contracts/statements';
import type { Connection } from '../db/database';

/** How many of the statements that one was netted with are named in a list. */
const NAMED = 3;

/** The statements that one was netted with (R7.1). */
export interface Netted {
  readonly first: readonly CounterpartDto[];
  readonly count: number;
}

/** What some statements were set against, the oldest allocations first, by statement number. */
export async function readCounterparts(
  connection: Connection,
  shopId: number,
  nos: readonly number[],
): Promise<ReadonlyMap<number, Netted>> {
  if (nos.length === 0) return new Map();
  const { rows } = await connection.query<CounterpartDto & { own: number; count: number }>(
    `SELECT n.own, a.count, s.no, s.day, s.kind FROM unnest($2::int[]) n (own)
       CROSS JOIN LATERAL (
         SELECT x.other, min(x.no) AS since, count(*) OVER ()::int AS count FROM (
           SELECT no, debt_statement_no AS other FROM allocation WHERE shop_id = $1 AND credit_statement_no = n.own
           UNION ALL
           SELECT no, credit_statement_no FROM allocation WHERE shop_id = $1 AND debt_statement_no = n.own
         ) x GROUP BY x.other ORDER BY since LIMIT ${NAMED}
       ) a
       JOIN statement s ON s.shop_id = $1 AND s.no = a.other ORDER BY n.own, a.since`,
    [shopId, nos],
  );
  const netted = new Map<number, { first: CounterpartDto[]; count: number }>();
  for (const { own, count, no, day, kind } of rows) {
    const entry = netted.get(own) ?? { first: [], count };
    entry.first.push({ no, day, kind });
    netted.set(own, entry);
  }
  return netted;
}
