import 'server-only';
import type { ReservesSearch } from '@/contracts/reserves';
import type { ShopContext } from '@/contracts/shell';
import type { Connection } from '../db/database';
import { eachHold } from '../queries/reserves-record';
import { rowsCsv } from './csv';

/** The record of the reserve under its filters as CSV, the latest release first. */
export function reservesCsv(connection: Connection, shop: ShopContext, asked: ReservesSearch): Response {
  return rowsCsv(`${shop.externalId}-reserve-${shop.today}`, eachHold(connection, shop, asked), {
    order: (row) => row.order,
    settled_on: (row) => row.settledOn,
    settlement: (row) => row.settlement,
    level: (row) => row.level,
    rate: (row) => row.rate,
    release_on: (row) => row.releaseOn,
    withheld: (row) => row.withheld,
    released: (row) => row.released,
    used: (row) => row.used,
    remaining: (row) => row.remaining,
    currency: () => shop.currency,
    statement: (row) => row.statement,
  });
}
