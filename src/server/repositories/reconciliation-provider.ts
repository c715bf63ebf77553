import 'server-only';
import type { Instant } from '@/domain/calendar/instant';
import type { Minor } from '@/domain/money/money';
import type { Connection } from '../db/database';

/** A card payment of ours that was captured, whatever became of it since. */
export interface CapturedPayment {
  readonly shopId: number;
  readonly marketplace: string;
  readonly currency: string;
  readonly payment: string;
  readonly bill: string;
  /** The provider's id; null where none was learnt. */
  readonly ref: string | null;
  readonly amount: Minor;
}

const CAPTURED = `SELECT p.shop_id AS "shopId", s.marketplace, s.currency, p.id AS payment, p.bill_id AS bill, p.provider_ref AS ref,
    round((f.payload ->> 'amount')::numeric * 100)::bigint AS amount
  FROM bill_payment p JOIN shop s ON s.id = p.shop_id
  JOIN fact f ON f.shop_id = p.shop_id AND f.id = p.id || ':captured'`;

/** Captured payments by our ids, the provider's, or their bills. */
export async function selectCaptured(
  connection: Connection,
  by: { readonly payments: readonly string[]; readonly refs: readonly string[]; readonly bills: readonly string[] },
): Promise<readonly CapturedPayment[]> {
  const { rows } = await connection.query<CapturedPayment>(
    `${CAPTURED} WHERE p.id = ANY($1::text[]) UNION ${CAPTURED} WHERE p.provider_ref = ANY($2::text[])
     UNION ${CAPTURED} JOIN bill b ON b.shop_id = p.shop_id AND b.id = p.bill_id WHERE b.id = ANY($3::text[])`,
    [by.payments, by.refs, by.bills],
  );
  return rows;
}

/**
 * Captures that were recorded in a time. One that no card payment of ours stands behind, such as that of the demo's story, goes by its shop's
 * number and its fact's id: the provider does not know it, so it is a difference.
 */
export async function selectCapturedIn(
  connection: Connection,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<readonly CapturedPayment[]> {
  const { rows } = await connection.query<CapturedPayment>(
    `SELECT f.shop_id AS "shopId", s.marketplace, s.currency, coalesce(p.id, f.shop_id || '/' || f.id) AS payment,
            f.payload ->> 'bill' AS bill, p.provider_ref AS ref, round((f.payload ->> 'amount')::numeric * 100)::bigint AS amount
       FROM fact f JOIN shop s ON s.id = f.shop_id
       LEFT JOIN bill_payment p ON p.shop_id = f.shop_id AND f.id LIKE '%:captured' AND p.id = left(f.id, -length(':captured'))
      WHERE f.type = 'bill.captured' AND f.recorded_at >= $1 AND f.recorded_at < $2`,
    [from, until],
  );
  return rows;
}

/** Money of a card payment that we recorded as gone back. */
export interface ReversedPayment {
  readonly shopId: number;
  readonly marketplace: string;
  readonly currency: string;
  readonly bill: string;
  /** The provider's id of the refund or dispute. */
  readonly source: string;
  readonly reason: 'refund' | 'dispute';
  readonly amount: Minor;
}

/** Before it cleared, a bill's reversal has no amount of its own: it is what was captured last. */
const REVERSED = `SELECT f.shop_id AS "shopId", s.marketplace, s.currency, f.payload ->> 'bill' AS bill,
    CASE WHEN f.id ~ '^reversal:(re|pyr|dp|du)_' THEN substr(f.id, 10) ELSE f.shop_id || '/' || f.id END AS source,
    f.payload ->> 'reason' AS reason,
    round(coalesce(f.payload ->> 'amount', (SELECT c.payload ->> 'amount' FROM fact c
      WHERE c.shop_id = f.shop_id AND c.order_id IS NULL AND c.no < f.no AND c.type = 'bill.captured'
        AND c.payload ->> 'bill' = f.payload ->> 'bill'
      ORDER BY c.no DESC LIMIT 1))::numeric * 100)::bigint AS amount
  FROM fact f JOIN shop s ON s.id = f.shop_id`;

/** Reversals by the provider's ids of refunds and disputes, each with the shop that it is looked for in. */
export async function selectReversed(
  connection: Connection,
  sources: readonly { readonly shopId: number; readonly source: string }[],
): Promise<readonly ReversedPayment[]> {
  const { rows } = await connection.query<ReversedPayment>(
    `${REVERSED} JOIN unnest($1::int[], $2::text[]) AS asked (shop_id, id) ON asked.shop_id = f.shop_id AND asked.id = f.id`,
    [sources.map(({ shopId }) => shopId), sources.map(({ source }) => `reversal:${source}`)],
  );
  return rows;
}

/**
 * Reversals that were recorded in a time; one of which the provider did not tell us goes by its shop's number and its fact's id. A bill that
 * failed before it was captured moved no money, nor did one for any other reason than these two.
 */
export async function selectReversedIn(
  connection: Connection,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<readonly ReversedPayment[]> {
  const { rows } = await connection.query<ReversedPayment>(
    `${REVERSED} WHERE f.type IN ('bill.reversed', 'bill.failed') AND f.payload ->> 'reason' IN ('refund', 'dispute') AND f.recorded_at >= $1 AND f.recorded_at < $2
        AND (f.type = 'bill.reversed' OR EXISTS (SELECT FROM fact c WHERE c.shop_id = f.shop_id AND c.order_id IS NULL AND c.no < f.no
              AND c.type = 'bill.captured' AND c.payload ->> 'bill' = f.payload ->> 'bill'))`,
    [from, until],
  );
  return rows;
}

/** A shop's marketplace, by its external id. */
export async function selectMarketplaces(
  connection: Connection,
  shops: readonly string[],
): Promise<ReadonlyMap<string, { readonly id: number; readonly marketplace: string }>> {
  const { rows } = await connection.query<{ shop: string; id: number; marketplace: string }>(
    'SELECT external_id AS shop, id, marketplace FROM shop WHERE external_id = ANY($1::text[])',
    [shops],
  );
  return new Map(rows.map((row) => [row.shop, row]));
}
