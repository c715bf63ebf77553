import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { billIdSchema } from '@/contracts/bills';
import { may } from '@/contracts/permissions';
import { BillDetail, BillHead } from '@/features/bills/bill-detail';
import { NoMoney } from '@/features/shell/no-money';
import { requireShop } from '@/server/auth/actor';
import { sellerDatabase } from '@/server/db/seller';
import { readBill } from '@/server/queries/bills-detail';
import { ErrorIsland } from '@/ui/error-island';

export const metadata: Metadata = { title: 'Bill' };

interface Props {
  readonly params: Promise<{ readonly id: string }>;
}

export default async function BillPage({ params }: Props) {
  const shop = await requireShop();
  if (!may(shop.role, 'see-money')) return <NoMoney title="Bill" what="bills" />;
  const id = billIdSchema.safeParse((await params).id);
  const bill = id.success ? await readBill(sellerDatabase().pool, shop, id.data) : null;
  if (bill === null) notFound();
  return (
    <>
      <BillHead bill={bill} shop={shop} />
      <ErrorIsland what="The bill">
        <BillDetail bill={bill} shop={shop} />
      </ErrorIsland>
    </>
  );
}
