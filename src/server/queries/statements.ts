import 'server-only';
import type { ShopContext } from '@/contracts/shell';
import {
  type PendingDto,
  STATEMENTS_A_PAGE,
  type StatementRowDto,
  type StatementsPageDto,
  type StatementsSearch,
} from '@/contracts/statements';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { formatMinor, type Minor } from '@/domain/money/money';
import { present } from '@/domain/shared/assert';
import type { LineEvent, StatementKind, StatementStatus } from '@/domain/statement/statement';
import type { Connection } from '../db/database';
import { selectBook } from '../repositories/policies';
import { type Filter, olderThan, statementsFilter } from './statements-filter';
import { type Netted, readCounterparts } from './statements-netting';
import { pendingDto, readShopState } from './statements-pending';

interface StatementRecord {
  readonly no: number;
  readonly day: PlainDate;
  readonly kind: StatementKind;
  readonly status: StatementStatus;
  readonly settlement_minor: Minor;
  readonly reserve_net_minor: Minor;
  readonly payable_minor: Minor;
  readonly open_minor: Minor;
  readonly order_count: number;
  readonly line_count: number;
  readonly bill: string | null;
  readonly payout_no: number | null;
  readonly payout_on: PlainDate | null;
  readonly first_event: LineEvent | null;
  readonly first_order: string | null;
}

interface CountsRecord {
  readonly pending: number;
  readonly processing: number;
  readonly paid: number;
  readonly owed_minor: Minor;
}

/** A line of a statement, to the reader, is an amount with a reason: the components of all of its rows. */
const AMOUNTS =
  '(SELECT sum(json_array_length(l.breakdown)) FROM line l WHERE l.shop_id = s.shop_id AND l.statement_no = s.no)';

const SELECTED = `s.no, s.day, s.kind, s.status, s.settlement_minor, s.reserve_net_minor, s.payable_minor, s.open_minor,
  s.order_count, ${AMOUNTS}::int AS line_count, s.bill, p.no AS payout_no, p.initiated_on AS payout_on,
  f.event AS first_event, f.order_id AS first_order`;

const JOINED = `LEFT JOIN payout p ON p.shop_id = s.shop_id AND p.no = s.payout_no AND p.status IN ('processing', 'paid')
  LEFT JOIN line f ON f.shop_id = s.shop_id AND f.statement_no = s.no AND f.line_no = 1 AND s.order_count = 1`;

async function selectStatements(
  connection: Connection,
  filter: Filter,
  limit: number,
): Promise<readonly StatementRecord[]> {
  const { rows } = await connection.query<StatementRecord>(
    `SELECT ${SELECTED} FROM (
       SELECT * FROM statement s WHERE ${filter.where} ORDER BY s.no DESC LIMIT ${limit}
     ) s ${JOINED} ORDER BY s.no DESC`,
    [...filter.values],
  );
  return rows;
}

function rowOf(row: StatementRecord, pending: PendingDto | null, netted: Netted | undefined): StatementRowDto {
  const { first_event: event, first_order: order } = row;
  return {
    no: row.no,
    day: row.day,
    kind: row.kind,
    status: row.status,
    reason: row.status === 'pending' ? present(pending, 'reason of a pending statement').reason : null,
    settlement: formatMinor(row.settlement_minor),
    reserveNet: formatMinor(row.reserve_net_minor),
    payable: formatMinor(row.payable_minor),
    open: formatMinor(row.open_minor),
    orderCount: row.order_count,
    lineCount: row.line_count,
    about: event === null || order === null ? null : { event, order },
    bill: row.bill,
    payout:
      row.status === 'pending' || row.payout_no === null || row.payout_on === null
        ? null
        : { no: row.payout_no, initiatedOn: row.payout_on },
    counterparts: netted?.first ?? [],
    counterpartCount: netted?.count ?? 0,
  };
}

async function withCounterparts(
  connection: Connection,
  shopId: number,
  records: readonly StatementRecord[],
  pending: PendingDto | null,
): Promise<readonly StatementRowDto[]> {
  const netted = await readCounterparts(
    connection,
    shopId,
    records.map((record) => record.no),
  );
  return records.map((record) => rowOf(record, pending, netted.get(record.no)));
}

/** What the row of the shop keeps: counts by status, and what is owed. */
async function readCounts(connection: Connection, shopId: number): Promise<CountsRecord> {
  const { rows } = await connection.query<CountsRecord>(
    `SELECT pending_statement_count AS pending, processing_statement_count AS processing, paid_statement_count AS paid, owed_minor
       FROM shop WHERE id = $1`,
    [shopId],
  );
  return present(rows[0], `shop ${shopId}`);
}

/** Where the filters leave pending statements alone: how many they are, and what is open in them. Uses the index of open ones. */
async function readOpenTotal(
  connection: Connection,
  filter: Filter,
): Promise<{ readonly count: number; readonly open: string }> {
  const { rows } = await connection.query<{ count: number; open: Minor }>(
    `SELECT count(*)::int AS count, coalesce(sum(s.open_minor), 0)::bigint AS open FROM statement s
      WHERE ${filter.where} AND s.open_minor <> 0`,
    [...filter.values],
  );
  const total = present(rows[0], 'a sum has one row');
  return { count: total.count, open: formatMinor(total.open) };
}

/** How many the filters leave, where the shop's row keeps it: none but the status, or all pending ones by their reason. */
function keptTotal(
  asked: StatementsSearch,
  counts: StatementsPageDto['counts'],
  pending: PendingDto | null,
): number | null {
  const { status, reason, before: _before, ...rest } = asked;
  if (Object.values(rest).some((value) => value !== undefined)) return null;
  if (reason === undefined) return counts[status ?? 'all'];
  const isEmpty = reason !== pending?.reason || (status !== undefined && status !== 'pending');
  return isEmpty ? 0 : counts.pending;
}

/**
 * A page of a shop's statements, newest first, by keyset (product.md, Statements).
 * @param shop of the actor; ids of other shops' statements are never looked at
 * @example await listStatements(pool, shop, { status: "pending", reason: "negative-balance" })
 */
export async function listStatements(
  connection: Connection,
  shop: Pick<ShopContext, 'id' | 'marketplace' | 'today'>,
  asked: StatementsSearch,
): Promise<StatementsPageDto> {
  const [state, kept] = await Promise.all([readShopState(connection, shop.id), readCounts(connection, shop.id)]);
  const pending = pendingDto(state, shop.today, await selectBook(connection, shop.marketplace));
  const filter = statementsFilter(shop.id, asked, pending?.reason ?? null);
  const isPendingOnly = asked.status === 'pending' || asked.reason !== undefined;
  const [found, openTotal] = await Promise.all([
    selectStatements(connection, olderThan(filter, asked.before), STATEMENTS_A_PAGE + 1),
    isPendingOnly ? readOpenTotal(connection, filter) : null,
  ]);
  const shown = found.slice(0, STATEMENTS_A_PAGE);
  const { pending: pendingCount, processing, paid } = kept;
  const counts = { all: pendingCount + processing + paid, pending: pendingCount, processing, paid };
  const total = keptTotal(asked, counts, pending);
  return {
    rows: await withCounterparts(connection, shop.id, shown, pending),
    older: found.length > STATEMENTS_A_PAGE ? (shown.at(-1)?.no ?? null) : null,
    counts,
    total,
    newer:
      asked.before === undefined ? 0 : asked.status === undefined && total !== null ? total - asked.before + 1 : null,
    pending,
    openTotal,
    owed: formatMinor(kept.owed_minor),
  };
}

/** Statements that the filters leave, newest first, in batches: what the export writes. */
export async function* eachStatement(
  connection: Connection,
  shop: Pick<ShopContext, 'id' | 'marketplace' | 'today'>,
  asked: StatementsSearch,
): AsyncGenerator<readonly StatementRowDto[]> {
  const pending = pendingDto(
    await readShopState(connection, shop.id),
    shop.today,
    await selectBook(connection, shop.marketplace),
  );
  const filter = statementsFilter(shop.id, asked, pending?.reason ?? null);
  let before: number | undefined;
  for (;;) {
    const found = await selectStatements(connection, olderThan(filter, before), EXPORTED_AT_A_TIME);
    if (found.length > 0) yield await withCounterparts(connection, shop.id, found, pending);
    if (found.length < EXPORTED_AT_A_TIME) return;
    before = found.at(-1)?.no;
  }
}

const EXPORTED_AT_A_TIME = 500;
