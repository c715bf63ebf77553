import 'server-only';
import { isOnByDefault, mustBeTold, NOTICES, type NoticeChannel, type NoticeKind } from '@/contracts/notices';
import { may, type SellerRole } from '@/contracts/permissions';
import type { Connection } from '../../db/database';

/** A member as far as telling them goes. */
export interface Recipient {
  readonly no: number;
  readonly name: string;
  readonly email: string;
  readonly role: SellerRole;
  /** Null for all shops. */
  readonly shops: readonly number[] | null;
  /** By "kind channel". */
  readonly preferences: ReadonlyMap<string, boolean>;
}

/** Whom a notice is for. */
export interface Addressed {
  readonly kind: NoticeKind;
  readonly shopId: number | null;
  readonly memberNo: number | null;
}

interface Row extends Omit<Recipient, 'preferences'> {
  readonly seller_id: number;
  readonly preferences: Readonly<Record<string, boolean>>;
}

/** The active members of sellers, with what they prefer, by seller. */
export async function selectRecipients(
  connection: Connection,
  sellerIds: readonly number[],
): Promise<ReadonlyMap<number, readonly Recipient[]>> {
  const { rows } = await connection.query<Row>(
    `SELECT m.seller_id, m.no, m.name, m.email, m.role,
            CASE WHEN m.shop_access = 'chosen' THEN ARRAY(
              SELECT s.shop_id FROM member_shop s WHERE s.seller_id = m.seller_id AND s.member_no = m.no) END AS shops,
            coalesce((SELECT jsonb_object_agg(p.kind || ' ' || p.channel, p.is_on) FROM notice_preference p
                       WHERE p.seller_id = m.seller_id AND p.member_no = m.no), '{}') AS preferences
       FROM member m WHERE m.seller_id = ANY($1::integer[]) AND m.status = 'active' ORDER BY m.seller_id, m.no`,
    [sellerIds],
  );
  const bySeller = new Map<number, Recipient[]>();
  for (const { seller_id, preferences, ...member } of rows) {
    const members = bySeller.get(seller_id) ?? [];
    bySeller.set(seller_id, members);
    members.push({ ...member, preferences: new Map(Object.entries(preferences)) });
  }
  return bySeller;
}

/** Whether a member may know of it: by their role, their shops, and for whom it is. */
export function mayKnow({ no, role, shops }: Recipient, { kind, shopId, memberNo }: Addressed): boolean {
  if (memberNo !== null && memberNo !== no) return false;
  if (shopId !== null && shops !== null && !shops.includes(shopId)) return false;
  return may(role, NOTICES[kind].permission);
}

/** Whether a member wants it by a channel; what must be told is told by every channel that it has. */
export function wants({ preferences }: Recipient, kind: NoticeKind, channel: NoticeChannel): boolean {
  return mustBeTold(kind, channel) || (preferences.get(`${kind} ${channel}`) ?? isOnByDefault(kind, channel));
}
