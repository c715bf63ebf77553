import 'server-only';
import type { OnHoldSearch } from '@/contracts/on-hold';
import type { ShopContext } from '@/contracts/shell';
import type { Database } from '../db/database';
import { eachOnHold } from '../queries/on-hold';
import { rowsCsv } from './csv';

/** The orders on hold under their filters as CSV, in the order in which they settle. */
export function onHoldCsv(database: Database, shop: ShopContext, asked: OnHoldSearch): Response {
  return rowsCsv(`${shop.externalId}-on-hold-${shop.today}`, eachOnHold(database, shop, asked), {
    order: (row) => row.order,
    products: (row) => row.products.join('; '),
    placed_on: (row) => row.placedOn,
    delivered_on: (row) => row.deliveredOn,
    settles_on: (row) => (row.isDeferred ? null : row.settlesOn),
    waits_for_dispute: (row) => row.disputes.map(({ dispute }) => dispute).join('; '),
    tier: (row) => row.tier,
    amount_so_far: (row) => row.amount,
    currency: () => shop.currency,
  });
}
