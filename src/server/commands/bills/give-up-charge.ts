import 'server-only';
import type { Instant } from '@/domain/calendar/instant';
import { accepted } from '@/domain/shared/result';
import type { Database } from '../../db/database';
import type { CardGateway } from '../../gateways/card-gateway';
import { findBill, listPayments } from '../../repositories/bills';
import { type AuditActor, appendAudit } from '../audit/append-audit';
import { type BillResult, conflict, noSuchBill } from './bill-refusal';
import { recordCharge } from './record-charge';

/** Which bill is to be paid another way. */
export interface GiveUpChargeInput {
  readonly shopId: number;
  readonly bill: string;
  readonly by: AuditActor;
  readonly now: Instant;
  /** Null for the policy's (R8.3). */
  readonly clearingMinutes: number | null;
}

/**
 * Gives up a charge that waits for the payer at the bank's page, so that the bill can be paid another way. Nothing else cancels what is
 * processing (R8.2): the provider says first that this charge can capture no more.
 * @returns the bill: failed (`abandoned`), or paid where the bank had let it through meanwhile; refused where no charge waits for the payer
 */
export async function giveUpCharge(
  database: Database,
  gateway: CardGateway,
  { shopId, bill: id, by, now, clearingMinutes }: GiveUpChargeInput,
): Promise<BillResult> {
  const bill = await findBill(database.pool, shopId, id);
  if (bill === null) return noSuchBill();
  const payments = await listPayments(database.pool, shopId, id);
  const live = payments.find((payment) => payment.status === 'processing');
  if (live === undefined) return accepted(bill);
  if (!bill.needsAction || live.providerRef === null) {
    return conflict('bill', 'Your bank is working on this payment. Wait for its answer; it takes a minute at most.');
  }
  const outcome = await gateway.giveUp(live.providerRef);
  if (outcome.kind === 'unknown') {
    return conflict('bill', 'The card provider does not answer. Nothing was changed. Try again in a minute.');
  }
  const recorded = await recordCharge(database, { payment: live.id, outcome, now, clearingMinutes });
  if (recorded.ok && recorded.value.status === 'failed')
    await appendAudit(database.pool, { actor: by, shopId, deed: 'bill.payment-given-up', subject: id });
  return recorded;
}
