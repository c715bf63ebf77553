import 'server-only';
import type { ReleaseCalendarDto, ReleaseDto, ReserveMoveDto } from '@/contracts/reserves';
import type { ShopContext } from '@/contracts/shell';
import { isBusinessDay } from '@/domain/calendar/business-days';
import { addDays, daysFrom, type PlainDate, weekdayOf } from '@/domain/calendar/plain-date';
import { bookOf } from '@/domain/close/open-shop';
import { formatMinor, type Minor } from '@/domain/money/money';
import { MARKETPLACES } from '@/domain/policy/books/index';
import type { Connection } from '../db/database';

/** How many orders a release day names. */
const NAMED = 3;
const WEEKS = 4;

interface ReleaseRow {
  readonly day: PlainDate;
  readonly amount: Minor;
  readonly used: Minor;
  readonly count: number;
  readonly orders: readonly string[];
}

/** What remains in reserve, by the day on which it is released. Bounded: as many days as a reserve period has. */
export async function readReleases(connection: Connection, shopId: number): Promise<readonly ReleaseDto[]> {
  const { rows } = await connection.query<ReleaseRow>(
    `SELECT release_on AS day, sum(withheld_minor - released_minor - used_minor)::bigint AS amount, sum(used_minor)::bigint AS used,
            count(*)::int AS count, (array_agg(order_id::text ORDER BY order_id))[1:${NAMED}] AS orders
       FROM hold WHERE shop_id = $1 AND withheld_minor > released_minor + used_minor
      GROUP BY release_on ORDER BY release_on`,
    [shopId],
  );
  return rows.map(({ day, amount, used, count, orders }) => ({
    day,
    amount: formatMinor(amount),
    orders,
    orderCount: count,
    used: formatMinor(used),
  }));
}

interface MoveRow {
  readonly day: PlainDate;
  readonly kind: ReserveMoveDto['kind'];
  readonly amount: Minor;
  readonly count: number;
  readonly statement: number;
}

/** What closed statements took out of the reserve on some days. */
async function readMoves(
  connection: Connection,
  shopId: number,
  from: PlainDate,
  before: PlainDate,
): Promise<readonly MoveRow[]> {
  const { rows } = await connection.query<MoveRow>(
    `SELECT s.day, CASE l.event WHEN 'reserve-used' THEN 'used' ELSE 'released' END AS kind,
            sum(l.reserve_minor)::bigint AS amount, count(*)::int AS count, min(s.no) AS statement
       FROM statement s JOIN line l ON l.shop_id = s.shop_id AND l.statement_no = s.no
      WHERE s.shop_id = $1 AND s.day >= $2 AND s.day < $3 AND l.event IN ('reserve-released', 'reserve-used')
      GROUP BY s.day, l.event ORDER BY s.day, 2`,
    [shopId, from, before],
  );
  return rows;
}

/** The Monday on which the calendar begins: the week of the day before yesterday, so that there is something to look back on. */
function firstMonday(today: PlainDate): PlainDate {
  const before = addDays(today, -2);
  return addDays(before, 1 - weekdayOf(before));
}

/** Four weeks around today: what closed statements took out of the reserve, and what remains on the day of its release. */
export async function readReleaseCalendar(
  connection: Connection,
  shop: Pick<ShopContext, 'id' | 'marketplace' | 'today'>,
  releases: readonly ReleaseDto[],
): Promise<ReleaseCalendarDto> {
  const { today } = shop;
  const { bankHolidays } = bookOf(MARKETPLACES, shop.marketplace);
  const from = firstMonday(today);
  const moves = new Map<PlainDate, ReserveMoveDto[]>();
  for (const { day, kind, amount, count, statement } of await readMoves(connection, shop.id, from, today)) {
    moves.set(day, [...(moves.get(day) ?? []), { kind, amount: formatMinor(amount), orderCount: count, statement }]);
  }
  for (const { day, amount, orderCount } of releases) {
    moves.set(day, [...(moves.get(day) ?? []), { kind: 'released', amount, orderCount, statement: null }]);
  }
  const days = [...daysFrom(from, addDays(from, WEEKS * 7 - 1))].map((day) => ({
    day,
    isBusinessDay: isBusinessDay(day, bankHolidays),
    isForecast: day >= today,
    moves: moves.get(day) ?? [],
  }));
  return { today, days };
}
