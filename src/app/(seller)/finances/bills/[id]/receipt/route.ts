import { billIdSchema } from '@/contracts/bills';
import { may } from '@/contracts/permissions';
import { requireShop } from '@/server/auth/actor';
import { sellerDatabase } from '@/server/db/seller';
import { billReceipt } from '@/server/exports/bill-receipt';
import { readBill } from '@/server/queries/bills-detail';

export const dynamic = 'force-dynamic';

export async function GET(
  _request: Request,
  { params }: { readonly params: Promise<{ readonly id: string }> },
): Promise<Response> {
  const shop = await requireShop();
  if (!may(shop.role, 'see-money')) return new Response('Your role sees no money.', { status: 403 });
  const id = billIdSchema.safeParse((await params).id);
  const bill = id.success ? await readBill(sellerDatabase().pool, shop, id.data) : null;
  const receipt = bill === null ? null : await billReceipt(bill, shop);
  if (bill === null || receipt === null) return new Response('There is no receipt of this bill.', { status: 404 });
  return new Response(new Uint8Array(receipt), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="receipt-${bill.id}.pdf"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}
