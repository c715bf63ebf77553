import 'server-only';
import type { BillPreviewDto } from '@/contracts/cashier';
import type { ShopContext } from '@/contracts/shell';
import { owedIn } from '@/domain/bill/plan-bill';
import { previewAllocation } from '@/domain/bill/preview';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { formatMinor } from '@/domain/money/money';
import { policyOn } from '@/domain/policy/policy';
import { present } from '@/domain/shared/assert';
import type { Connection } from '../db/database';
import { findBill, listPayments, selectClearing } from '../repositories/bills';
import { selectBook } from '../repositories/policies';
import { selectStates } from '../repositories/shops';
import { afterPayments } from './negative-balance-outcome';

/**
 * What a bill would clear if it cleared now, by the netting that clearing runs (R8.3), after the payments that clear before it; null if the
 * shop has no such bill.
 * @example effects: [{ statement 12 Mar, owedBefore "37.40", paid "37.40", owedAfter "0.00" }]
 */
export async function readBillPreview(
  connection: Connection,
  shop: Pick<ShopContext, 'id' | 'marketplace' | 'today'>,
  id: string,
): Promise<BillPreviewDto | null> {
  const bill = await findBill(connection, shop.id, id);
  if (bill === null) return null;
  const state = present((await selectStates(connection, [shop.id])).get(shop.id), 'state of the shop');
  const clearing = await selectClearing(connection, shop.id);
  const own = clearing.findIndex((payment) => payment.bill === id);
  const before = own < 0 ? clearing : clearing.slice(0, own);
  const open = afterPayments(state.pending, before, shop.today);
  const preview = previewAllocation(bill.amount, bill.statements, open, shop.today);
  const days = await selectDays(
    connection,
    shop.id,
    preview.debts.map(({ statement }) => statement),
  );
  const payments = await listPayments(connection, shop.id, id);
  const policy = policyOn(await selectBook(connection, shop.marketplace), shop.today);
  return {
    effects: preview.debts
      .filter(({ paid }) => paid > 0n)
      .map(({ statement, owedBefore, paid, owedAfter }) => ({
        statement: { no: statement, day: present(days.get(statement), `day of statement ${statement}`) },
        owedBefore: formatMinor(owedBefore),
        paid: formatMinor(paid),
        owedAfter: formatMinor(owedAfter),
      })),
    owed: formatMinor(owedIn(state.pending)),
    stillOwed: formatMinor(preview.stillOwed),
    excess: formatMinor(preview.excess),
    isForCards: bill.amount >= policy.bill.cardMinimum,
    actionUrl: payments.find(({ status }) => status === 'processing')?.actionUrl ?? null,
  };
}

async function selectDays(
  connection: Connection,
  shopId: number,
  statements: readonly number[],
): Promise<ReadonlyMap<number, PlainDate>> {
  const { rows } = await connection.query<{ no: number; day: PlainDate }>(
    'SELECT no, day FROM statement WHERE shop_id = $1 AND no = ANY($2::int[])',
    [shopId, statements],
  );
  return new Map(rows.map(({ no, day }) => [no, day]));
}
