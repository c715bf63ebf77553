import { noticeIdSchema } from '@/contracts/inbox';
import { wordsOf } from '@/features/inbox/words';
import { requireActor } from '@/server/auth/actor';
import { writeChosenShop } from '@/server/auth/cookies';
import { markRead } from '@/server/commands/notices/mark-read';
import { sellerDatabase } from '@/server/db/seller';
import { findInboxItem } from '@/server/queries/inbox';

export const dynamic = 'force-dynamic';

/** Opens what a notice is about: in the shop that it is about, marked read. Mails link here. */
export async function GET(
  _request: Request,
  { params }: { readonly params: Promise<{ readonly notice: string }> },
): Promise<Response> {
  const { person, role, seller, shops, viewedBy } = await requireActor();
  if (viewedBy !== undefined) return seeOther('/inbox');
  const id = noticeIdSchema.safeParse((await params).notice);
  if (!id.success || seller === null) return seeOther('/inbox');
  const { pool } = sellerDatabase();
  const item = await findInboxItem(pool, { person, role, seller }, id.data);
  if (item === null) return seeOther('/inbox');
  await markRead(pool, { personKey: person.key, sellerId: seller.id, notice: item.id });
  const shop = shops.find(({ externalId }) => externalId === item.shop?.externalId);
  if (shop !== undefined) await writeChosenShop(shop.externalId);
  return seeOther(wordsOf(item, seller.name).link.path);
}

/** A path of this site: relative, so that it holds behind any proxy. */
function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { location: path } });
}
