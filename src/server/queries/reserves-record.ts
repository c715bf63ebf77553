import 'server-only';
import {
  HOLDS_A_PAGE,
  type HoldDto,
  type HoldSumsDto,
  type RecordPageDto,
  type ReservesSearch,
} from '@/contracts/reserves';
import type { ShopContext } from '@/contracts/shell';
import { formatMinor, type Minor, plus, sum } from '@/domain/money/money';
import { present } from '@/domain/shared/assert';
import type { Connection } from '../db/database';
import { type HoldRow, holdOf } from '../repositories/books-reader';

type Shop = Pick<ShopContext, 'id'>;

interface HoldRecord extends HoldRow {
  readonly remaining_minor: Minor;
  readonly statement_no: number | null;
}

/** Where a page begins, as it stands in the URL. @example cursorOf({ release_on: "2026-04-01", order_id: "A" }) === "2026-04-01~A" */
function cursorOf(row: Pick<HoldRecord, 'release_on' | 'order_id'>): string {
  return `${row.release_on}~${row.order_id}`;
}

/** Newest release first: the order of an index, so that a page costs the same in a long record. */
async function selectHoldRecords(
  connection: Connection,
  shopId: number,
  { show = 'all', release, before }: ReservesSearch,
  limit: number,
): Promise<readonly HoldRecord[]> {
  const values: unknown[] = [shopId];
  const parts = ['h.shop_id = $1'];
  if (show === 'active') parts.push('h.withheld_minor > h.released_minor + h.used_minor');
  if (release !== undefined) parts.push(`h.release_on = $${values.push(release)}`);
  if (before !== undefined) {
    const day = values.push(before.slice(0, 10));
    const order = values.push(before.slice(11));
    parts.push(`(h.release_on, h.order_id) < ($${day}::date, $${order}::text COLLATE "C")`);
  }
  const { rows } = await connection.query<HoldRecord>(
    `SELECT h.*, h.withheld_minor - h.released_minor - h.used_minor AS remaining_minor,
            (SELECT l.statement_no FROM line l WHERE l.shop_id = h.shop_id AND l.order_id = h.order_id AND l.event = 'settlement'
              LIMIT 1) AS statement_no
       FROM hold h WHERE ${parts.join(' AND ')} ORDER BY h.release_on DESC, h.order_id DESC LIMIT ${limit}`,
    values,
  );
  return rows;
}

function holdDto(row: HoldRecord): HoldDto {
  const hold = holdOf(row);
  return {
    ...hold,
    settlement: formatMinor(hold.settlement),
    ...sumsDto({ ...hold, remaining: row.remaining_minor }),
    statement: row.statement_no,
  };
}

interface Sums {
  readonly withheld: Minor;
  readonly released: Minor;
  readonly used: Minor;
  readonly remaining: Minor;
}

function sumsOf(rows: readonly HoldRecord[]): Sums {
  return {
    withheld: sum(rows.map((row) => row.withheld_minor)),
    released: sum(rows.map((row) => row.released_minor)),
    used: sum(rows.map((row) => row.used_minor)),
    remaining: sum(rows.map((row) => row.remaining_minor)),
  };
}

function sumsDto({ withheld, released, used, remaining }: Sums): HoldSumsDto {
  return {
    withheld: formatMinor(withheld),
    released: formatMinor(released),
    used: formatMinor(used),
    remaining: formatMinor(remaining),
  };
}

interface Kept {
  readonly reserved: Minor;
  readonly active_count: number;
  readonly by_day: Minor;
}

async function readKept(connection: Connection, shopId: number): Promise<Kept> {
  const { rows } = await connection.query<Kept>(
    `SELECT reserved_minor AS reserved, active_hold_count AS active_count,
            (SELECT coalesce(sum(withheld_minor - released_minor - used_minor), 0)::bigint FROM hold
              WHERE shop_id = shop.id AND withheld_minor > released_minor + used_minor) AS by_day
       FROM shop WHERE id = $1`,
    [shopId],
  );
  return present(rows[0], `shop ${shopId}`);
}

/**
 * A page of what each order put into the reserve and where it went, the latest release first, by keyset (R5.5).
 * @example await readRecord(pool, shop, { show: "active" })
 */
export async function readRecord(connection: Connection, shop: Shop, asked: ReservesSearch): Promise<RecordPageDto> {
  const [found, kept] = await Promise.all([
    selectHoldRecords(connection, shop.id, asked, HOLDS_A_PAGE + 1),
    readKept(connection, shop.id),
  ]);
  const shown = found.slice(0, HOLDS_A_PAGE);
  const last = shown.at(-1);
  const sums = sumsOf(shown);
  const hasMore = found.length > HOLDS_A_PAGE;
  const keptTotal = asked.show === 'active' && asked.release === undefined ? kept.active_count : null;
  const isWhole = !hasMore && asked.before === undefined;
  return {
    rows: shown.map(holdDto),
    older: hasMore && last !== undefined ? cursorOf(last) : null,
    activeCount: kept.active_count,
    total: isWhole ? shown.length : keptTotal,
    sums: sumsDto(sums),
    isBalanced: sums.withheld === plus(plus(sums.released, sums.used), sums.remaining),
    byReleaseDay: formatMinor(kept.by_day),
    reserved: formatMinor(kept.reserved),
  };
}

const EXPORTED_AT_A_TIME = 500;

/** Orders of the record that the filters leave, in batches: what the export writes. */
export async function* eachHold(
  connection: Connection,
  shop: Shop,
  asked: ReservesSearch,
): AsyncGenerator<readonly HoldDto[]> {
  let before: string | undefined;
  for (;;) {
    const found = await selectHoldRecords(connection, shop.id, { ...asked, before }, EXPORTED_AT_A_TIME);
    if (found.length > 0) yield found.map(holdDto);
    const last = found.at(-1);
    if (last === undefined || found.length < EXPORTED_AT_A_TIME) return;
    before = cursorOf(last);
  }
}
