import { onHoldSearchSchema } from '@/contracts/on-hold';
import { may } from '@/contracts/permissions';
import { requireShop } from '@/server/auth/actor';
import { sellerDatabase } from '@/server/db/seller';
import { readExportSearch } from '@/server/exports/export-search';
import { onHoldCsv } from '@/server/exports/on-hold-csv';

export const dynamic = 'force-dynamic';

export async function GET(request: Request): Promise<Response> {
  const shop = await requireShop();
  if (!may(shop.role, 'see-money')) return new Response('Your role sees no money.', { status: 403 });
  const asked = readExportSearch(onHoldSearchSchema, request);
  if (asked instanceof Response) return asked;
  return onHoldCsv(sellerDatabase(), shop, asked);
}
