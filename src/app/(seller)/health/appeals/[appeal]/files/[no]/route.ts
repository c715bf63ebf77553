import { may } from '@/contracts/permissions';
import { requireShop } from '@/server/auth/actor';
import { sellerDatabase } from '@/server/db/seller';
import { appealFileResponse } from '@/server/exports/appeal-file';

export const dynamic = 'force-dynamic';

export async function GET(
  _request: Request,
  { params }: { readonly params: Promise<{ readonly appeal: string; readonly no: string }> },
): Promise<Response> {
  const { role } = await requireShop();
  if (!may(role, 'see-money')) return new Response('Your role sees no appeals.', { status: 403 });
  return appealFileResponse(sellerDatabase().pool, await params);
}
