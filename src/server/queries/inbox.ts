import 'server-only';
import {
  type InboxDto,
  type InboxItemDto,
  type InboxSearch,
  NOTICES_A_PAGE,
  type PreferenceDto,
} from '@/contracts/inbox';
import {
  isOnByDefault,
  mustBeTold,
  NOTICE_CHANNELS,
  NOTICE_KINDS,
  NOTICES,
  type NoticeKind,
} from '@/contracts/notices';
import { may, type Role } from '@/contracts/permissions';
import type { Actor } from '@/contracts/shell';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { Connection } from '../db/database';

/** Whose inbox: a member of a seller, in the role that they have now. */
export type Reader = Pick<Actor, 'role'> & {
  readonly person: Pick<Actor['person'], 'key'>;
  readonly seller: { readonly id: number };
};

/** The kinds that a role may be told of: a role that sees no money any more does not read of it here either. */
export function kindsFor(role: Role): readonly NoticeKind[] {
  return NOTICE_KINDS.filter((kind) => may(role, NOTICES[kind].permission));
}

const ITEMS = `inbox_item i
  JOIN member m ON m.seller_id = i.seller_id AND m.no = i.member_no
  JOIN notice n ON n.id = i.notice_id AND n.seller_id = i.seller_id`;
const OWN = 'i.seller_id = $1 AND m.person_key = $2 AND n.kind = ANY($3::text[])';

/** How many notices somebody has not read. Row-level security leaves out those of shops that they may not see any more. */
export async function countUnread(connection: Connection, { role, person, seller }: Reader): Promise<number> {
  const { rows } = await connection.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM ${ITEMS} WHERE ${OWN} AND i.read_at IS NULL`,
    [seller.id, person.key, kindsFor(role)],
  );
  return rows[0]?.count ?? 0;
}

interface Row {
  readonly id: bigint;
  readonly kind: NoticeKind;
  readonly day: PlainDate;
  readonly is_read: boolean;
  readonly external_id: string | null;
  readonly shop_name: string | null;
  readonly currency: string | null;
  readonly detail: unknown;
}

function itemOf({ id, kind, day, is_read, external_id, shop_name, currency, detail }: Row): InboxItemDto {
  const shop =
    external_id === null || shop_name === null || currency === null
      ? null
      : { externalId: external_id, name: shop_name, currency };
  return { id: String(id), kind, tone: NOTICES[kind].tone, day, isRead: is_read, shop, detail };
}

const ROW = `n.id, n.kind, n.day, i.read_at IS NOT NULL AS is_read, s.external_id, s.name AS shop_name, s.currency, n.detail`;

/** A page of somebody's inbox, newest first. */
export async function readInbox(connection: Connection, reader: Reader, asked: InboxSearch): Promise<InboxDto> {
  const { role, person, seller } = reader;
  const kinds = kindsFor(role).filter((kind) => asked.group === undefined || NOTICES[kind].group === asked.group);
  const { rows } = await connection.query<Row>(
    `SELECT ${ROW} FROM ${ITEMS} LEFT JOIN shop s ON s.id = n.shop_id
      WHERE ${OWN} AND ($4::bigint IS NULL OR n.id < $4) AND (NOT $5::boolean OR i.read_at IS NULL)
      ORDER BY n.id DESC LIMIT $6`,
    [seller.id, person.key, kinds, asked.before ?? null, asked.show === 'unread', NOTICES_A_PAGE + 1],
  );
  const items = rows.slice(0, NOTICES_A_PAGE).map(itemOf);
  return {
    items,
    unreadCount: await countUnread(connection, reader),
    older: rows.length > NOTICES_A_PAGE ? (items.at(-1)?.id ?? null) : null,
  };
}

/** One notice of somebody's inbox; null for one that they were not told. */
export async function findInboxItem(
  connection: Connection,
  { role, person, seller }: Reader,
  id: string,
): Promise<InboxItemDto | null> {
  const { rows } = await connection.query<Row>(
    `SELECT ${ROW} FROM ${ITEMS} LEFT JOIN shop s ON s.id = n.shop_id WHERE ${OWN} AND n.id = $4::bigint`,
    [seller.id, person.key, kindsFor(role), id],
  );
  return rows[0] === undefined ? null : itemOf(rows[0]);
}

/** What somebody wants to be told, of everything that they may know. */
export async function readPreferences(connection: Connection, reader: Reader): Promise<readonly PreferenceDto[]> {
  const { rows } = await connection.query<{ field: string; is_on: boolean }>(
    `SELECT p.kind || ' ' || p.channel AS field, p.is_on FROM notice_preference p
       JOIN member m ON m.seller_id = p.seller_id AND m.no = p.member_no WHERE p.seller_id = $1 AND m.person_key = $2`,
    [reader.seller.id, reader.person.key],
  );
  const chosen = new Map(rows.map(({ field, is_on }) => [field, is_on]));
  return kindsFor(reader.role).map((kind) => {
    const { label, group, isLegal } = NOTICES[kind];
    const [inbox, mail] = NOTICE_CHANNELS.map((channel) =>
      mustBeTold(kind, channel) ? true : (chosen.get(`${kind} ${channel}`) ?? isOnByDefault(kind, channel)),
    );
    return { kind, label, group, isLegal, channels: { inbox: inbox === true, mail: mail === true } };
  });
}
