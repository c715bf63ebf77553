import 'server-only';
import {
  OPS_SHOPS_A_PAGE,
  type OpsShopRowDto,
  type OpsShopSort,
  type OpsShopsPageDto,
  type OpsShopsSearch,
} from '@/contracts/ops-shops';
import type { Instant } from '@/domain/calendar/instant';
import { present } from '@/domain/shared/assert';
import type { Connection } from '../../db/database';
import { readPortfolio } from '../portfolio';
import { findNamed } from './named';
import { SHOPS_AND_SELLERS, shopConditions } from './shop-words';

/** How bad it is, by what the close keeps on the row; the page itself says it with what happened since. */
const BADNESS = `CASE
  WHEN 'deactivate-shop' = ANY(s.measures) THEN '00'
  WHEN s.closed_on IS NOT NULL AND s.available_minor >= 0 THEN '09'
  WHEN 'freeze-withdrawals' = ANY(s.measures) THEN '01'
  WHEN s.available_minor < 0 THEN '02'
  WHEN s.payout_failed THEN '03'
  WHEN s.activity <> 'active' THEN '04'
  WHEN 'suspend-promotions' = ANY(s.measures) THEN '05'
  WHEN s.reserve_level = 0 THEN '06'
  WHEN s.reserve_level = 1 THEN '07'
  ELSE '08' END`;

/** A text, then a number, then the shop's own: amounts of two currencies are not compared, one currency comes after the other. */
const KEYS = {
  worst: [BADNESS, '-s.negative_days'],
  owed: ['s.currency', '-s.owed_minor'],
  debt: [`''`, '-s.negative_days'],
  available: ['s.currency', 's.available_minor'],
  reserved: ['s.currency', '-s.reserved_minor'],
  'in-transit': ['s.currency', '-s.in_transit_minor'],
  level: [`''`, 's.reserve_level'],
  name: ['lower(s.name)', '0'],
  newest: [`''`, `(date '2000-01-01' - s.opened_on)`],
} as const satisfies Record<OpsShopSort, readonly [text: string, number: string]>;

interface Found {
  readonly id: number;
  readonly text: string;
  readonly number: bigint;
  readonly registered_name: string;
  readonly seller_id: string | null;
  readonly seller_name: string | null;
}

const cursorOf = ({ text, number, id }: Found): string => `${text}~${number}~${id}`;

function readCursor(after: string | undefined): readonly [text: string, number: string, id: string] | null {
  const match = /^([^\0]*)~(-?\d{1,18})~(\d{1,9})$/s.exec(after ?? '');
  return match === null ? null : [match[1] ?? '', match[2] ?? '', match[3] ?? ''];
}

async function findPage(connection: Connection, asked: OpsShopsSearch, limit: number): Promise<readonly Found[]> {
  const { q, sort = 'worst', dir, after, ...filters } = asked;
  const ids = q === undefined ? undefined : (await findNamed(connection, q)).shopIds;
  const values: unknown[] = [];
  const value = (given: unknown): string => `$${values.push(given)}`;
  const parts = [...shopConditions({ ...filters, words: q, ids }, value)];
  const [text, number] = KEYS[sort];
  const [order, behind] = dir === 'reverse' ? ['DESC', '<'] : ['ASC', '>'];
  const cursor = readCursor(after);
  if (cursor !== null) {
    const [afterText, afterNumber, afterId] = cursor.map(value);
    parts.push(
      `((${text})::text COLLATE "C", (${number})::bigint, s.id) ${behind} (${afterText}::text, ${afterNumber}::bigint, ${afterId}::int)`,
    );
  }
  const { rows } = await connection.query<Found>(
    `SELECT s.id, (${text})::text COLLATE "C" AS text, (${number})::bigint AS number, s.registered_name,
            o.external_id AS seller_id, o.name AS seller_name
       FROM ${SHOPS_AND_SELLERS} ${parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`}
      ORDER BY 2 ${order}, 3 ${order}, 1 ${order} LIMIT ${limit}`,
    values,
  );
  return rows;
}

async function rowsOf(
  connection: Connection,
  found: readonly Found[],
  now: Instant,
): Promise<readonly OpsShopRowDto[]> {
  const shown = new Map((await readPortfolio(connection, found, { now, seesMoney: true })).map((row) => [row.id, row]));
  return found.map(({ id, registered_name, seller_id, seller_name }) => ({
    ...present(shown.get(id), `shop ${id}`),
    registeredName: registered_name,
    seller: seller_id === null || seller_name === null ? null : { externalId: seller_id, name: seller_name },
  }));
}

/**
 * A page of the shops of every seller, worst first unless asked otherwise, by keyset.
 * @param connection one that sees every shop
 * @example await listOpsShops(pool, { state: "negative", sort: "owed" }, now)
 */
export async function listOpsShops(
  connection: Connection,
  asked: OpsShopsSearch,
  now: Instant,
): Promise<OpsShopsPageDto> {
  const found = await findPage(connection, asked, OPS_SHOPS_A_PAGE + 1);
  const shown = found.slice(0, OPS_SHOPS_A_PAGE);
  const last = shown.at(-1);
  return {
    rows: await rowsOf(connection, shown, now),
    next: found.length > shown.length && last !== undefined ? cursorOf(last) : null,
  };
}

const EXPORTED_AT_A_TIME = 500;

/** The shops that filters leave, in their order, in batches: what the export writes. @param open a reading on record for each batch */
export async function* eachOpsShop(
  open: () => Connection,
  asked: OpsShopsSearch,
  now: Instant,
): AsyncGenerator<readonly OpsShopRowDto[]> {
  let after = asked.after;
  for (;;) {
    const connection = open();
    const found = await findPage(connection, { ...asked, after }, EXPORTED_AT_A_TIME);
    const last = found.at(-1);
    if (last === undefined) return;
    yield await rowsOf(connection, found, now);
    if (found.length < EXPORTED_AT_A_TIME) return;
    after = cursorOf(last);
  }
}
