import 'server-only';
import { addDays, dayOfMonth, daysBetween, type PlainDate } from '@/domain/calendar/plain-date';
import { firstOpenDayAfter } from '@/domain/fact/recording';
import { type Policies, policyOn } from '@/domain/policy/policy';
import { present } from '@/domain/shared/assert';
import type { Connection } from '../db/database';
import type { DaysToClose } from '../repositories/facts';
import type { ShopRow } from '../repositories/shops';

/** The most shops in one transaction. */
const SHOPS_AT_A_TIME = 500;
/** About how many facts are held in memory per transaction. */
const FACTS_AT_A_TIME = 20_000;
/** Facts of an order, about: weighs orders that are due before their facts are read. */
const FACTS_PER_ORDER = 4;
/** A range that must be cut is cut after months, where reserve levels are evaluated. */
const SHORT_RANGE_DAYS = 31;

/** Shops that are closed together, in one transaction for each of the days. */
export interface CloseBatch {
  readonly shopIds: readonly number[];
  /** Ascending; the last is the last day to close. More than one where a batch holds too many facts to be closed at once. */
  readonly through: readonly PlainDate[];
}

/** The first day that is not closed yet. */
export function firstOpenDay(shop: Pick<ShopRow, 'closedThrough' | 'openedOn'>): PlainDate {
  return firstOpenDayAfter(shop.closedThrough, shop.openedOn);
}

/** The first of some days. */
export function earliest(days: readonly PlainDate[]): PlainDate {
  return present([...days].sort().at(0), 'first of no days');
}

/** The 1sts of months that the close of these days evaluates: the close of the day before a 1st does it (R11). */
function* evaluationDays(first: PlainDate, last: PlainDate): Generator<PlainDate> {
  for (let day = addDays(first, 1); day <= addDays(last, 1); day = addDays(day, 1))
    if (dayOfMonth(day) === 1) yield day;
}

/** Days of placing that the evaluations within some days of a marketplace measure, by the policy of each evaluation's day (R10.2). */
export function evaluationWindows(
  policies: Policies,
  marketplace: string,
  first: PlainDate,
  last: PlainDate,
): DaysToClose['windows'] {
  const book = present(policies[marketplace], `policy book of ${marketplace}`);
  return [...evaluationDays(first, last)].map((day) => {
    const { windowFromDays, windowToDays } = policyOn(book, day).evaluation;
    return { first: addDays(day, -windowFromDays), last: addDays(day, -windowToDays) };
  });
}

/** About how many facts closing each shop reads. */
async function weigh(
  connection: Connection,
  shops: readonly ShopRow[],
  through: PlainDate,
  policies: Policies,
): Promise<ReadonlyMap<number, number>> {
  const windows = shops.flatMap((shop) =>
    evaluationWindows(policies, shop.marketplace, firstOpenDay(shop), through).map((window) => ({
      id: shop.id,
      ...window,
    })),
  );
  const { rows } = await connection.query<{ shop_id: number; weight: number }>(
    `SELECT shop_id, sum(weight)::int AS weight FROM (
       SELECT s.shop_id, count(*) AS weight FROM unnest($1::int[], $2::date[]) s (shop_id, first)
         JOIN fact f ON f.shop_id = s.shop_id AND f.effective_on BETWEEN s.first AND $3::date GROUP BY s.shop_id
       UNION ALL
       SELECT s.shop_id, $4::int * count(*) FROM unnest($1::int[], $2::date[]) s (shop_id, first)
         JOIN due_order d ON d.shop_id = s.shop_id AND d.settles_on BETWEEN s.first AND $3::date GROUP BY s.shop_id
       UNION ALL
       SELECT e.shop_id, $4::int * count(*) FROM unnest($5::int[], $6::date[], $7::date[]) e (shop_id, first, last)
         JOIN fact f ON f.shop_id = e.shop_id AND f.type = 'order.placed' AND f.occurred_on BETWEEN e.first AND e.last
        GROUP BY e.shop_id
     ) weights GROUP BY shop_id`,
    [
      shops.map((shop) => shop.id),
      shops.map(firstOpenDay),
      through,
      FACTS_PER_ORDER,
      windows.map((window) => window.id),
      windows.map((window) => window.first),
      windows.map((window) => window.last),
    ],
  );
  return new Map(rows.map((row) => [row.shop_id, row.weight]));
}

/** The ends of months between two days, and the last day itself. */
function monthEnds(first: PlainDate, through: PlainDate): PlainDate[] {
  const ends = [...evaluationDays(first, addDays(through, -1))].map((day) => addDays(day, -1));
  return [...ends, through];
}

function batchOf(shops: readonly ShopRow[], weight: number, through: PlainDate): CloseBatch {
  const shopIds = shops.map((shop) => shop.id);
  const first = earliest(shops.map(firstOpenDay));
  const isLong = weight > FACTS_AT_A_TIME && daysBetween(first, through) >= SHORT_RANGE_DAYS;
  return { shopIds, through: isLong ? monthEnds(first, through) : [through] };
}

/** What days are to be closed, and by which policies. */
export interface ClosePlanInput {
  readonly through: PlainDate;
  readonly policies: Policies;
  /** The most shops in one transaction. */
  readonly shopsAtATime?: number;
}

/**
 * Groups shops that have days to close into batches bounded by shops and by facts, so that memory does not grow with their number. Only a
 * grouping: what is to be closed is decided again under the lock.
 */
export async function planClose(
  connection: Connection,
  shops: readonly ShopRow[],
  { through, policies, shopsAtATime = SHOPS_AT_A_TIME }: ClosePlanInput,
): Promise<readonly CloseBatch[]> {
  const open = shops.filter((shop) => firstOpenDay(shop) <= through);
  if (open.length === 0) return [];
  const weights = await weigh(connection, open, through, policies);
  const batches: CloseBatch[] = [];
  let group: ShopRow[] = [];
  let weight = 0;
  for (const shop of open) {
    const own = weights.get(shop.id) ?? 0;
    if (group.length > 0 && (group.length >= shopsAtATime || weight + own > FACTS_AT_A_TIME)) {
      batches.push(batchOf(group, weight, through));
      group = [];
      weight = 0;
    }
    group.push(shop);
    weight += own;
  }
  batches.push(batchOf(group, weight, through));
  return batches;
}
