import 'server-only';
import { mustBeTold, type NoticeChannel, type NoticeKind } from '@/contracts/notices';
import type { Connection } from '../../db/database';

/** What a member wants of a kind by a channel. */
export interface WantedNotice {
  readonly kind: NoticeKind;
  readonly channel: NoticeChannel;
  readonly isOn: boolean;
}

/**
 * Keeps what a member wants to be told. What must be told is left as it is, whatever was sent.
 * @example await savePreferences(connection, { personKey, sellerId, wanted: [{ kind: 'payout-paid', channel: 'mail', isOn: false }] })
 */
export async function savePreferences(
  connection: Connection,
  {
    personKey,
    sellerId,
    wanted,
  }: { readonly personKey: string; readonly sellerId: number; readonly wanted: readonly WantedNotice[] },
): Promise<void> {
  const free = wanted.filter(({ kind, channel }) => !mustBeTold(kind, channel));
  await connection.query(
    `INSERT INTO notice_preference (seller_id, member_no, kind, channel, is_on)
     SELECT m.seller_id, m.no, w.* FROM member m, unnest($3::text[], $4::text[], $5::boolean[]) w
      WHERE m.seller_id = $1 AND m.person_key = $2
     ON CONFLICT (seller_id, member_no, kind, channel) DO UPDATE SET is_on = excluded.is_on`,
    [
      sellerId,
      personKey,
      free.map(({ kind }) => kind),
      free.map(({ channel }) => channel),
      free.map(({ isOn }) => isOn),
    ],
  );
}
