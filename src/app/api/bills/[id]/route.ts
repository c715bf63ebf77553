import { billIdSchema } from '@/contracts/bills';
import type { LiveBillDto } from '@/contracts/cashier';
import { may } from '@/contracts/permissions';
import { getActor, getShop } from '@/server/auth/actor';
import { sellerDatabase } from '@/server/db/seller';
import { findBill } from '@/server/repositories/bills';

const FRESH = { headers: { 'cache-control': 'no-store' } };

/** Where a bill stands: for a page that waits. 401 without a session, 403 for a role that sees no money, 404 for any bill but the shop's own. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  if ((await getActor()) === null) return Response.json({ message: 'Sign in.' }, { status: 401, ...FRESH });
  const shop = await getShop();
  if (shop !== null && !may(shop.role, 'see-money'))
    return Response.json({ message: 'Your role sees no bills.' }, { status: 403, ...FRESH });
  const id = billIdSchema.safeParse((await params).id);
  const bill = shop === null || !id.success ? null : await findBill(sellerDatabase().pool, shop.id, id.data);
  if (bill === null) return Response.json({ message: 'There is no such bill.' }, { status: 404, ...FRESH });
  const live: LiveBillDto = { id: bill.id, status: bill.status, needsAction: bill.needsAction };
  return Response.json(live, FRESH);
}
