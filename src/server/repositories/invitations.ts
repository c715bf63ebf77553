import 'server-only';
import { createHash } from 'node:crypto';
import type { SellerRole } from '@/contracts/permissions';
import type { Instant } from '@/domain/calendar/instant';
import type { Connection } from '../db/database';
import type { ShopsOfMember } from './members';

/** An invitation as it is stored, but for its token. */
export interface InvitationRow {
  readonly sellerId: number;
  readonly id: string;
  readonly email: string;
  readonly role: SellerRole;
  readonly shops: ShopsOfMember;
  /** Key of the person who invited. */
  readonly invitedBy: string;
  readonly expiresAt: Instant;
}

interface Row {
  readonly seller_id: number;
  readonly id: string;
  readonly email: string;
  readonly role: SellerRole;
  readonly shop_access: 'all' | 'chosen';
  readonly shop_ids: readonly number[];
  readonly invited_by: string;
  readonly expires_at: Instant;
}

const COLUMNS = 'seller_id, id, email, role, shop_access, shop_ids, invited_by, expires_at';
const IS_OPEN = 'accepted_at IS NULL AND withdrawn_at IS NULL';

function rowOf(row: Row): InvitationRow {
  return {
    sellerId: row.seller_id,
    id: row.id,
    email: row.email,
    role: row.role,
    shops: row.shop_access === 'all' ? 'all' : row.shop_ids,
    invitedBy: row.invited_by,
    expiresAt: row.expires_at,
  };
}

/** What is stored of a token: who reads it cannot go back to the token. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

export async function addInvitation(connection: Connection, invitation: InvitationRow, token: string): Promise<void> {
  const { sellerId, id, email, role, shops, invitedBy, expiresAt } = invitation;
  const isAll = shops === 'all';
  await connection.query(
    `INSERT INTO invitation (${COLUMNS}, token_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [sellerId, id, email, role, isAll ? 'all' : 'chosen', isAll ? [] : shops, invitedBy, expiresAt, hashOfToken(token)],
  );
}

/** Open invitations of a seller, locked; expired ones too. */
export async function lockOpenInvitations(connection: Connection, sellerId: number): Promise<readonly InvitationRow[]> {
  const { rows } = await connection.query<Row>(
    `SELECT ${COLUMNS} FROM invitation WHERE seller_id = $1 AND ${IS_OPEN} ORDER BY id FOR UPDATE`,
    [sellerId],
  );
  return rows.map(rowOf);
}

/** An open invitation of a seller; null if there is none of this id. */
export async function findInvitation(
  connection: Connection,
  sellerId: number,
  id: string,
): Promise<InvitationRow | null> {
  const { rows } = await connection.query<Row>(
    `SELECT ${COLUMNS} FROM invitation WHERE seller_id = $1 AND id = $2 AND ${IS_OPEN}`,
    [sellerId, id],
  );
  return rows[0] === undefined ? null : rowOf(rows[0]);
}

/** The open invitation of a token, expired or not; null if there is none. */
export async function findOpenInvitation(
  connection: Connection,
  token: string,
  { locks }: { readonly locks: boolean },
): Promise<InvitationRow | null> {
  const { rows } = await connection.query<Row>(
    `SELECT ${COLUMNS} FROM invitation WHERE token_hash = $1 AND ${IS_OPEN}${locks ? ' FOR UPDATE' : ''}`,
    [hashOfToken(token)],
  );
  return rows[0] === undefined ? null : rowOf(rows[0]);
}

/** Ends invitations: nobody can accept them any more. */
export async function withdrawAll(
  connection: Connection,
  sellerId: number,
  invitations: readonly InvitationRow[],
): Promise<void> {
  await connection.query('UPDATE invitation SET withdrawn_at = now() WHERE seller_id = $1 AND id = ANY($2::text[])', [
    sellerId,
    invitations.map(({ id }) => id),
  ]);
}

export async function markAccepted(connection: Connection, { sellerId, id }: InvitationRow): Promise<void> {
  await connection.query('UPDATE invitation SET accepted_at = now() WHERE seller_id = $1 AND id = $2', [sellerId, id]);
}
