import 'server-only';
import type { PoolClient } from 'pg';
import { amountAtPayment } from '@/domain/bill/plan-bill';
import type { Instant } from '@/domain/calendar/instant';
import { formatMinor } from '@/domain/money/money';
import { accepted, type Result, refused } from '@/domain/shared/result';
import { type BillRow, selectAsks, updateBill } from '../../repositories/bills';
import { type BillRefusal, conflict } from './bill-refusal';
import type { ShopStanding } from './shop-standing';

/**
 * Sees to it, under the shop's lock, that a bill asks for no more than is owed less other bills processing or paid, when it is paid or what
 * to transfer is told (R8.1). Where it asked for more it is lowered, and the payer has to confirm.
 * @returns null where it may be paid as it is; refused with `amount-changed`, or where nothing is left to pay
 * @example a bill of 87.40 when sales have covered 53.58 meanwhile: refused, and it asks for 33.82
 */
export async function lowerToOwed(
  connection: PoolClient,
  { state }: Pick<ShopStanding, 'state'>,
  bill: BillRow,
  now: Instant,
): Promise<Result<null, BillRefusal>> {
  const asking = { statuses: ['processing', 'paid'], except: bill.id, now } as const;
  const amount = amountAtPayment(bill.amount, state.pending, await selectAsks(connection, bill.shopId, asking));
  if (amount === null)
    return conflict('bill', 'Nothing is left to pay: sales or another payment have covered it. Cancel this bill.');
  if (amount === bill.amount) return accepted(null);
  await updateBill(connection, bill, { amount });
  const reason = `Sales or another payment have covered part of it. This bill is now ${formatMinor(amount)}; confirm it to pay.`;
  return refused({ code: 'amount-changed', field: 'amount', reason, amount });
}
