import { redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { billIdSchema } from '@/contracts/bills';
import { may } from '@/contracts/permissions';
import { requireActor, requireShop } from '@/server/auth/actor';
import { finishCardBinding } from '@/server/commands/cards/finish-card-binding';
import { sellerDatabase } from '@/server/db/seller';
import { siteCardGateway } from '@/server/gateways/site-gateway';

/** Where the provider's page sends the seller back to after a card was added: the cashier, with that card chosen. */
export async function GET(request: NextRequest): Promise<Response> {
  const actor = await requireActor();
  const { seller } = actor;
  const shop = await requireShop();
  const bill = billIdSchema.safeParse(request.nextUrl.searchParams.get('bill'));
  const session = request.nextUrl.searchParams.get('session');
  if (!bill.success || seller === null || !may(shop.role, 'manage-cards')) redirect('/finances/bills');
  const bound =
    session === null
      ? null
      : await finishCardBinding(sellerDatabase(), siteCardGateway(), { sellerId: seller.id, session, by: actor });
  if (bound?.ok) redirect(`/cashier/${bill.data}?card=${bound.value.card}`);
  redirect(`/cashier/${bill.data}?problem=${bound?.refusal.code === 'unavailable' ? 'no-answer' : 'no-card'}`);
}
