import 'server-only';
import type { OpsShopRowDto, OpsShopsSearch } from '@/contracts/ops-shops';
import type { OpsStatementRowDto, OpsStatementsSearch } from '@/contracts/ops-statements';
import type { Instant } from '@/domain/calendar/instant';
import type { Connection } from '../db/database';
import { eachOpsShop } from '../queries/ops/shops';
import { eachOpsStatement } from '../queries/ops/statements';
import { type Cell, rowsCsv } from './csv';

type Columns<Row> = Readonly<Record<string, (row: Row) => Cell>>;

const SHOP: Columns<OpsShopRowDto> = {
  shop: (row) => row.externalId,
  name: (row) => row.name,
  registered_name: (row) => row.registeredName,
  seller: (row) => row.seller?.externalId ?? null,
  marketplace: (row) => row.marketplace,
  day: (row) => row.today,
  state: (row) => row.standing,
  measures: (row) => row.measures.map(({ measure, since }) => `${measure} since ${since}`).join('; '),
  reserve_level: (row) => row.level,
  settlement_tier: (row) => row.tier,
  activity: (row) => row.activity,
  last_active_on: (row) => row.lastActiveOn,
  currency: (row) => row.currency,
  available: (row) => row.money?.available ?? null,
  owed: (row) => row.money?.owed ?? null,
  negative_days: (row) => row.money?.negativeDays ?? null,
  in_transit: (row) => row.money?.inTransit ?? null,
  reserved: (row) => row.money?.reserved ?? null,
  on_hold: (row) => row.money?.onHold ?? null,
  pending_reason: (row) => row.money?.payout?.reason ?? null,
};

const STATEMENT: Columns<OpsStatementRowDto> = {
  shop: (row) => row.shop.externalId,
  shop_name: (row) => row.shop.name,
  seller: (row) => row.seller,
  statement: (row) => row.no,
  closed_on: (row) => row.day,
  kind: (row) => row.kind,
  status: (row) => row.status,
  pending_reason: (row) => row.reason,
  orders: (row) => row.orderCount,
  currency: (row) => row.shop.currency,
  settlement: (row) => row.settlement,
  reserve: (row) => row.reserveNet,
  payable: (row) => row.payable,
  open: (row) => row.open,
  payout: (row) => row.payoutNo,
  bill: (row) => row.bill,
};

/** The shops of every seller under some filters, as CSV. @param open a reading on record for each batch */
export function opsShopsCsv(open: () => Connection, asked: OpsShopsSearch, now: Instant): Response {
  return rowsCsv(`shops-${now.slice(0, 10)}`, eachOpsShop(open, asked, now), SHOP);
}

/** The statements of every shop under some filters, as CSV. @param open a reading on record for each batch */
export function opsStatementsCsv(open: () => Connection, asked: OpsStatementsSearch, now: Instant): Response {
  return rowsCsv(`statements-${now.slice(0, 10)}`, eachOpsStatement(open, asked), STATEMENT);
}
