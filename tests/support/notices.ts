import type { SellerRole } from '@/contracts/permissions';
import { instant } from '@/domain/calendar/instant';
import type { PostedNotice } from '@/server/commands/notices/post-notice';
import type { TestBooks } from './books';
import { ivyOpens } from './ivy';

/** Ivy's shop with a seller, members as they join, and what they were told. */
export interface ToldIvy {
  readonly sellerId: number;
  readonly shopId: number;
  readonly books: TestBooks;
  /** A member: of all shops, or of some. */
  readonly joins: (no: number, role: SellerRole, shops?: readonly number[]) => Promise<void>;
  /** "53.58 was paid out", to be posted. */
  readonly paid: (changes?: Partial<PostedNotice<'payout-paid'>>) => PostedNotice<'payout-paid'>;
  /** "owner: payout-paid", with ", read" behind it. */
  readonly inboxes: () => Promise<readonly string[]>;
  /** "owner1@ivy.example: subject". */
  readonly mails: () => Promise<readonly string[]>;
}

const AT = instant('2026-03-13T10:00:00Z');

/** Opens Ivy's shop on the morning of 14 March 2026, with nobody in it yet. */
export async function openIvy(books: TestBooks): Promise<ToldIvy> {
  await books.record(ivyOpens());
  await books.sql(`UPDATE clock SET now_at = '2026-03-14T09:12:00Z'`);
  const [row] = await books.sql<{ id: number; seller_id: number }>(
    `WITH seller AS (INSERT INTO seller (external_id, name) VALUES ('ivy', 'Ivy') RETURNING id)
     UPDATE shop SET seller_id = seller.id FROM seller RETURNING shop.id, seller_id`,
  );
  const { id: shopId, seller_id: sellerId } = row ?? { id: 0, seller_id: 0 };
  return {
    books,
    sellerId,
    shopId,
    joins: async (no, role, shops) => {
      await books.sql(
        `INSERT INTO member (seller_id, no, person_key, name, email, role, shop_access)
         VALUES ($1, $2, 'ivy-' || $3::text, $3, $3 || $2::integer || '@ivy.example', $3, $4)`,
        [sellerId, no, role, shops === undefined ? 'all' : 'chosen'],
      );
      for (const shop of shops ?? [])
        await books.sql('INSERT INTO member_shop (seller_id, member_no, shop_id) VALUES ($1, $2, $3)', [
          sellerId,
          no,
          shop,
        ]);
    },
    paid: (changes) => ({
      key: 'payout:1:paid',
      kind: 'payout-paid',
      sellerId,
      shopId,
      at: AT,
      detail: { payout: 1, amount: '53.58', last4: '4417', on: '2026-03-13' },
      ...changes,
    }),
    inboxes: async () =>
      (
        await books.sql<{ line: string }>(
          `SELECT m.role || ': ' || n.kind || CASE WHEN i.read_at IS NULL THEN '' ELSE ', read' END AS line
             FROM inbox_item i JOIN notice n ON n.id = i.notice_id JOIN member m ON m.seller_id = i.seller_id AND m.no = i.member_no
            ORDER BY i.notice_id, m.no`,
        )
      ).map(({ line }) => line),
    mails: async () =>
      (await books.sql<{ line: string }>(`SELECT recipient || ': ' || subject AS line FROM mail ORDER BY id`)).map(
        ({ line }) => line,
      ),
  };
}
