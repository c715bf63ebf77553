import 'server-only';
import type { TrendDto, TrendSpan } from '@/contracts/overview';
import { addDays, type PlainDate, weekdayOf } from '@/domain/calendar/plain-date';
import { formatMinor, type Minor, sum, ZERO } from '@/domain/money/money';
import type { Connection } from '../db/database';

const WEEKS: Readonly<Record<TrendSpan, number>> = { '12-weeks': 12, year: 52 };

interface WeekRow {
  readonly week: PlainDate;
  readonly settled: Minor;
  readonly paid_out: Minor;
}

/**
 * What settled in each week, and what was paid out. Settled is that of daily statements: what the shop paid itself is no sale. Paid out
 * counts by the day on which the payout started, without those that failed.
 * @param today the last week is the one that it lies in
 */
export async function readTrend(
  connection: Connection,
  shopId: number,
  today: PlainDate,
  span: TrendSpan,
): Promise<TrendDto> {
  const last = addDays(today, 1 - weekdayOf(today));
  const first = addDays(last, -7 * (WEEKS[span] - 1));
  const { rows } = await connection.query<WeekRow>(
    `SELECT week, sum(settled)::bigint AS settled, sum(paid_out)::bigint AS paid_out FROM (
       SELECT date_trunc('week', day)::date AS week, settlement_minor AS settled, 0 AS paid_out FROM statement
        WHERE shop_id = $1 AND kind = 'daily' AND day BETWEEN $2 AND $3
       UNION ALL
       SELECT date_trunc('week', initiated_on)::date, 0, amount_minor FROM payout
        WHERE shop_id = $1 AND status IN ('processing', 'paid') AND initiated_on BETWEEN $2 AND $3
     ) moved GROUP BY week`,
    [shopId, first, addDays(last, 6)],
  );
  const byWeek = new Map(rows.map((row) => [row.week, row]));
  const weeks = Array.from({ length: WEEKS[span] }, (_, index) => {
    const from = addDays(first, 7 * index);
    const row = byWeek.get(from);
    return {
      from,
      to: addDays(from, 6),
      settled: formatMinor(row?.settled ?? ZERO),
      paidOut: formatMinor(row?.paid_out ?? ZERO),
    };
  });
  return {
    span,
    weeks,
    settled: formatMinor(sum(rows.map((row) => row.settled))),
    paidOut: formatMinor(sum(rows.map((row) => row.paid_out))),
  };
}
