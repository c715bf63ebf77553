import 'server-only';
import { traceReference } from '@/contracts/payout-trace';
import type { PayoutsSearch } from '@/contracts/payouts';
import type { ShopContext } from '@/contracts/shell';
import type { Connection } from '../db/database';
import { eachPayout } from '../queries/payouts';
import { rowsCsv } from './csv';

/** The list of payouts under its filters as CSV, newest first. */
export function payoutsCsv(connection: Connection, shop: ShopContext, asked: PayoutsSearch): Response {
  return rowsCsv(`${shop.externalId}-payouts-${shop.today}`, eachPayout(connection, shop, asked), {
    payout: (row) => row.no,
    started_on: (row) => row.initiatedOn,
    status: (row) => row.status,
    amount: (row) => row.amount,
    currency: () => shop.currency,
    account_ending: (row) => row.last4,
    statements: (row) => row.statementCount,
    settled_on: (row) => row.settledOn,
    bank_code: (row) => row.code,
    trace_reference: (row) => traceReference({ shopId: shop.id, no: row.no, initiatedOn: row.initiatedOn }),
  });
}
