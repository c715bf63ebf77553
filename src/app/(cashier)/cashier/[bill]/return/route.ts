import { redirect } from 'next/navigation';
import { billIdSchema } from '@/contracts/bills';
import { may } from '@/contracts/permissions';
import { requireActor, requireShop } from '@/server/auth/actor';
import { askAboutBill } from '@/server/commands/bills/reconcile-bills';
import { sellerDatabase } from '@/server/db/seller';
import { env } from '@/server/env';
import { siteCardGateway } from '@/server/gateways/site-gateway';
import { findBillsBatch } from '@/server/repositories/bill-batches';

/**
 * Where the bank's page sends the payer back to: what it says in the address is not believed, the provider is asked. A bill of several that
 * are paid at once may be of another shop than the chosen one, and leads back to all of them.
 */
export async function GET(_request: Request, { params }: { params: Promise<{ bill: string }> }): Promise<Response> {
  const { viewedBy } = await requireActor();
  const shop = await requireShop();
  const bill = billIdSchema.safeParse((await params).bill);
  // Asking the provider may change the bill: who only looks is sent on.
  if (!bill.success || viewedBy !== undefined || !may(shop.role, 'see-money')) redirect('/finances/bills');
  const { clearingMinutes } = env();
  const database = sellerDatabase();
  const found = await findBillsBatch(database.pool, bill.data);
  const asked = { shopId: found?.shopId ?? shop.id, bill: bill.data, now: shop.now, clearingMinutes };
  await askAboutBill(database, siteCardGateway(), asked);
  redirect(found === null || found.batch === null ? `/cashier/${bill.data}/result` : `/shops/pay/${found.batch}`);
}
