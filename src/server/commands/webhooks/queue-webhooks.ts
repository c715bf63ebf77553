import 'server-only';
import { NOTICES } from '@/contracts/notices';
import { WEBHOOK_KINDS } from '@/contracts/webhooks';
import type { Connection } from '../../db/database';
import type { DueNotice } from '../notices/due-notice';
import { mailSay } from '../notices/notice-mail';

interface ActiveEndpoint {
  readonly seller_id: number;
  readonly id: string;
  readonly kinds: readonly string[];
}

/** What a receiver is sent: the notice as data, and in words. */
function bodyOf(notice: DueNotice): string {
  const { id, kind, shop, day, at, currency, detail, shopName, sellerName } = notice;
  const { title, happened } = NOTICES[kind].say(detail, mailSay(shopName ?? sellerName, currency, 'UTC'));
  return JSON.stringify({
    id: `ntc_${id}`,
    type: kind,
    shop,
    day,
    at,
    currency,
    data: detail,
    message: { title, text: happened },
  });
}

/**
 * Writes down which events go to which endpoints, in the transaction that brings the notices to people; each once for an endpoint.
 * @returns how many are to be sent
 */
export async function queueWebhooks(connection: Connection, notices: readonly DueNotice[]): Promise<number> {
  const told = notices.filter(
    ({ kind, isHistory, memberNo }) => !isHistory && memberNo === null && WEBHOOK_KINDS.includes(kind),
  );
  if (told.length === 0) return 0;
  const { rows: endpoints } = await connection.query<ActiveEndpoint>(
    `SELECT seller_id, id, kinds FROM webhook_endpoint WHERE seller_id = ANY($1::integer[]) AND status = 'active'`,
    [[...new Set(told.map(({ sellerId }) => sellerId))]],
  );
  const events = told.flatMap((notice) =>
    endpoints
      .filter(
        ({ seller_id, kinds }) => seller_id === notice.sellerId && (kinds.length === 0 || kinds.includes(notice.kind)),
      )
      .map((endpoint) => ({ notice, endpoint: endpoint.id })),
  );
  if (events.length === 0) return 0;
  const { rowCount } = await connection.query(
    `INSERT INTO webhook_delivery (seller_id, endpoint_id, event_id, kind, body)
     SELECT * FROM unnest($1::integer[], $2::text[], $3::text[], $4::text[], $5::text[]) ON CONFLICT (endpoint_id, event_id) DO NOTHING`,
    [
      events.map(({ notice }) => notice.sellerId),
      events.map(({ endpoint }) => endpoint),
      events.map(({ notice }) => `ntc_${notice.id}`),
      events.map(({ notice }) => notice.kind),
      events.map(({ notice }) => bodyOf(notice)),
    ],
  );
  return rowCount ?? 0;
}
