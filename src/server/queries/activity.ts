import 'server-only';
import { ACTIVITY_DAYS, type ActivityDayDto, type ActivityDto, type ActivitySignKind } from '@/contracts/activity';
import type { ActivityStatus } from '@/domain/books';
import { addDays, daysBetween, laterDay, type PlainDate } from '@/domain/calendar/plain-date';
import { bookOf } from '@/domain/close/open-shop';
import { idleStepsOf } from '@/domain/evaluation/activity';
import { firstOpenDayAfter } from '@/domain/fact/recording';
import { type Policies, policyOn } from '@/domain/policy/policy';
import type { Connection } from '../db/database';
import { selectPolicies } from '../repositories/policies';

interface Row {
  readonly id: number;
  readonly marketplace: string;
  readonly activity: ActivityStatus;
  readonly opened_on: PlainDate;
  readonly closed_through: PlainDate | null;
  readonly last_active_on: PlainDate;
  readonly last_sign_in_on: PlainDate | null;
  readonly last_work_on: PlainDate | null;
  /** Of the days that are not closed yet. */
  readonly signs_on: PlainDate | null;
  readonly work_on: PlainDate | null;
}

const IS_WORK = `f.payload->>'kind' IN ('product-edited', 'order-processed')`;

/** Shops by their numbers, in one query however many: for a page of one shop and for a list of two hundred. */
async function readRows(connection: Connection, shopIds: readonly number[]): Promise<readonly Row[]> {
  const { rows } = await connection.query<Row>(
    `SELECT s.id, s.marketplace, s.activity, s.opened_on, s.closed_through, (t.state->>'lastActiveOn')::date AS last_active_on,
            told.last_sign_in_on, told.last_work_on, told.work_on, greatest(told.signs_on, shipped.signs_on) AS signs_on
       FROM shop s JOIN shop_state t ON t.shop_id = s.id
       CROSS JOIN LATERAL (
         SELECT max(f.occurred_on) FILTER (WHERE f.payload->>'kind' = 'sign-in') AS last_sign_in_on,
                max(f.occurred_on) FILTER (WHERE ${IS_WORK}) AS last_work_on,
                max(f.occurred_on) FILTER (WHERE f.effective_on > s.closed_through) AS signs_on,
                max(f.occurred_on) FILTER (WHERE f.effective_on > s.closed_through AND ${IS_WORK}) AS work_on
           FROM fact f WHERE f.shop_id = s.id AND f.type = 'shop.activity') told
       CROSS JOIN LATERAL (
         SELECT max(f.occurred_on) AS signs_on FROM fact f
          WHERE f.shop_id = s.id AND f.effective_on > s.closed_through AND f.type = 'order.shipped') shipped
      WHERE s.id = ANY($1::int[]) ORDER BY s.id`,
    [shopIds],
  );
  return rows;
}

function activityOf(row: Row, policies: Policies): ActivityDto {
  const { id: shopId, activity: status, last_active_on: lastActiveOn, last_sign_in_on, last_work_on } = row;
  const today = firstOpenDayAfter(row.closed_through, row.opened_on);
  const idleDays = row.closed_through === null ? 0 : Math.max(0, daysBetween(lastActiveOn, row.closed_through));
  const counting = status === 'active' ? row.signs_on : status === 'banned' ? null : row.work_on;
  const steps = idleStepsOf(policyOn(bookOf(policies, row.marketplace), laterDay(today, row.opened_on)));
  return {
    shopId,
    status,
    lastActiveOn,
    idleDays,
    today,
    lastSignInOn: last_sign_in_on,
    lastWorkOn: last_work_on,
    countsToday: counting !== null && counting > lastActiveOn,
    steps: steps.map(({ step, afterDays }) => ({
      step,
      afterDays,
      on: addDays(lastActiveOn, afterDays),
      isPast: idleDays >= afterDays,
    })),
  };
}

/**
 * Where shops stand by their activity (R10.5): for /health of one shop, and for every row of /shops.
 * @returns by shop number
 * @example (await readActivity(sellerDatabase().pool, [shop.id])).get(shop.id)
 */
export async function readActivity(
  connection: Connection,
  shopIds: readonly number[],
): Promise<ReadonlyMap<number, ActivityDto>> {
  const policies = await selectPolicies(connection);
  return new Map((await readRows(connection, shopIds)).map((row) => [row.id, activityOf(row, policies)]));
}

/** The days of the last weeks on which something was done in a shop, newest first. */
export async function listActivityDays(
  connection: Connection,
  shop: { readonly id: number; readonly today: PlainDate },
): Promise<readonly ActivityDayDto[]> {
  const { rows } = await connection.query<{ day: PlainDate; kind: ActivitySignKind; count: number }>(
    `SELECT f.occurred_on AS day, CASE f.type WHEN 'order.shipped' THEN 'order-shipped' ELSE f.payload->>'kind' END AS kind,
            count(*)::int AS count
       FROM fact f WHERE f.shop_id = $1 AND f.type IN ('shop.activity', 'order.shipped')
        AND f.effective_on >= $2 AND f.occurred_on >= $2 GROUP BY 1, 2 ORDER BY 1 DESC, 2`,
    [shop.id, addDays(shop.today, -ACTIVITY_DAYS)],
  );
  const days = new Map<PlainDate, { kind: ActivitySignKind; count: number }[]>();
  for (const { day, kind, count } of rows) days.set(day, [...(days.get(day) ?? []), { kind, count }]);
  return [...days].map(([day, kinds]) => ({ day, kinds }));
}
