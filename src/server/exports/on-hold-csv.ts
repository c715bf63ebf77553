import 'server-only';
import type { OnHoldSearch } from '@/contracts/on-hold';
import type { ShopContext } from '@/contracts/shell';
import type { Database } from '../db/database';
import { eachOnHold } from '../queries/on-hold';
import { type Cell, csvResponse } from './csv';

const HEADER = [
  'order',
  'products',
  'placed_on',
  'delivered_on',
  'settles_on',
  'waits_for_dispute',
  'tier',
  'amount_so_far',
  'currency',
];

async function* records(
  database: Database,
  shop: ShopContext,
  asked: OnHoldSearch,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  for await (const batch of eachOnHold(database, shop, asked)) {
    yield batch.map((row) => [
      row.order,
      row.products.join('; '),
      row.placedOn,
      row.deliveredOn,
      row.isDeferred ? null : row.settlesOn,
      row.disputes.map(({ dispute }) => dispute).join('; '),
      row.tier,
      row.amount,
      shop.currency,
    ]);
  }
}

/** The orders on hold under their filters as CSV, in the order in which they settle. */
export function onHoldCsv(database: Database, shop: ShopContext, asked: OnHoldSearch): Response {
  return csvResponse(`${shop.externalId}-on-hold-${shop.today}`, HEADER, records(database, shop, asked));
}
