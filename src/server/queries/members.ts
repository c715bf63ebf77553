import 'server-only';
import type {
  InvitationDto,
  MemberDto,
  MemberShopDto,
  MembersDto,
  OpenInvitationDto,
  ShopAccess,
} from '@/contracts/members';
import { GRANTS, mayGrant, type SellerRole } from '@/contracts/permissions';
import { type Instant, toEpochMillis } from '@/domain/calendar/instant';
import { present } from '@/domain/shared/assert';
import type { Manager } from '../commands/members/member-rules';
import type { Connection } from '../db/database';
import { findOpenInvitation } from '../repositories/invitations';

interface AccessRow {
  readonly shop_access: 'all' | 'chosen';
  readonly shop_ids: readonly number[];
}

function accessOf(row: AccessRow, shops: readonly MemberShopDto[]): ShopAccess {
  return row.shop_access === 'all' ? 'all' : shops.filter(({ id }) => row.shop_ids.includes(id));
}

async function selectMembers(
  connection: Connection,
  by: Manager,
  shops: readonly MemberShopDto[],
): Promise<MemberDto[]> {
  const { rows } = await connection.query<
    AccessRow & {
      readonly no: number;
      readonly person_key: string;
      readonly name: string;
      readonly email: string;
      readonly role: SellerRole;
      readonly joined_at: Instant;
    }
  >(
    `SELECT m.no, m.person_key, m.name, m.email, m.role, m.joined_at, m.shop_access,
            ARRAY(SELECT s.shop_id FROM member_shop s WHERE s.seller_id = m.seller_id AND s.member_no = m.no) AS shop_ids
       FROM member m WHERE m.seller_id = $1 AND m.status = 'active'
      ORDER BY array_position(ARRAY['owner', 'admin', 'finance', 'support', 'viewer'], m.role), m.name, m.no`,
    [by.seller.id],
  );
  return rows.map((row) => {
    const isSelf = row.person_key === by.person.key;
    return {
      no: row.no,
      name: row.name,
      email: row.email,
      role: row.role,
      access: accessOf(row, shops),
      joinedAt: row.joined_at,
      isSelf,
      mayChange: !isSelf && mayGrant(by.role, row.role),
    };
  });
}

async function selectInvitations(
  connection: Connection,
  by: Manager,
  shops: readonly MemberShopDto[],
  now: Instant,
): Promise<InvitationDto[]> {
  const { rows } = await connection.query<
    AccessRow & {
      readonly id: string;
      readonly email: string;
      readonly role: SellerRole;
      readonly inviter: string | null;
      readonly expires_at: Instant;
    }
  >(
    `SELECT i.id, i.email, i.role, i.shop_access, i.shop_ids, i.expires_at, m.name AS inviter
       FROM invitation i LEFT JOIN member m ON m.seller_id = i.seller_id AND m.person_key = i.invited_by
      WHERE i.seller_id = $1 AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL ORDER BY i.id DESC`,
    [by.seller.id],
  );
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    role: row.role,
    access: accessOf(row, shops),
    invitedBy: row.inviter ?? 'somebody',
    expiresAt: row.expires_at,
    isExpired: toEpochMillis(row.expires_at) < toEpochMillis(now),
    mayChange: mayGrant(by.role, row.role),
  }));
}

/** The members of a seller and who is invited, as one of its managers sees them. */
export async function readMembers(connection: Connection, by: Manager, now: Instant): Promise<MembersDto> {
  const { rows: shops } = await connection.query<MemberShopDto>(
    'SELECT id, name FROM shop WHERE seller_id = $1 ORDER BY name, id',
    [by.seller.id],
  );
  return {
    seller: by.seller.name,
    members: await selectMembers(connection, by, shops),
    invitations: await selectInvitations(connection, by, shops, now),
    shops,
    grants: GRANTS[by.role],
  };
}

/**
 * What an invitation says to whoever holds its token; null where it is not open, or expired.
 * @param connection of a role that sees every seller: whoever asks belongs to none yet
 */
export async function readOpenInvitation(
  connection: Connection,
  token: string,
  now: Instant,
): Promise<OpenInvitationDto | null> {
  const invitation = await findOpenInvitation(connection, token, { locks: false });
  if (invitation === null || toEpochMillis(now) > toEpochMillis(invitation.expiresAt)) return null;
  const { rows } = await connection.query<{
    seller: string;
    inviter: string | null;
    has_user: boolean;
    shops: string[];
  }>(
    `SELECT e.name AS seller, m.name AS inviter, EXISTS (SELECT FROM auth_user u WHERE u.email = $3) AS has_user,
            ARRAY(SELECT s.name FROM shop s WHERE s.seller_id = e.id AND s.id = ANY($4::integer[]) ORDER BY 1) AS shops
       FROM seller e LEFT JOIN member m ON m.seller_id = e.id AND m.person_key = $2 WHERE e.id = $1`,
    [invitation.sellerId, invitation.invitedBy, invitation.email, invitation.shops === 'all' ? [] : invitation.shops],
  );
  const row = present(rows[0], 'the seller of an invitation');
  return {
    seller: row.seller,
    role: invitation.role,
    email: invitation.email,
    invitedBy: row.inviter ?? row.seller,
    expiresAt: invitation.expiresAt,
    shops: invitation.shops === 'all' ? null : row.shops,
    hasUser: row.has_user,
  };
}
