import { may } from '@/contracts/permissions';
import { portfolioSearchSchema } from '@/contracts/portfolio';
import { requireActor, requireShop } from '@/server/auth/actor';
import { sellerDatabase } from '@/server/db/seller';
import { readExportSearch } from '@/server/exports/export-search';
import { portfolioCsv } from '@/server/exports/portfolio-csv';

export const dynamic = 'force-dynamic';

/** The shops that are selected; where none are, those that the filters leave. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireActor();
  const { now, today } = await requireShop();
  const { searchParams } = new URL(request.url);
  const named = new Set(searchParams.getAll('shop'));
  const shops = named.size === 0 ? actor.shops : actor.shops.filter(({ externalId }) => named.has(externalId));
  const asked = readExportSearch(portfolioSearchSchema, request);
  if (asked instanceof Response) return asked;
  const reader = { now, seesMoney: may(actor.role, 'see-money') };
  return portfolioCsv(sellerDatabase().pool, shops, reader, asked, today);
}
