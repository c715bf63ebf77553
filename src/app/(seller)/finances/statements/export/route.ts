import { may } from '@/contracts/permissions';
import { statementsSearchSchema } from '@/contracts/statements';
import { requireShop } from '@/server/auth/actor';
import { sellerDatabase } from '@/server/db/seller';
import { readExportSearch } from '@/server/exports/export-search';
import { statementsCsv } from '@/server/exports/statements-csv';

export const dynamic = 'force-dynamic';

export async function GET(request: Request): Promise<Response> {
  const shop = await requireShop();
  if (!may(shop.role, 'see-money')) return new Response('Your role sees no money.', { status: 403 });
  const asked = readExportSearch(statementsSearchSchema, request);
  if (asked instanceof Response) return asked;
  return statementsCsv(sellerDatabase().pool, shop, asked);
}
