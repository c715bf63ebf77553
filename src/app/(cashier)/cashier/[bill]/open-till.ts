import { notFound } from 'next/navigation';
import { type BillDetailDto, billIdSchema } from '@/contracts/bills';
import type { BillPreviewDto } from '@/contracts/cashier';
import { may } from '@/contracts/permissions';
import type { ShopContext } from '@/contracts/shell';
import { requireShop } from '@/server/auth/actor';
import { sellerDatabase } from '@/server/db/seller';
import { readBill } from '@/server/queries/bills-detail';
import { readBillPreview } from '@/server/queries/cashier';

/** What every page of the cashier shows. */
export interface OpenTill {
  readonly bill: BillDetailDto;
  readonly preview: BillPreviewDto;
  readonly shop: ShopContext;
}

/** The bill that an address names, for a person who may see it; null for a role that sees no money, not found for any other bill. */
export async function openTill(params: Promise<{ readonly bill: string }>): Promise<OpenTill | null> {
  const shop = await requireShop();
  if (!may(shop.role, 'see-money')) return null;
  const id = billIdSchema.safeParse((await params).bill);
  if (!id.success) notFound();
  const { pool } = sellerDatabase();
  const bill = await readBill(pool, shop, id.data);
  const preview = bill === null ? null : await readBillPreview(pool, shop, id.data);
  if (bill === null || preview === null) notFound();
  return { bill, preview, shop };
}
