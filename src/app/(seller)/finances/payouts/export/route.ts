import { payoutsSearchSchema } from '@/contracts/payouts';
import { may } from '@/contracts/permissions';
import { requireShop } from '@/server/auth/actor';
import { sellerDatabase } from '@/server/db/seller';
import { payoutsCsv } from '@/server/exports/payouts-csv';

export const dynamic = 'force-dynamic';

export async function GET(request: Request): Promise<Response> {
  const shop = await requireShop();
  if (!may(shop.role, 'see-money')) return new Response('Your role sees no money.', { status: 403 });
  const asked = payoutsSearchSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return payoutsCsv(sellerDatabase().pool, shop, asked);
}
