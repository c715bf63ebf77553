import { reservesSearchSchema } from '@/contracts/reserves';
import { maySeeMoney } from '@/contracts/shell';
import { requireShop } from '@/server/auth/actor';
import { siteDatabase } from '@/server/db/site';
import { reservesCsv } from '@/server/exports/reserves-csv';

export const dynamic = 'force-dynamic';

export async function GET(request: Request): Promise<Response> {
  const shop = await requireShop();
  if (!maySeeMoney(shop.role)) return new Response('Your role sees no money.', { status: 403 });
  const asked = reservesSearchSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return reservesCsv(siteDatabase().pool, shop, { ...asked, before: undefined });
}
