import 'server-only';
import type { PoolClient } from 'pg';
import type { Instant } from '@/domain/calendar/instant';
import { commandFactIds } from '@/domain/fact/command-ids';
import type { PayoutStatus } from '@/domain/payout/payout';
import { type Database, inTransaction } from '../../db/database';
import type { PayoutRail } from '../../env';
import { closeDaysBefore } from '../bills/clear-bills';
import { lockStanding, recordCommandFact } from '../bills/shop-standing';

/** A payout that did not arrive, or came back. */
export interface PayoutFailure {
  readonly shopId: number;
  readonly payout: number;
  /** Our word for the bank's reason, or the bank's own code. */
  readonly code: string;
}

/** Payouts that failed or came back. */
export interface PayoutFailuresInput {
  readonly failures: readonly PayoutFailure[];
  readonly now: Instant;
  /** How the days before are closed; what the environment names otherwise. */
  readonly rail?: PayoutRail | undefined;
}

interface PayoutStanding {
  readonly status: PayoutStatus;
  /** A failure that was recorded and has not taken effect yet. */
  readonly isRecorded: boolean;
}

/** What may still happen to each payout of a shop; read under the shop's lock. */
async function selectStandings(
  connection: PoolClient,
  shopId: number,
  payouts: readonly number[],
): Promise<ReadonlyMap<number, PayoutStanding>> {
  const { rows } = await connection.query<PayoutStanding & { readonly no: number }>(
    `SELECT p.no, p.status, EXISTS (SELECT 1 FROM fact f WHERE f.shop_id = p.shop_id
         AND f.id IN ('bank:payout-back:' || p.no || ':failed', 'bank:payout-back:' || p.no || ':returned')) AS "isRecorded"
       FROM payout p WHERE p.shop_id = $1 AND p.no = ANY($2::int[])`,
    [shopId, payouts],
  );
  return new Map(rows.map(({ no, ...standing }) => [no, standing]));
}

async function recordOfShop(
  connection: PoolClient,
  shopId: number,
  codes: ReadonlyMap<number, string>,
  now: Instant,
): Promise<number> {
  const standing = await lockStanding(connection, shopId);
  let { shop } = standing;
  let recorded = 0;
  for (const [payout, { status, isRecorded }] of await selectStandings(connection, shopId, [...codes.keys()])) {
    if (isRecorded || (status !== 'processing' && status !== 'paid')) continue;
    const became = status === 'paid' ? 'returned' : 'failed';
    const id = commandFactIds.payoutBack(payout, became);
    const fact = { id, type: `payout.${became}` as const, payout, code: codes.get(payout) ?? '' };
    ({ shop } = await recordCommandFact(connection, { ...standing, shop }, fact, now));
    recorded += 1;
  }
  return recorded;
}

/**
 * Records that payouts failed or came back, all or none. The days that are over are closed first: a payout that a bank's silence paid on one of
 * them was returned since, one still on its way failed (R7.5); which of the two is decided under the lock of its shop. A payout fails once:
 * said again, it has no effect.
 * @returns how many were recorded
 * @example await recordPayoutFailures(database, { failures: [{ shopId: 1, payout: 7, code: 'account-closed' }], now }) // 1
 */
export async function recordPayoutFailures(
  database: Database,
  { failures, now, rail }: PayoutFailuresInput,
): Promise<number> {
  const byShop = new Map<number, Map<number, string>>();
  for (const { shopId, payout, code } of failures) {
    const codes = byShop.get(shopId) ?? new Map<number, string>();
    byShop.set(shopId, codes.set(payout, code));
  }
  for (const shopId of byShop.keys()) await closeDaysBefore(database, shopId, now, rail);
  return inTransaction(database, async (connection) => {
    let recorded = 0;
    // In the order in which every batch locks shops, so that no two wait for each other.
    for (const [shopId, codes] of [...byShop].sort(([left], [right]) => left - right))
      recorded += await recordOfShop(connection, shopId, codes, now);
    return recorded;
  });
}
