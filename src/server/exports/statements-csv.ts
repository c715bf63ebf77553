import 'server-only';
import type { ShopContext } from '@/contracts/shell';
import type { StatementsSearch } from '@/contracts/statements';
import type { Connection } from '../db/database';
import { eachStatement } from '../queries/statements';
import { rowsCsv } from './csv';

/** The list of statements under its filters as CSV, newest first. */
export function statementsCsv(connection: Connection, shop: ShopContext, asked: StatementsSearch): Response {
  return rowsCsv(`${shop.externalId}-statements-${shop.today}`, eachStatement(connection, shop, asked), {
    statement: (row) => row.no,
    closed_on: (row) => row.day,
    kind: (row) => row.kind,
    status: (row) => row.status,
    pending_reason: (row) => row.reason,
    orders: (row) => row.orderCount,
    lines: (row) => row.lineCount,
    settlement: (row) => row.settlement,
    reserve: (row) => row.reserveNet,
    payable: (row) => row.payable,
    open: (row) => row.open,
    currency: () => shop.currency,
    payout: (row) => row.payout?.no ?? null,
    payout_started_on: (row) => row.payout?.initiatedOn ?? null,
    bill: (row) => row.bill,
    set_against: (row) => row.counterparts.map(({ no }) => no).join(' '),
  });
}
