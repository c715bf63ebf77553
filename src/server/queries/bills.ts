import 'server-only';
import {
  BILLS_A_PAGE,
  type BillFilter,
  type BillRowDto,
  type BillsPageDto,
  type BillsSearch,
  STATUSES_OF,
  type UnderWayDto,
} from '@/contracts/bills';
import type { ShopContext } from '@/contracts/shell';
import type { Minor } from '@/domain/money/money';
import { formatMinor, larger, minus, sum, ZERO } from '@/domain/money/money';
import { present } from '@/domain/shared/assert';
import type { Connection } from '../db/database';
import { selectAsks } from '../repositories/bills';
import { BILL_COLUMNS, type BillRecord, billRow, LAST_CARD } from './bills-row';
import { readTypedNumber } from './statements-filter';
import { readCounterparts } from './statements-netting';

type Shop = Pick<ShopContext, 'id'>;

/** How many bills under way are looked at: what can be billed limits them to about as many as there are dollars owed. */
const UNDER_WAY_SHOWN = 50;

interface Conditions {
  readonly where: string;
  readonly values: readonly unknown[];
}

/** Bills that a search leaves, over `bill b`. */
function conditionsOf(shopId: number, { status, q, before }: BillsSearch): Conditions {
  const values: unknown[] = [shopId];
  const value = (given: unknown): string => `$${values.push(given)}`;
  const parts = ['b.shop_id = $1'];
  if (status !== undefined) parts.push(`b.status = ANY(${value(STATUSES_OF[status])}::text[])`);
  if (q !== undefined) {
    const either = [`b.id = ${value(q)}`, `b.reference = ${value(q.replace(/[\s-]/g, '').toUpperCase())}`];
    const no = readTypedNumber(q);
    if (no !== null) {
      const number = value(no);
      either.push(`b.statement_no = ${number}`, `${number} = ANY(b.statements)`);
      either.push(
        `b.statement_no IN (SELECT credit_statement_no FROM allocation WHERE shop_id = $1 AND debt_statement_no = ${number})`,
      );
    }
    parts.push(`(${either.join(' OR ')})`);
  }
  if (before !== undefined) {
    parts.push(
      `(b.created_at, b.id) < (SELECT o.created_at, o.id FROM bill o WHERE o.shop_id = $1 AND o.id = ${value(before)})`,
    );
  }
  return { where: parts.join(' AND '), values };
}

async function selectRows(
  connection: Connection,
  shopId: number,
  { where, values }: Conditions,
  limit: number,
): Promise<readonly BillRowDto[]> {
  const { rows } = await connection.query<BillRecord>(
    `SELECT ${BILL_COLUMNS} FROM bill b ${LAST_CARD} WHERE ${where} ORDER BY b.created_at DESC, b.id DESC LIMIT ${limit}`,
    [...values],
  );
  const netted = await readCounterparts(
    connection,
    shopId,
    rows.flatMap((row) => row.statement_no ?? []),
  );
  return rows.map((row) => billRow(row, row.statement_no === null ? undefined : netted.get(row.statement_no)));
}

async function readCounts(connection: Connection, shopId: number): Promise<BillsPageDto['counts']> {
  const { rows } = await connection.query<{ status: string; count: number }>(
    'SELECT status, count(*)::int AS count FROM bill WHERE shop_id = $1 GROUP BY status',
    [shopId],
  );
  const of = (filter: BillFilter): number =>
    rows
      .filter(({ status }) => STATUSES_OF[filter].some((known) => known === status))
      .reduce((total, { count }) => total + count, 0);
  const counts = { 'under-way': of('under-way'), cleared: of('cleared'), ended: of('ended') };
  return { all: counts['under-way'] + counts.cleared + counts.ended, ...counts };
}

/**
 * A page of a shop's bills, newest first, by keyset.
 * @example await listBills(pool, shop, { status: "under-way" })
 */
export async function listBills(connection: Connection, shop: Shop, asked: BillsSearch): Promise<BillsPageDto> {
  const [found, counts] = await Promise.all([
    selectRows(connection, shop.id, conditionsOf(shop.id, asked), BILLS_A_PAGE + 1),
    readCounts(connection, shop.id),
  ]);
  const rows = found.slice(0, BILLS_A_PAGE);
  return {
    rows,
    older: found.length > BILLS_A_PAGE ? (rows.at(-1)?.id ?? null) : null,
    counts,
    total: asked.q === undefined ? counts[asked.status ?? 'all'] : null,
  };
}

/** What is owed, the bills under way, and what can still be billed (R8.1). */
export async function readUnderWay(
  connection: Connection,
  shop: Pick<ShopContext, 'id' | 'now'>,
): Promise<UnderWayDto> {
  const [shops, bills] = await Promise.all([
    connection.query<{ owed: Minor }>('SELECT owed_minor AS owed FROM shop WHERE id = $1', [shop.id]),
    selectRows(connection, shop.id, conditionsOf(shop.id, { status: 'under-way' }), UNDER_WAY_SHOWN),
  ]);
  const { owed } = present(shops.rows[0], `shop ${shop.id}`);
  const asking = { statuses: STATUSES_OF['under-way'], except: null, now: shop.now };
  const asks = sum(await selectAsks(connection, shop.id, asking));
  return {
    owed: formatMinor(owed),
    asked: formatMinor(asks),
    billable: formatMinor(larger(ZERO, minus(owed, asks))),
    bills,
  };
}
