import { may } from '@/contracts/permissions';
import { reservesSearchSchema } from '@/contracts/reserves';
import { requireShop } from '@/server/auth/actor';
import { sellerDatabase } from '@/server/db/seller';
import { readExportSearch } from '@/server/exports/export-search';
import { reservesCsv } from '@/server/exports/reserves-csv';

export const dynamic = 'force-dynamic';

export async function GET(request: Request): Promise<Response> {
  const shop = await requireShop();
  if (!may(shop.role, 'see-money')) return new Response('Your role sees no money.', { status: 403 });
  const asked = readExportSearch(reservesSearchSchema, request);
  if (asked instanceof Response) return asked;
  return reservesCsv(sellerDatabase().pool, shop, { ...asked, before: undefined });
}
