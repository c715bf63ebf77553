import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { NoTill } from '@/features/bills/cashier/no-till';
import { TransferInstructions } from '@/features/bills/cashier/transfer';
import { sellerDatabase } from '@/server/db/seller';
import { getBillTransfer } from '@/server/queries/bill-transfer';
import { openTill } from '../open-till';

export const metadata: Metadata = { title: 'Bank transfer' };

export default async function TransferPage({ params }: { readonly params: Promise<{ readonly bill: string }> }) {
  const till = await openTill(params);
  if (till === null) return <NoTill />;
  const { bill, shop } = till;
  const transfer = await getBillTransfer(sellerDatabase().pool, shop.id, bill.id);
  if (bill.status !== 'unpaid' || transfer === null) redirect(`/cashier/${bill.id}/result` as Route);
  return <TransferInstructions {...till} transfer={transfer} />;
}
