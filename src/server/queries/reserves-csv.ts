import 'server-only';
import type { ReservesSearch } from '@/contracts/reserves';
import type { ShopContext } from '@/contracts/shell';
import type { Connection } from '../db/database';
import { type Cell, csvResponse } from '../exports/csv';
import { eachHold } from './reserves-record';

const HEADER = [
  'order',
  'settled_on',
  'settlement',
  'level',
  'rate',
  'release_on',
  'withheld',
  'released',
  'used',
  'remaining',
  'currency',
  'statement',
];

async function* records(
  connection: Connection,
  shop: ShopContext,
  asked: ReservesSearch,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  for await (const batch of eachHold(connection, shop, asked)) {
    yield batch.map((row) => [
      row.order,
      row.settledOn,
      row.settlement,
      row.level,
      row.rate,
      row.releaseOn,
      row.withheld,
      row.released,
      row.used,
      row.remaining,
      shop.currency,
      row.statement,
    ]);
  }
}

/** The record of the reserve under its filters as CSV, the latest release first. */
export function reservesCsv(connection: Connection, shop: ShopContext, asked: ReservesSearch): Response {
  return csvResponse(`${shop.externalId}-reserve-${shop.today}`, HEADER, records(connection, shop, asked));
}
