import 'server-only';
import {
  type InTransitDto,
  PAYOUTS_A_PAGE,
  type PayoutRowDto,
  type PayoutsPageDto,
  type PayoutsSearch,
} from '@/contracts/payouts';
import type { ShopContext } from '@/contracts/shell';
import { formatMinor, type Minor, sum } from '@/domain/money/money';
import { present } from '@/domain/shared/assert';
import type { Connection } from '../db/database';
import { readPayout } from './payouts-detail';
import { payoutsFilter } from './payouts-filter';
import { PAYOUT_COLUMNS, type PayoutRecord, payoutRow } from './payouts-row';
import type { Filter } from './statements-filter';

type Shop = Pick<ShopContext, 'id' | 'marketplace' | 'today'>;

async function selectPayouts(
  connection: Connection,
  filter: Filter,
  before: number | undefined,
  limit: number,
): Promise<readonly PayoutRecord[]> {
  const older = before === undefined ? '' : `AND p.no < $${filter.values.length + 1}`;
  const { rows } = await connection.query<PayoutRecord>(
    `SELECT ${PAYOUT_COLUMNS} FROM payout p JOIN bank_account b ON b.shop_id = p.shop_id AND b.account = p.account
      WHERE ${filter.where} ${older} ORDER BY p.no DESC LIMIT ${limit}`,
    before === undefined ? [...filter.values] : [...filter.values, before],
  );
  return rows;
}

async function readCounts(connection: Connection, shopId: number): Promise<PayoutsPageDto['counts']> {
  const { rows } = await connection.query<{ processing: number; paid: number; failed: number }>(
    `SELECT processing_payout_count AS processing, paid_payout_count AS paid, failed_payout_count + returned_payout_count AS failed
       FROM shop WHERE id = $1`,
    [shopId],
  );
  const { processing, paid, failed } = present(rows[0], `shop ${shopId}`);
  return { all: processing + paid + failed, processing, paid, failed };
}

/**
 * A page of a shop's payouts, newest first, by keyset, with the one that is opened.
 * @example await listPayouts(pool, shop, { status: "failed", open: 4 })
 */
export async function listPayouts(connection: Connection, shop: Shop, asked: PayoutsSearch): Promise<PayoutsPageDto> {
  const filter = await payoutsFilter(connection, shop.id, asked);
  const [counts, found, opened] = await Promise.all([
    readCounts(connection, shop.id),
    selectPayouts(connection, filter, asked.before, PAYOUTS_A_PAGE + 1),
    asked.open === undefined ? null : readPayout(connection, shop, asked.open),
  ]);
  const shown = found.slice(0, PAYOUTS_A_PAGE);
  const sent = shown.filter((row) => row.status === 'processing' || row.status === 'paid');
  return {
    rows: shown.map((row) => payoutRow(row, shop.marketplace)),
    older: found.length > PAYOUTS_A_PAGE ? (shown.at(-1)?.no ?? null) : null,
    counts,
    total: asked.q === undefined ? counts[asked.status ?? 'all'] : null,
    sent: formatMinor(sum(sent.map((row) => row.amount_minor))),
    opened,
  };
}

/** What is on its way to the bank (R7.6), and the payouts that it is in. */
export async function readInTransit(connection: Connection, shop: Shop): Promise<InTransitDto> {
  const filter = await payoutsFilter(connection, shop.id, { status: 'processing' });
  const [counts, rows] = await Promise.all([
    connection.query<{ in_transit_minor: Minor; count: number }>(
      'SELECT in_transit_minor, processing_payout_count AS count FROM shop WHERE id = $1',
      [shop.id],
    ),
    selectPayouts(connection, filter, undefined, 3),
  ]);
  const row = present(counts.rows[0], `shop ${shop.id}`);
  return {
    inTransit: formatMinor(row.in_transit_minor),
    payouts: rows.map((record) => payoutRow(record, shop.marketplace)),
    count: row.count,
  };
}

const EXPORTED_AT_A_TIME = 500;

/** Payouts that the filters leave, newest first, in batches: what the export writes. */
export async function* eachPayout(
  connection: Connection,
  shop: Shop,
  asked: PayoutsSearch,
): AsyncGenerator<readonly PayoutRowDto[]> {
  const filter = await payoutsFilter(connection, shop.id, asked);
  let before: number | undefined;
  for (;;) {
    const found = await selectPayouts(connection, filter, before, EXPORTED_AT_A_TIME);
    if (found.length > 0) yield found.map((row) => payoutRow(row, shop.marketplace));
    if (found.length < EXPORTED_AT_A_TIME) return;
    before = found.at(-1)?.no;
  }
}
