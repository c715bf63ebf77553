import 'server-only';
import type { CauseDto } from '@/contracts/shell';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { formatMinor, type Minor } from '@/domain/money/money';
import type { LineEvent } from '@/domain/statement/statement';
import type { Connection } from '../db/database';
import { readBreakdown } from '../repositories/lines';

interface CauseRow {
  readonly event: LineEvent;
  readonly order_id: string | null;
  readonly day: PlainDate;
  readonly no: number;
  readonly amount: Minor;
  readonly breakdown: string;
  readonly is_cancelled: boolean;
  readonly was_paid_out: boolean;
  readonly others: number;
}

/** Which statements are to blame: those that are owed now, or those of the days on which a debt grew. */
export type Blamed = 'pending' | { readonly from: PlainDate; readonly to: PlainDate };

/**
 * Finds the line that hurt most among statements that came to less than zero.
 * @returns null if none did: then only money that was paid out too much is missing
 */
export async function findCause(connection: Connection, shopId: number, blamed: Blamed): Promise<CauseDto | null> {
  const isPending = blamed === 'pending';
  const { rows } = await connection.query<CauseRow>(
    `WITH hurt AS (
       SELECT l.event, l.order_id, l.breakdown, s.day, s.no,
              l.revenue_minor + l.shipping_minor + l.fees_minor + l.adjustments_minor + l.reserve_minor AS amount
         FROM statement s JOIN line l ON l.shop_id = s.shop_id AND l.statement_no = s.no
        WHERE s.shop_id = $1 AND s.payable_minor < 0
          AND ${isPending ? 's.open_minor < 0' : 's.day BETWEEN $2 AND $3'} AND l.event <> 'reserve-withheld'
     )
     SELECT h.*, (SELECT count(*) FROM hurt WHERE amount < 0)::int - 1 AS others,
            EXISTS (SELECT FROM fact f WHERE f.shop_id = $1 AND f.order_id = h.order_id AND f.type = 'order.cancelled') AS is_cancelled,
            EXISTS (SELECT FROM line l JOIN statement s ON s.shop_id = l.shop_id AND s.no = l.statement_no
                     WHERE l.shop_id = $1 AND l.order_id = h.order_id AND l.event = 'settlement' AND s.payout_no IS NOT NULL) AS was_paid_out
       FROM hurt h WHERE h.amount < 0 ORDER BY h.amount, h.no LIMIT 1`,
    isPending ? [shopId] : [shopId, blamed.from, blamed.to],
  );
  const row = rows[0];
  if (row === undefined) return null;
  const [worst] = [...readBreakdown(row.breakdown)].sort((left, right) => (left.amount < right.amount ? -1 : 1));
  return {
    event: row.event,
    order: row.order_id,
    kind: worst?.kind ?? row.event,
    day: row.day,
    statement: row.no,
    amount: formatMinor(row.amount),
    isCancelled: row.is_cancelled,
    wasPaidOut: row.was_paid_out,
    otherCount: row.others,
  };
}
