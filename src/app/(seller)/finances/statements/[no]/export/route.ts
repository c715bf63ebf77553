import { may } from '@/contracts/permissions';
import { statementNoSchema } from '@/contracts/statement';
import { requireShop } from '@/server/auth/actor';
import { sellerDatabase } from '@/server/db/seller';
import { statementCsv } from '@/server/exports/statement-csv';
import { findStatement } from '@/server/queries/statement';

export const dynamic = 'force-dynamic';

export async function GET(
  _request: Request,
  { params }: { readonly params: Promise<{ no: string }> },
): Promise<Response> {
  const shop = await requireShop();
  if (!may(shop.role, 'see-money')) return new Response('Your role sees no money.', { status: 403 });
  const no = statementNoSchema.safeParse((await params).no);
  const { pool } = sellerDatabase();
  const head = no.success ? await findStatement(pool, shop, no.data) : null;
  return head === null ? new Response('There is no such statement.', { status: 404 }) : statementCsv(pool, shop, head);
}
