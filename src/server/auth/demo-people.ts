import 'server-only';
import { may, type SellerRole } from '@/contracts/permissions';
import type { DemoOpsDto, DemoPeopleDto, DemoPersonDto, ImportedShopDto } from '@/contracts/sign-in';
import { formatMinor, type Minor } from '@/domain/money/money';
import { MARKETPLACES } from '@/domain/policy/books/index';
import type { SettlementTier } from '@/domain/policy/policy';
import { present } from '@/domain/shared/assert';
import type { Connection } from '../db/database';
import { keyOfShopItself } from './people';

/** How many imported shops the page lists. */
const LISTED = 8;

interface ShopRow {
  readonly external_id: string;
  readonly marketplace: string;
  readonly name: string;
  readonly available_minor: Minor;
  readonly measures: readonly string[];
  readonly settlement_tier: SettlementTier;
  readonly reserve_level: number;
  readonly activity: string;
  readonly closed_on: string | null;
  readonly payout_failed: boolean;
}

const SELECTED = `s.external_id, s.marketplace, s.name, s.available_minor, s.measures, s.settlement_tier, s.reserve_level, s.activity,
  s.closed_on, coalesce((t.state ->> 'payoutFailed')::boolean, false) AS payout_failed`;

interface PersonRow extends ShopRow {
  readonly person_key: string;
  readonly person: string;
  readonly role: SellerRole;
  readonly seller: string;
  readonly shops: number;
  readonly frozen: number;
  readonly inactive: number;
}

function statesOf(row: ShopRow): DemoPersonDto['states'] {
  const states: DemoPersonDto['states'][number][] = [];
  if (row.closed_on !== null) states.push('closed');
  if (row.available_minor < 0n) states.push('negative');
  if (row.measures.length > 0) states.push('frozen');
  if (row.payout_failed) states.push('payout-failed');
  if (row.reserve_level === 0) states.push('level-0');
  if (row.settlement_tier === 'introductory') states.push('introductory');
  if (row.activity !== 'active') states.push('inactive');
  return states;
}

function worstOf(row: ShopRow) {
  return {
    available: formatMinor(row.available_minor),
    currency: present(MARKETPLACES[row.marketplace], `policy book of ${row.marketplace}`).currency,
    states: statesOf(row),
  };
}

/** People of sellers, each with their seller's worst shop: the one that has least available. */
async function listPeople(connection: Connection): Promise<readonly DemoPersonDto[]> {
  const { rows } = await connection.query<PersonRow>(
    `SELECT DISTINCT ON (e.name, m.no) m.person_key, m.name AS person, m.role, e.name AS seller, ${SELECTED},
            count(*) OVER (PARTITION BY m.person_key)::int AS shops,
            count(*) FILTER (WHERE 'freeze-withdrawals' = ANY(s.measures)) OVER (PARTITION BY m.person_key)::int AS frozen,
            count(*) FILTER (WHERE s.activity <> 'active') OVER (PARTITION BY m.person_key)::int AS inactive
       FROM member m JOIN seller e ON e.id = m.seller_id
       JOIN shop s ON s.seller_id = e.id AND (m.shop_access = 'all' OR s.id IN
            (SELECT c.shop_id FROM member_shop c WHERE c.seller_id = m.seller_id AND c.member_no = m.no))
       LEFT JOIN shop_state t ON t.shop_id = s.id
       LEFT JOIN auth_user u ON u.id = m.user_id
      WHERE m.status = 'active' AND coalesce(u.is_demo, true) ORDER BY e.name, m.no, s.available_minor, s.id`,
  );
  return rows.map((row) => ({
    key: row.person_key,
    name: row.person,
    role: row.role,
    seller: row.seller,
    shopCount: row.shops,
    frozenCount: row.frozen,
    inactiveCount: row.inactive,
    ...worstOf(row),
    ...(may(row.role, 'see-money') ? {} : { available: null }),
  }));
}

/** The marketplace's own people. */
async function listOps(connection: Connection): Promise<readonly DemoOpsDto[]> {
  const { rows } = await connection.query<DemoOpsDto>(
    `SELECT o.person_key AS key, o.name, o.role FROM ops_member o JOIN auth_user u ON u.id = o.user_id AND u.is_demo
      WHERE o.status = 'active' ORDER BY o.name`,
  );
  return rows;
}

/** Imported shops that nobody belongs to, those to look at first: frozen, then with least available. */
async function listImported(connection: Connection, search: string): Promise<readonly ImportedShopDto[]> {
  const { rows } = await connection.query<ShopRow>(
    `SELECT ${SELECTED} FROM shop s LEFT JOIN shop_state t ON t.shop_id = s.id
      WHERE s.seller_id IS NULL AND ($1 = '' OR starts_with(s.external_id, $1) OR s.name ILIKE '%' || $1 || '%')
      ORDER BY cardinality(s.measures) DESC, s.available_minor, s.external_id LIMIT $2`,
    [search, LISTED],
  );
  return rows.map((row) => ({
    key: keyOfShopItself(row.external_id),
    externalId: row.external_id,
    name: row.name,
    ...worstOf(row),
  }));
}

/**
 * Whom the demo's sign-in page lists: people of sellers with what is available today, and shops that were imported.
 * @param search beginning of an imported shop's id, or part of its name; empty for those to look at first
 */
export async function listDemoPeople(connection: Connection, search: string): Promise<DemoPeopleDto> {
  const [people, ops, imported, { rows }] = await Promise.all([
    listPeople(connection),
    listOps(connection),
    listImported(connection, search),
    connection.query<{ count: number }>('SELECT count(*)::int AS count FROM shop WHERE seller_id IS NULL'),
  ]);
  return { people, ops, imported, importedCount: rows[0]?.count ?? 0 };
}
