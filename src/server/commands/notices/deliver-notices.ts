import 'server-only';
import type { PoolClient } from 'pg';
import { NOTICE_KINDS, NOTICES } from '@/contracts/notices';
import { MARKETPLACES } from '@/domain/policy/books/index';
import { type Database, inTransaction } from '../../db/database';
import { env } from '../../env';
import { enqueueJob } from '../../jobs/enqueue';
import { type PostedMail, postMails } from '../mail/post-mail';
import { queueWebhooks } from '../webhooks/queue-webhooks';
import { mayKnow, type Recipient, selectRecipients, wants } from './audience';
import type { DueNotice } from './due-notice';
import { mailSay, noticeHtml, noticeText } from './notice-mail';

/** How many notices one transaction brings to their people. */
const BATCH = 200;

/**
 * Brings notices to the inboxes, the mail and the webhooks of those who may know them and want to. A batch is one transaction: a worker that dies in the
 * middle of it has told nobody, and one that dies after it has told everybody once. Any number of workers may do it at once.
 * @returns how many notices were delivered
 */
export async function deliverNotices(database: Database): Promise<number> {
  let delivered = 0;
  for (;;) {
    const count = await inTransaction(database, deliverBatch);
    delivered += count;
    if (count < BATCH) return delivered;
  }
}

async function deliverBatch(connection: PoolClient): Promise<number> {
  const notices = await takeDue(connection);
  if (notices.length === 0) return 0;
  const recipients = await selectRecipients(connection, [...new Set(notices.map(({ sellerId }) => sellerId))]);
  const told = notices.flatMap((notice) =>
    (recipients.get(notice.sellerId) ?? []).filter((one) => mayKnow(one, notice)).map((to) => ({ notice, to })),
  );
  await fillInboxes(connection, told);
  const mails = told
    .filter(({ notice, to }) => !notice.isHistory && wants(to, notice.kind, 'mail'))
    .map(({ notice, to }) => mailOf(notice, to));
  if ((await postMails(connection, mails)) > 0) await enqueueJob(connection, 'send-mails');
  if ((await queueWebhooks(connection, notices)) > 0) await enqueueJob(connection, 'send-webhooks');
  return notices.length;
}

/** Takes notices off the list; two workers never take the same. A kind that this version does not know was posted by a newer one, and waits for it. */
async function takeDue(connection: PoolClient): Promise<readonly DueNotice[]> {
  const { rows } = await connection.query<DueNotice>(
    `WITH taken AS (
       DELETE FROM notice_to_deliver WHERE notice_id IN (
         SELECT d.notice_id FROM notice_to_deliver d JOIN notice n ON n.id = d.notice_id
          WHERE n.kind = ANY($2::text[]) ORDER BY d.notice_id LIMIT $1 FOR UPDATE OF d SKIP LOCKED) RETURNING notice_id)
     SELECT n.id, n.key, n.kind, n.seller_id AS "sellerId", e.name AS "sellerName", n.shop_id AS "shopId", n.member_no AS "memberNo",
            s.external_id AS shop, s.name AS "shopName", s.currency, s.marketplace, n.day, n.at, n.detail, n.is_history AS "isHistory"
       FROM taken t JOIN notice n ON n.id = t.notice_id JOIN seller e ON e.id = n.seller_id LEFT JOIN shop s ON s.id = n.shop_id
      ORDER BY n.id`,
    [BATCH, NOTICE_KINDS],
  );
  return rows;
}

interface Told {
  readonly notice: DueNotice;
  readonly to: Recipient;
}

async function fillInboxes(connection: PoolClient, told: readonly Told[]): Promise<void> {
  const items = told.filter(({ notice, to }) => wants(to, notice.kind, 'inbox'));
  if (items.length === 0) return;
  await connection.query(
    `INSERT INTO inbox_item (seller_id, member_no, notice_id, read_at)
     SELECT * FROM unnest($1::integer[], $2::integer[], $3::bigint[], $4::timestamptz[]) ON CONFLICT DO NOTHING`,
    [
      items.map(({ notice }) => notice.sellerId),
      items.map(({ to }) => to.no),
      items.map(({ notice }) => notice.id),
      items.map(({ notice }) => (notice.isHistory ? notice.at : null)),
    ],
  );
}

/** Where days and times are counted: the marketplace's zone, UTC for what concerns no shop. */
function zoneOf(marketplace: string | null): string {
  return (marketplace === null ? undefined : MARKETPLACES[marketplace]?.zone) ?? 'UTC';
}

function mailOf(notice: DueNotice, to: Recipient): PostedMail {
  const { id, key, kind, day, shopName, sellerName, currency, marketplace, detail } = notice;
  const { isLegal, say } = NOTICES[kind];
  const words = say(detail, mailSay(shopName ?? sellerName, currency, zoneOf(marketplace)));
  const mail = { words, name: to.name, day, origin: env().appOrigin, notice: id, isLegal };
  return {
    key: `notice:${key}:${to.no}`,
    kind,
    to: to.email,
    subject: words.title.replaceAll(/\s+/g, ' '),
    text: noticeText(mail),
    html: noticeHtml(mail),
  };
}
