import 'server-only';
import { WATERFALL_ROWS, type WaterfallDto, type WaterfallRow } from '@/contracts/overview';
import { type PlainDate, plainDate } from '@/domain/calendar/plain-date';
import { formatMinor, type Minor, minus, negate, plus, sum, ZERO } from '@/domain/money/money';
import { type ComponentKind, categoryOf } from '@/domain/settlement/component';
import { present } from '@/domain/shared/assert';
import type { Connection } from '../db/database';

/** Kinds with a row of their own; the others go by their category. */
const ROW_OF: Partial<Record<ComponentKind, WaterfallRow>> = {
  'seller-discount': 'discounts',
  refund: 'refunds',
  'return-shipping-fee': 'return-shipping',
  'return-shipping-subsidy': 'return-shipping',
  'bill-payment': 'bill-payments',
  'bill-payment-reversal': 'bill-payments',
  'reserve-withheld': 'reserve-withheld',
  'reserve-released': 'reserve-released',
  'reserve-used': 'reserve-used',
};

const BY_CATEGORY = {
  revenue: 'sales',
  shipping: 'shipping',
  fees: 'fees',
  adjustments: 'adjustments',
  reserve: 'reserve-released',
} as const satisfies Record<ReturnType<typeof categoryOf>, WaterfallRow>;

function rowOf(kind: string): WaterfallRow {
  return ROW_OF[kind as ComponentKind] ?? BY_CATEGORY[categoryOf(kind)];
}

/** Components of the days by kind, and payouts from the run after the first day's eve to the one after the last day (R11). */
async function readMoved(
  connection: Connection,
  shopId: number,
  from: PlainDate,
  to: PlainDate,
): Promise<ReadonlyMap<WaterfallRow, Minor>> {
  const { rows: kinds } = await connection.query<{ kind: string; amount: Minor }>(
    `SELECT c ->> 'kind' AS kind, (sum((c ->> 'amount')::numeric) * 100)::bigint AS amount
       FROM statement s JOIN line l ON l.shop_id = s.shop_id AND l.statement_no = s.no, json_array_elements(l.breakdown) c
      WHERE s.shop_id = $1 AND s.day BETWEEN $2 AND $3 GROUP BY 1`,
    [shopId, from, to],
  );
  const { rows: payouts } = await connection.query<{ paid_out: Minor; back: Minor }>(
    `SELECT coalesce(sum(amount_minor) FILTER (WHERE initiated_on BETWEEN $2::date + 1 AND $3::date + 1), 0)::bigint AS paid_out,
            coalesce(sum(amount_minor) FILTER (WHERE status IN ('failed', 'returned') AND settled_on BETWEEN $2 AND $3), 0)::bigint AS back
       FROM payout WHERE shop_id = $1 AND (initiated_on > $2 OR settled_on >= $2)`,
    [shopId, from, to],
  );
  const moved = new Map<WaterfallRow, Minor>();
  const add = (row: WaterfallRow, amount: Minor) => moved.set(row, plus(moved.get(row) ?? ZERO, amount));
  for (const { kind, amount } of kinds) add(rowOf(kind), amount);
  const { paid_out: paidOut, back } = present(payouts[0], 'a sum has one row');
  add('payouts', negate(paidOut));
  add('payouts-back', back);
  return moved;
}

/**
 * Where the money of a month went: from what was available before it to what is available now.
 * @param closedThrough the last closed day; the month is the one that it lies in
 * @returns null where nothing moved in the month
 */
export async function readWaterfall(
  connection: Connection,
  shopId: number,
  closedThrough: PlainDate,
): Promise<WaterfallDto | null> {
  const from = plainDate(`${closedThrough.slice(0, 8)}01`);
  const [moved, shop] = await Promise.all([
    readMoved(connection, shopId, from, closedThrough),
    connection.query<{ available: Minor }>('SELECT available_minor AS available FROM shop WHERE id = $1', [shopId]),
  ]);
  const closing = present(shop.rows[0], `shop ${shopId}`).available;
  const opening = minus(closing, sum(moved.values()));
  let running = opening;
  const rows = WATERFALL_ROWS.flatMap((row) => {
    const amount = moved.get(row) ?? ZERO;
    if (amount === ZERO) return [];
    running = plus(running, amount);
    return [{ row, amount: formatMinor(amount), running: formatMinor(running) }];
  });
  if (rows.length === 0) return null;
  return { from, to: closedThrough, opening: formatMinor(opening), rows, closing: formatMinor(closing) };
}
