import 'server-only';
import type { PoolClient } from 'pg';
import type { Balance, ShopState } from '@/domain/books';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { PendingReason } from '@/domain/payout/conditions';
import type { PayoutStatus } from '@/domain/payout/payout';
import type { StatementStatus } from '@/domain/statement/statement';
import type { Connection } from '../db/database';
import { readState, writeState } from './state-codec';

/** A shop as commands see it, its row locked where they say so. */
export interface ShopRow {
  readonly id: number;
  /** Null for a shop of nobody: an imported one. */
  readonly sellerId: number | null;
  readonly shop: string;
  readonly marketplace: string;
  readonly openedOn: PlainDate;
  readonly closedThrough: PlainDate | null;
  readonly lastFactNo: number;
  readonly lastJournalNo: number;
  readonly lastEventNo: number;
}

const SELECTED = `id, seller_id AS "sellerId", external_id AS shop, marketplace, opened_on AS "openedOn", closed_through AS "closedThrough",
  last_fact_no AS "lastFactNo", last_journal_no AS "lastJournalNo", last_event_no AS "lastEventNo"`;

/** Locks shops in the order of their numbers, so that two commands never wait for each other in a ring. */
export async function lockShops(connection: Connection, ids: readonly number[]): Promise<readonly ShopRow[]> {
  const { rows } = await connection.query<ShopRow>(
    `SELECT ${SELECTED} FROM shop WHERE id = ANY($1::int[]) ORDER BY id FOR UPDATE`,
    [ids],
  );
  return rows;
}

/** Finds shops by external id, unlocked. */
export async function findShops(connection: Connection, shops: readonly string[]): Promise<readonly ShopRow[]> {
  const { rows } = await connection.query<ShopRow>(
    `SELECT ${SELECTED} FROM shop WHERE external_id = ANY($1::text[]) ORDER BY id`,
    [shops],
  );
  return rows;
}

/** Shops by number, unlocked. */
export async function selectShops(connection: Connection, ids: readonly number[]): Promise<readonly ShopRow[]> {
  const { rows } = await connection.query<ShopRow>(
    `SELECT ${SELECTED} FROM shop WHERE id = ANY($1::int[]) ORDER BY id`,
    [ids],
  );
  return rows;
}

/** All shops, or the one that is named, by number. */
export async function listShops(connection: Connection, shop: string | null): Promise<readonly ShopRow[]> {
  const { rows } = await connection.query<ShopRow>(
    `SELECT ${SELECTED} FROM shop WHERE $1::text IS NULL OR external_id = $1 ORDER BY id`,
    [shop],
  );
  return rows;
}

/** One opening at a time: two imports of the same new shop would else both find it missing. Held until the transaction ends. */
export async function lockOpenings(connection: Connection): Promise<void> {
  await connection.query("SELECT pg_advisory_xact_lock(hashtext('evenkeel.shop.opening'))");
}

/** A shop at its opening. */
export interface NewShop {
  readonly state: ShopState;
  readonly currency: string;
}

/** Stores new shops and their opening state; returns their numbers in the same order. */
export async function insertShops(connection: Connection, shops: readonly NewShop[]): Promise<readonly number[]> {
  if (shops.length === 0) return [];
  const states = shops.map(({ state }) => state);
  const { rows } = await connection.query<{ id: number; external_id: string }>(
    `INSERT INTO shop (external_id, marketplace, currency, name, registration_type, registered_name, opened_on, reserve_level, settlement_tier)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::date[], $8::smallint[], $9::text[])
     RETURNING id, external_id`,
    [
      states.map((state) => state.shop),
      states.map((state) => state.marketplace),
      shops.map((shop) => shop.currency),
      states.map((state) => state.name),
      states.map((state) => state.registrationType),
      states.map((state) => state.registeredName),
      states.map((state) => state.openedOn),
      states.map((state) => state.levels.at(-1)?.level ?? 3),
      states.map((state) => state.tiers.at(-1)?.tier ?? 'standard'),
    ],
  );
  const idOf = new Map(rows.map((row) => [row.external_id, row.id]));
  const ids = states.map((state) => idOf.get(state.shop) ?? 0);
  await connection.query('INSERT INTO shop_state (shop_id, state) SELECT * FROM unnest($1::int[], $2::json[])', [
    ids,
    states.map(writeState),
  ]);
  return ids;
}

/** Moves the counter of each shop's facts. */
export async function updateLastFactNos(connection: Connection, last: ReadonlyMap<number, number>): Promise<void> {
  await connection.query(
    `UPDATE shop SET last_fact_no = n.last FROM unnest($1::int[], $2::int[]) n (id, last) WHERE shop.id = n.id`,
    [[...last.keys()], [...last.values()]],
  );
}

/** Engine states by shop number. */
export async function selectStates(connection: Connection, ids: readonly number[]): Promise<Map<number, ShopState>> {
  const { rows } = await connection.query<{ shop_id: number; state: string }>(
    'SELECT shop_id, state FROM shop_state WHERE shop_id = ANY($1::int[])',
    [ids],
  );
  return new Map(rows.map((row) => [row.shop_id, readState(row.state)]));
}

/** By how much a run changed the counts that lists show. */
export interface CountChanges {
  readonly statements: Record<StatementStatus, number>;
  readonly payouts: Record<PayoutStatus, number>;
  readonly onHoldOrders: number;
}

/** What the row of a shop shows after a run. */
export interface ShopFigures {
  readonly id: number;
  readonly state: ShopState;
  readonly balance: Balance;
  readonly lastFactNo: number;
  readonly lastJournalNo: number;
  readonly lastEventNo: number;
  readonly activeHolds: number;
  /** Why its pending statements are pending (R6.4); null before the first close. */
  readonly pendingReason: PendingReason | null;
  readonly changes: CountChanges;
}

/** A column of shop, its type, how it is set from n, and the value for a shop. */
type Column = readonly [name: string, type: string, value: (figures: ShopFigures) => unknown, isDelta?: boolean];

/** The level and tier that are in effect on the day after the last closed one (R11). */
const FIGURES: readonly Column[] = [
  ['closed_through', 'date', ({ state }) => state.closedThrough],
  ['closed_on', 'date', ({ state }) => state.closedOn],
  ['last_fact_no', 'int', (figures) => figures.lastFactNo],
  ['last_journal_no', 'int', (figures) => figures.lastJournalNo],
  ['last_event_no', 'int', (figures) => figures.lastEventNo],
  ['available_minor', 'bigint', ({ balance }) => balance.available],
  ['in_transit_minor', 'bigint', ({ balance }) => balance.inTransit],
  ['reserved_minor', 'bigint', ({ balance }) => balance.reserved],
  ['on_hold_minor', 'bigint', ({ balance }) => balance.onHold],
  ['owed_minor', 'bigint', ({ balance }) => balance.owed],
  ['reserve_level', 'smallint', ({ state }) => state.levels.at(-1)?.level ?? 3],
  ['settlement_tier', 'text', ({ state }) => state.tiers.at(-1)?.tier ?? 'standard'],
  ['activity', 'text', ({ state }) => state.activity],
  ['negative_days', 'int', ({ state }) => state.negativeDays],
  ['active_hold_count', 'int', (figures) => figures.activeHolds],
  ['payout_failed', 'boolean', ({ state }) => state.payoutFailed],
  ['pending_reason', 'text', (figures) => figures.pendingReason],
  ['pending_statement_count', 'int', ({ changes }) => changes.statements.pending, true],
  ['processing_statement_count', 'int', ({ changes }) => changes.statements.processing, true],
  ['paid_statement_count', 'int', ({ changes }) => changes.statements.paid, true],
  ['processing_payout_count', 'int', ({ changes }) => changes.payouts.processing, true],
  ['paid_payout_count', 'int', ({ changes }) => changes.payouts.paid, true],
  ['failed_payout_count', 'int', ({ changes }) => changes.payouts.failed, true],
  ['returned_payout_count', 'int', ({ changes }) => changes.payouts.returned, true],
  ['on_hold_order_count', 'int', ({ changes }) => changes.onHoldOrders, true],
];

const ASSIGNMENTS = FIGURES.map(([name, , , isDelta]) => `${name} = ${isDelta ? `shop.${name} + ` : ''}n.${name}`);
// unnest makes one row per element, so a list of measures travels as one text.
const UPDATE = `UPDATE shop SET ${ASSIGNMENTS.join(', ')}, measures = coalesce(string_to_array(nullif(n.measures, ''), ','), '{}')
  FROM unnest($1::int[], $2::text[], ${FIGURES.map(([, type], index) => `$${index + 3}::${type}[]`).join(', ')})
    n (id, measures, ${FIGURES.map(([name]) => name).join(', ')}) WHERE shop.id = n.id`;

/** Brings the rows and states of the closed shops up to date. */
export async function updateShops(connection: PoolClient, shops: readonly ShopFigures[]): Promise<void> {
  const ids = shops.map(({ id }) => id);
  const measures = shops.map(({ state }) => state.measures.map(({ measure }) => measure).join(','));
  await connection.query(UPDATE, [ids, measures, ...FIGURES.map(([, , value]) => shops.map(value))]);
  await connection.query(
    'UPDATE shop_state SET state = n.state FROM unnest($1::int[], $2::json[]) n (id, state) WHERE shop_id = n.id',
    [ids, shops.map(({ state }) => writeState(state))],
  );
}

/** Balances by shop number, as their rows show them (R7.6). */
export async function selectBalances(connection: Connection, ids: readonly number[]): Promise<Map<number, Balance>> {
  const { rows } = await connection.query<Balance & { readonly id: number }>(
    `SELECT id, available_minor AS available, in_transit_minor AS "inTransit", reserved_minor AS reserved,
            on_hold_minor AS "onHold", owed_minor AS owed FROM shop WHERE id = ANY($1::int[])`,
    [ids],
  );
  return new Map(rows.map(({ id, ...balance }) => [id, balance]));
}
