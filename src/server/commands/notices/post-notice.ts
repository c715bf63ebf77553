import 'server-only';
import { NOTICES, type NoticeDetail, type NoticeKind } from '@/contracts/notices';
import { dayOf, type Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { MARKETPLACES } from '@/domain/policy/books/index';
import type { Connection } from '../../db/database';

/** Days after which something counts as long past when it is posted: an import of last year sends no mail. */
const HISTORY_DAYS = 7;

/** Something to tell. */
export interface PostedNotice<Kind extends NoticeKind = NoticeKind> {
  /** Names the happening: the second notice under it is not written. Begin it with what it is about, such as "payout:12:4:paid". */
  readonly key: string;
  readonly kind: Kind;
  /** Null for a shop of nobody: then there is nobody to tell, and nothing is written. */
  readonly sellerId: number | null;
  /** Null where it concerns the organisation, not one of its shops. */
  readonly shopId: number | null;
  /** The one member whom it concerns; every member who may know it where it is left out. */
  readonly memberNo?: number;
  /** In the time of the clock that the books go by. */
  readonly at: Instant;
  /** The marketplace's day; by `at` where it is left out. */
  readonly day?: PlainDate;
  readonly detail: NoticeDetail<Kind>;
}

/**
 * Posts a notice: it is written by the caller's transaction, so people are told if, and only if, what it tells has happened. The worker
 * brings it to the inboxes, the mail and the webhooks of those who may know it and want to (deliver-notices.ts).
 * @returns false where a notice with this key was posted before, and where there is nobody to tell
 * @throws ZodError for a detail that is not of the kind: a defect of the caller
 * @example await postNotice(connection, { key: `payout:${shopId}:4:sent`, kind: 'payout-sent', sellerId, shopId, at, detail: { payout: 4, amount: '12.30', last4: '4417' } })
 */
export async function postNotice<Kind extends NoticeKind>(
  connection: Connection,
  notice: PostedNotice<Kind>,
): Promise<boolean> {
  return (await postNotices(connection, [notice])) === 1;
}

/**
 * Posts some notices, in one statement however many there are.
 * @returns how many of them had not been posted before
 */
export async function postNotices(connection: Connection, notices: readonly PostedNotice[]): Promise<number> {
  const told = notices.filter(({ sellerId }) => sellerId !== null);
  if (told.length === 0) return 0;
  const zones = await zonesOf(connection, told);
  const dayIn = ({ shopId, at, day }: PostedNotice) => day ?? dayOf(at, zones.get(shopId) ?? 'UTC');
  const { rowCount } = await connection.query(
    `INSERT INTO notice (key, kind, seller_id, shop_id, member_no, day, at, detail, is_history)
     SELECT n.*, n.at < coalesce((SELECT now_at FROM clock WHERE id = 1), now()) - make_interval(days => $9)
       FROM unnest($1::text[], $2::text[], $3::integer[], $4::integer[], $5::integer[], $6::date[], $7::timestamptz[], $8::jsonb[])
            n (key, kind, seller_id, shop_id, member_no, day, at, detail)
     ON CONFLICT (key) DO NOTHING`,
    [
      told.map(({ key }) => key),
      told.map(({ kind }) => kind),
      told.map(({ sellerId }) => sellerId),
      told.map(({ shopId }) => shopId),
      told.map(({ memberNo }) => memberNo ?? null),
      told.map(dayIn),
      told.map(({ at }) => at),
      told.map(({ kind, detail }) => JSON.stringify(NOTICES[kind].detail.parse(detail))),
      HISTORY_DAYS,
    ],
  );
  return rowCount ?? 0;
}

/** The zones in which the marketplaces of the shops count their days, of those notices that do not bring their day. */
async function zonesOf(
  connection: Connection,
  notices: readonly PostedNotice[],
): Promise<ReadonlyMap<number | null, string>> {
  const ids = notices.flatMap(({ shopId, day }) => (day === undefined && shopId !== null ? [shopId] : []));
  if (ids.length === 0) return new Map();
  const { rows } = await connection.query<{ id: number; marketplace: string }>(
    'SELECT id, marketplace FROM shop WHERE id = ANY($1::integer[])',
    [ids],
  );
  return new Map(rows.map(({ id, marketplace }) => [id, MARKETPLACES[marketplace]?.zone ?? 'UTC']));
}
