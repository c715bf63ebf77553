import 'server-only';
import { addDays, type PlainDate } from '@/domain/calendar/plain-date';
import type { Minor } from '@/domain/money/money';
import type { Policies } from '@/domain/policy/policy';
import type { Database } from '../db/database';
import { closeDays, requireClosed } from './close-day';

/** Which payout run. */
export interface RunPayoutsInput {
  /** The day of the run. */
  readonly on: PlainDate;
  /** One shop's external id; all shops otherwise. */
  readonly shop?: string | null;
  readonly policies?: Policies;
}

/** What the run of that day started, whether now or before. */
export interface RunPayoutsResult {
  readonly payouts: number;
  /** Minor units by currency. */
  readonly amounts: Readonly<Record<string, Minor>>;
}

/**
 * Makes sure that the payout run of a day has taken place (R7.3). The run of a day is the last act of the close of the day before (R11),
 * so there is nothing to run by itself: this closes what is still open through the day before, and reports the payouts that began on the
 * day. Doing it again starts nothing twice.
 * @example await runPayouts(database, { on: plainDate('2026-03-11') }) // { payouts: 1, amounts: { USD: 7528n } }
 */
export async function runPayouts(database: Database, input: RunPayoutsInput): Promise<RunPayoutsResult> {
  const { on, shop = null, policies } = input;
  const closed = await closeDays(database, {
    through: addDays(on, -1),
    shop,
    origin: 'command-line',
    ...(policies === undefined ? {} : { policies }),
  });
  requireClosed(closed);
  const { rows } = await database.pool.query<{ currency: string; payouts: number; amount: bigint }>(
    `SELECT s.currency, count(*)::int AS payouts, sum(p.amount_minor)::bigint AS amount
       FROM shop s JOIN payout p ON p.shop_id = s.id AND p.initiated_on = $1
      WHERE $2::text IS NULL OR s.external_id = $2 GROUP BY s.currency`,
    [on, shop],
  );
  return {
    payouts: rows.reduce((total, row) => total + row.payouts, 0),
    amounts: Object.fromEntries(rows.map((row) => [row.currency, row.amount as Minor])),
  };
}
