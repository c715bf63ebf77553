import { redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { batchIdSchema } from '@/contracts/bill-batch';
import { may } from '@/contracts/permissions';
import { requireActor } from '@/server/auth/actor';
import { finishCardBinding } from '@/server/commands/cards/finish-card-binding';
import { sellerDatabase } from '@/server/db/seller';
import { siteCardGateway } from '@/server/gateways/site-gateway';

/** Where the provider's page sends the seller back to after a card was added: the batch, with that card chosen. */
export async function GET(
  request: NextRequest,
  { params }: { readonly params: Promise<{ readonly batch: string }> },
): Promise<Response> {
  const actor = await requireActor();
  const { seller, role } = actor;
  const batch = batchIdSchema.safeParse((await params).batch);
  const session = request.nextUrl.searchParams.get('session');
  if (!batch.success || seller === null || !may(role, 'manage-cards')) redirect('/shops');
  const bound =
    session === null
      ? null
      : await finishCardBinding(sellerDatabase(), siteCardGateway(), { sellerId: seller.id, session, by: actor });
  if (bound?.ok) redirect(`/shops/pay/${batch.data}?card=${bound.value.card}`);
  redirect(`/shops/pay/${batch.data}?problem=${bound?.refusal.code === 'unavailable' ? 'no-answer' : 'no-card'}`);
}
