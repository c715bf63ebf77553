import { may } from '@/contracts/permissions';
import { statementsSearchSchema } from '@/contracts/statements';
import { requireShop } from '@/server/auth/actor';
import { sellerDatabase } from '@/server/db/seller';
import { statementsCsv } from '@/server/exports/statements-csv';

export const dynamic = 'force-dynamic';

export async function GET(request: Request): Promise<Response> {
  const shop = await requireShop();
  if (!may(shop.role, 'see-money')) return new Response('Your role sees no money.', { status: 403 });
  const asked = statementsSearchSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return statementsCsv(sellerDatabase().pool, shop, asked);
}
