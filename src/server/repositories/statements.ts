import 'server-only';
import type { Standing } from '@/domain/books';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { Minor } from '@/domain/money/money';
import type { Allocation, Line, Statement, StatementKind, StatementStatus } from '@/domain/statement/statement';
import type { Connection } from '../db/database';
import { readBreakdown, readWithholding } from './lines';

/** A statement as stored, without its lines. */
export type StoredStatement = Omit<Statement, 'lines'> & Standing & { readonly lineCount: number };

interface StatementRow {
  readonly shop_id: number;
  readonly no: number;
  readonly day: PlainDate;
  readonly kind: StatementKind;
  readonly revenue_minor: Minor;
  readonly shipping_minor: Minor;
  readonly fees_minor: Minor;
  readonly adjustments_minor: Minor;
  readonly settlement_minor: Minor;
  readonly reserve_net_minor: Minor;
  readonly payable_minor: Minor;
  readonly open_minor: Minor;
  readonly status: StatementStatus;
  readonly payout_no: number | null;
  readonly bill: string | null;
  readonly order_count: number;
  readonly line_count: number;
}

function statementOf(row: StatementRow): StoredStatement {
  return {
    no: row.no,
    day: row.day,
    kind: row.kind,
    sums: {
      revenue: row.revenue_minor,
      shipping: row.shipping_minor,
      fees: row.fees_minor,
      adjustments: row.adjustments_minor,
      reserve: row.reserve_net_minor,
    },
    settlement: row.settlement_minor,
    reserveNet: row.reserve_net_minor,
    payable: row.payable_minor,
    orderCount: row.order_count,
    bill: row.bill,
    open: row.open_minor,
    status: row.status,
    payout: row.payout_no,
    lineCount: row.line_count,
  };
}

function group<Row extends { readonly shop_id: number }, Value>(
  rows: readonly Row[],
  read: (row: Row) => Value,
): Map<number, Value[]> {
  const groups = new Map<number, Value[]>();
  for (const row of rows) {
    const values = groups.get(row.shop_id) ?? [];
    if (values.length === 0) groups.set(row.shop_id, values);
    values.push(read(row));
  }
  return groups;
}

/** Every statement of shops, in the order in which they closed. */
export async function selectStatements(
  connection: Connection,
  shopIds: readonly number[],
): Promise<Map<number, StoredStatement[]>> {
  const { rows } = await connection.query<StatementRow>(
    'SELECT * FROM statement WHERE shop_id = ANY($1::int[]) ORDER BY shop_id, no',
    [shopIds],
  );
  return group(rows, statementOf);
}

interface LineRow {
  readonly shop_id: number;
  readonly statement_no: number;
  readonly line_no: number;
  readonly event: Line['event'];
  readonly order_id: string | null;
  readonly fact_no: number | null;
  readonly policy_version: number;
  readonly revenue_minor: Minor;
  readonly shipping_minor: Minor;
  readonly fees_minor: Minor;
  readonly adjustments_minor: Minor;
  readonly reserve_minor: Minor;
  readonly breakdown: string;
  readonly withholding: string | null;
}

function lineOf(row: LineRow): { readonly statementNo: number; readonly line: Line } {
  const sums = {
    revenue: row.revenue_minor,
    shipping: row.shipping_minor,
    fees: row.fees_minor,
    adjustments: row.adjustments_minor,
    reserve: row.reserve_minor,
  };
  const line: Line = {
    lineNo: row.line_no,
    event: row.event,
    order: row.order_id,
    factNo: row.fact_no,
    policyVersion: row.policy_version,
    components: readBreakdown(row.breakdown),
    sums,
    withholding: row.withholding === null ? null : readWithholding(row.withholding),
  };
  return { statementNo: row.statement_no, line };
}

/** Every line of shops, by statement and line. */
export async function selectLines(
  connection: Connection,
  shopIds: readonly number[],
): Promise<Map<number, { readonly statementNo: number; readonly line: Line }[]>> {
  const { rows } = await connection.query<LineRow>(
    'SELECT * FROM line WHERE shop_id = ANY($1::int[]) ORDER BY shop_id, statement_no, line_no',
    [shopIds],
  );
  return group(rows, lineOf);
}

/** The lines of one statement, in their order. */
export async function selectStatementLines(
  connection: Connection,
  shopId: number,
  no: number,
): Promise<readonly Line[]> {
  const { rows } = await connection.query<LineRow>(
    'SELECT * FROM line WHERE shop_id = $1 AND statement_no = $2 ORDER BY line_no',
    [shopId, no],
  );
  return rows.map((row) => lineOf(row).line);
}

/** Every step of netting of shops, in order. */
export async function selectAllocations(
  connection: Connection,
  shopIds: readonly number[],
): Promise<Map<number, Allocation[]>> {
  const { rows } = await connection.query<Allocation & { readonly shop_id: number }>(
    `SELECT shop_id, no, day, credit_statement_no AS "creditStatement", debt_statement_no AS "debtStatement", amount_minor AS amount
       FROM allocation WHERE shop_id = ANY($1::int[]) ORDER BY shop_id, no`,
    [shopIds],
  );
  return group(rows, ({ shop_id: _shopId, ...allocation }) => allocation);
}
