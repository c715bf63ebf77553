import 'server-only';
import { accepted } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { lockBill, updateBill } from '../../repositories/bills';
import { type AuditActor, appendAudit } from '../audit/append-audit';
import { type BillResult, conflict, noSuchBill } from './bill-refusal';
import { lockStanding } from './shop-standing';

/** Which bill to give up. */
export interface CancelBillInput {
  readonly shopId: number;
  readonly bill: string;
  readonly by: AuditActor;
}

/**
 * Gives up a bill that is unpaid or failed (R8.2). Cancelled again, it stays cancelled; nothing cancels what is being paid or is paid.
 * @example await cancelBill(database, { shopId, bill: "bil_...", by: actor })
 */
export function cancelBill(database: Database, { shopId, bill: id, by }: CancelBillInput): Promise<BillResult> {
  return inTransaction(database, async (connection) => {
    await lockStanding(connection, shopId);
    const bill = await lockBill(connection, shopId, id);
    if (bill === null) return noSuchBill();
    if (bill.status === 'cancelled') return accepted(bill);
    if (bill.status !== 'unpaid' && bill.status !== 'failed')
      return conflict('bill', `This bill is ${bill.status} and cannot be cancelled.`);
    const cancelled = await updateBill(connection, bill, { status: 'cancelled' });
    await appendAudit(connection, { actor: by, shopId, deed: 'bill.given-up', subject: id });
    return accepted(cancelled);
  });
}
