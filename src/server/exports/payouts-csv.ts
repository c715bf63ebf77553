import 'server-only';
import { traceReference } from '@/contracts/payout-trace';
import type { PayoutsSearch } from '@/contracts/payouts';
import type { ShopContext } from '@/contracts/shell';
import type { Connection } from '../db/database';
import { eachPayout } from '../queries/payouts';
import { type Cell, csvResponse } from './csv';

const HEADER = [
  'payout',
  'started_on',
  'status',
  'amount',
  'currency',
  'account_ending',
  'statements',
  'settled_on',
  'bank_code',
  'trace_reference',
];

async function* records(
  connection: Connection,
  shop: ShopContext,
  asked: PayoutsSearch,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  for await (const batch of eachPayout(connection, shop, asked)) {
    yield batch.map((row) => [
      row.no,
      row.initiatedOn,
      row.status,
      row.amount,
      shop.currency,
      row.last4,
      row.statementCount,
      row.settledOn,
      row.code,
      traceReference({ shopId: shop.id, no: row.no, initiatedOn: row.initiatedOn }),
    ]);
  }
}

/** The list of payouts under its filters as CSV, newest first. */
export function payoutsCsv(connection: Connection, shop: ShopContext, asked: PayoutsSearch): Response {
  return csvResponse(`${shop.externalId}-payouts-${shop.today}`, HEADER, records(connection, shop, asked));
}
