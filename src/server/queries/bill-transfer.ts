import 'server-only';
import type { BillTransferDto } from '@/contracts/bill-transfer';
import { formatReference, isReference } from '@/domain/bill/reference';
import { formatMinor } from '@/domain/money/money';
import { present } from '@/domain/shared/assert';
import type { Connection } from '../db/database';
import { marketplaceAccount } from '../gateways/marketplace-account';
import { findBill } from '../repositories/bills';

/**
 * What a seller needs to pay a bill by bank transfer.
 * @returns null if the shop has no such bill, or if it is not to be paid by transfer
 * @example await getBillTransfer(database.pool, 1, "bil_...") // { reference: "RF18 5390 0754 7034", amount: "50.00", ... }
 */
export async function getBillTransfer(
  connection: Connection,
  shopId: number,
  id: string,
): Promise<BillTransferDto | null> {
  const bill = await findBill(connection, shopId, id);
  if (bill === null || bill.method !== 'bank-transfer' || bill.reference === null) return null;
  if (!isReference(bill.reference)) throw new Error(`Defect: ${bill.reference} of bill ${id} is no reference`);
  const { rows } = await connection.query<{ marketplace: string; currency: string }>(
    'SELECT marketplace, currency FROM shop WHERE id = $1',
    [shopId],
  );
  const shop = present(rows[0], `shop ${shopId}`);
  return {
    ...marketplaceAccount(shop.marketplace),
    bill: bill.id,
    status: bill.status,
    reference: formatReference(bill.reference),
    referencePlain: bill.reference,
    amount: formatMinor(bill.amount),
    currency: shop.currency,
    until: bill.expiresAt,
  };
}
