import 'server-only';
import type { ShopContext } from '@/contracts/shell';
import type { StatementsSearch } from '@/contracts/statements';
import type { Connection } from '../db/database';
import { eachStatement } from '../queries/statements';
import { type Cell, csvResponse } from './csv';

const HEADER = [
  'statement',
  'closed_on',
  'kind',
  'status',
  'pending_reason',
  'orders',
  'lines',
  'settlement',
  'reserve',
  'payable',
  'open',
  'currency',
  'payout',
  'payout_started_on',
  'bill',
  'set_against',
];

async function* records(
  connection: Connection,
  shop: ShopContext,
  asked: StatementsSearch,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  for await (const batch of eachStatement(connection, shop, asked)) {
    yield batch.map((row) => [
      row.no,
      row.day,
      row.kind,
      row.status,
      row.reason,
      row.orderCount,
      row.lineCount,
      row.settlement,
      row.reserveNet,
      row.payable,
      row.open,
      shop.currency,
      row.payout?.no ?? null,
      row.payout?.initiatedOn ?? null,
      row.bill,
      row.counterparts.map(({ no }) => no).join(' '),
    ]);
  }
}

/** The list of statements under its filters as CSV, newest first. */
export function statementsCsv(connection: Connection, shop: ShopContext, asked: StatementsSearch): Response {
  return csvResponse(`${shop.externalId}-statements-${shop.today}`, HEADER, records(connection, shop, asked));
}
