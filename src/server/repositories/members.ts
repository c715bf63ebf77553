import 'server-only';
import type { SellerRole } from '@/contracts/permissions';
import type { Connection } from '../db/database';

/** Which shops a member may see: all, or those of these numbers. */
export type ShopsOfMember = 'all' | readonly number[];

/** A member as it is stored. */
export interface MemberRow {
  readonly sellerId: number;
  readonly no: number;
  readonly personKey: string;
  readonly userId: string | null;
  readonly name: string;
  readonly email: string;
  readonly role: SellerRole;
  readonly isActive: boolean;
  readonly shops: ShopsOfMember;
}

interface Row {
  readonly seller_id: number;
  readonly no: number;
  readonly person_key: string;
  readonly user_id: string | null;
  readonly name: string;
  readonly email: string;
  readonly role: SellerRole;
  readonly status: 'active' | 'removed';
  readonly shop_access: 'all' | 'chosen';
  readonly shop_ids: readonly number[];
}

/**
 * All members of a seller, also removed ones, in order. Until the transaction ends nobody else changes any of them: who may change whom,
 * and that an owner is left, is decided on what is so.
 */
export async function lockMembers(connection: Connection, sellerId: number): Promise<readonly MemberRow[]> {
  const { rows } = await connection.query<Row>(
    `SELECT m.seller_id, m.no, m.person_key, m.user_id, m.name, m.email, m.role, m.status, m.shop_access,
            ARRAY(SELECT s.shop_id FROM member_shop s WHERE s.seller_id = m.seller_id AND s.member_no = m.no ORDER BY 1) AS shop_ids
       FROM member m WHERE m.seller_id = $1 ORDER BY m.no FOR UPDATE OF m`,
    [sellerId],
  );
  return rows.map((row) => ({
    sellerId: row.seller_id,
    no: row.no,
    personKey: row.person_key,
    userId: row.user_id,
    name: row.name,
    email: row.email,
    role: row.role,
    isActive: row.status === 'active',
    shops: row.shop_access === 'all' ? 'all' : row.shop_ids,
  }));
}

/** Those of the numbers that are shops of the seller, in order. */
export async function shopsOfSeller(
  connection: Connection,
  sellerId: number,
  ids: readonly number[],
): Promise<readonly { readonly id: number; readonly name: string }[]> {
  const { rows } = await connection.query<{ readonly id: number; readonly name: string }>(
    'SELECT id, name FROM shop WHERE seller_id = $1 AND id = ANY($2::integer[]) ORDER BY id',
    [sellerId, ids],
  );
  return rows;
}

/** All shops of the sellers of which somebody of the marketplace is a member too, by the user who signs in as both. */
export async function selectOwnShops(connection: Connection, opsPerson: string): Promise<ReadonlySet<number>> {
  const { rows } = await connection.query<{ readonly id: number }>(
    `SELECT shop.id FROM ops_member ops JOIN member ON member.user_id = ops.user_id AND member.status = 'active'
       JOIN shop ON shop.seller_id = member.seller_id WHERE ops.person_key = $1`,
    [opsPerson],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Adds a member, or makes a removed one active again, with these rights. */
export async function keepMember(connection: Connection, member: MemberRow): Promise<void> {
  const { sellerId, no, personKey, userId, name, email, role, shops } = member;
  const access = shops === 'all' ? 'all' : 'chosen';
  await connection.query(
    `INSERT INTO member (seller_id, no, person_key, user_id, name, email, role, shop_access)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (seller_id, no) DO UPDATE SET name = $5, email = $6, role = $7, shop_access = $8, status = 'active',
       joined_at = CASE WHEN member.status = 'active' THEN member.joined_at ELSE now() END, removed_at = NULL`,
    [sellerId, no, personKey, userId, name, email, role, access],
  );
  await keepShops(connection, member);
}

async function keepShops(connection: Connection, { sellerId, no, shops }: MemberRow): Promise<void> {
  await connection.query('DELETE FROM member_shop WHERE seller_id = $1 AND member_no = $2', [sellerId, no]);
  if (shops === 'all') return;
  await connection.query(
    'INSERT INTO member_shop (seller_id, member_no, shop_id) SELECT $1, $2, unnest($3::integer[])',
    [sellerId, no, shops],
  );
}

/** Takes a member's rights away; the row stays, for what they did. */
export async function dropMember(connection: Connection, member: MemberRow): Promise<void> {
  await connection.query(
    `UPDATE member SET status = 'removed', removed_at = now(), shop_access = 'all' WHERE seller_id = $1 AND no = $2`,
    [member.sellerId, member.no],
  );
  await keepShops(connection, { ...member, shops: 'all' });
}
