import 'server-only';
import type { PoolClient } from 'pg';
import { fromEpochMillis, type Instant, toEpochMillis } from '@/domain/calendar/instant';
import { commandFactIds } from '@/domain/fact/command-ids';
import { type Minor, plus } from '@/domain/money/money';
import { accepted } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import type { ChargeOutcome } from '../../gateways/card-gateway';
import { enqueueClearing } from '../../jobs/enqueue';
import {
  type BillPaymentRow,
  type BillRow,
  findPayment,
  lockBill,
  updateBill,
  updatePayment,
} from '../../repositories/bills';
import { hasFact } from '../../repositories/facts';
import { type BillResult, noSuchBill } from './bill-refusal';
import { lockStanding, recordCommandFact, type ShopStanding } from './shop-standing';
import { tellOfBill } from './tell-of-bill';

const MINUTE_MILLIS = 60_000;

/** What the provider said of a payment, whoever brings it: the answer to the charge, an event, or asking again. */
export interface RecordChargeInput {
  /** Our payment's id. */
  readonly payment: string;
  readonly outcome: ChargeOutcome;
  readonly now: Instant;
  /** Null for the policy's (R8.3). */
  readonly clearingMinutes: number | null;
}

interface Attempt {
  readonly connection: PoolClient;
  readonly standing: ShopStanding;
  readonly payment: BillPaymentRow;
  readonly bill: BillRow;
  readonly input: RecordChargeInput;
}

/**
 * Records what the provider said (R8.2). The order in which answers, events and questions arrive does not matter, nor how often: captured
 * is final, failed is final for the attempt, and a time-out is no failure.
 * @returns the bill as it stands then; not found for a payment that is not ours
 * @example await recordCharge(database, { payment: 'pay_...', outcome: { kind: 'captured', ref, amount }, now, clearingMinutes: null })
 */
export async function recordCharge(database: Database, input: RecordChargeInput): Promise<BillResult> {
  const known = await findPayment(database.pool, { id: input.payment });
  if (known === null) return noSuchBill();
  return inTransaction(database, async (connection) => {
    const standing = await lockStanding(connection, known.shopId);
    const payment = await findPayment(connection, { id: input.payment });
    const bill = payment === null ? null : await lockBill(connection, payment.shopId, payment.bill);
    if (payment === null || bill === null) return noSuchBill();
    return accepted(await record({ connection, standing, payment, bill, input }));
  });
}

async function record(attempt: Attempt): Promise<BillRow> {
  const { payment, bill, input } = attempt;
  const { outcome } = input;
  if (payment.status === 'captured') return bill;
  if (outcome.kind === 'captured') return captureBill(attempt, outcome.ref, outcome.amount);
  if (payment.status === 'failed') return bill;
  switch (outcome.kind) {
    case 'requires-action':
      return waitForPayer(attempt, outcome.ref, outcome.url);
    case 'processing':
      return waitForProvider(attempt, outcome.ref);
    case 'failed':
      return failBill(attempt, outcome.ref, outcome.code);
    case 'unknown':
      // Nothing was learnt: what waits for the payer goes on waiting.
      return bill;
  }
}

async function waitForPayer({ connection, payment, bill }: Attempt, ref: string, url: string): Promise<BillRow> {
  await updatePayment(connection, payment, { providerRef: ref, actionUrl: url });
  return updateBill(connection, bill, { needsAction: true });
}

async function waitForProvider({ connection, payment, bill }: Attempt, ref: string | null): Promise<BillRow> {
  await updatePayment(connection, payment, { providerRef: ref, actionUrl: null });
  return updateBill(connection, bill, { needsAction: false });
}

/** The money is the marketplace's: the bill is paid and clears some time later; what is owed counts less by it from now on (R9). */
async function captureBill(attempt: Attempt, ref: string, amount: Minor): Promise<BillRow> {
  const { connection, standing, payment, bill, input } = attempt;
  if (amount !== payment.amount)
    throw new Error(
      `Payment ${payment.id} asked for ${payment.amount} and the provider says that it captured ${amount}`,
    );
  // Captured and refunded since (R8.6): that it was captured is no news.
  const factId = commandFactIds.captured(payment.id);
  if (await hasFact(connection, bill.shopId, factId)) return bill;
  await updatePayment(connection, payment, {
    status: 'captured',
    providerRef: ref,
    actionUrl: null,
    failureCode: null,
  });
  const fact = { id: factId, type: 'bill.captured', bill: bill.id, amount } as const;
  await recordCommandFact(connection, standing, fact, input.now);
  const minutes = input.clearingMinutes ?? standing.policy.bill.clearingMinutes;
  const clearsAt = fromEpochMillis(toEpochMillis(input.now) + minutes * MINUTE_MILLIS);
  await tellOfBill(connection, standing, bill, { kind: 'bill-paid', of: payment.id, amount, clearsAt }, input.now);
  await enqueueClearing(connection, { shopId: bill.shopId, bill: bill.id, at: clearsAt });
  return updateBill(connection, bill, {
    status: 'paid',
    needsAction: false,
    paidAt: input.now,
    clearsAt,
    received: plus(bill.received, amount),
    failureCode: null,
  });
}

/** The provider refused: nothing was taken, and the bill can be paid again, with another card too. */
async function failBill(
  { connection, standing, payment, bill, input }: Attempt,
  ref: string | null,
  code: string,
): Promise<BillRow> {
  await updatePayment(connection, payment, {
    status: 'failed',
    actionUrl: null,
    failureCode: code,
    providerRef: ref ?? payment.providerRef,
  });
  const happening = { kind: 'bill-failed', of: payment.id, amount: payment.amount } as const;
  await tellOfBill(connection, standing, bill, happening, input.now);
  return updateBill(connection, bill, { status: 'failed', needsAction: false, failureCode: code });
}
