import 'server-only';
import { type BillRequest, planBill } from '@/domain/bill/plan-bill';
import { fromEpochMillis, type Instant, toEpochMillis } from '@/domain/calendar/instant';
import { formatMinor } from '@/domain/money/money';
import { accepted, refused } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { newId } from '../../ids';
import { findBillByKey, insertBill, selectAsks } from '../../repositories/bills';
import { type AuditActor, appendAudit } from '../audit/append-audit';
import type { BillResult } from './bill-refusal';
import { lockStanding } from './shop-standing';
import { tellOfBill } from './tell-of-bill';

const HOUR_MILLIS = 3_600_000;

/** What a seller asks to pay. */
export interface StartBillInput {
  readonly shopId: number;
  readonly request: BillRequest;
  /** What the form calls this request: sent twice, it makes one bill. */
  readonly key: string;
  /** The person who asks. */
  readonly createdBy: string | null;
  /** The same, for the audit log; left out where the caller puts on record what many bills are started for. */
  readonly by?: AuditActor;
  readonly now: Instant;
}

/** A moment some hours later. */
function hoursAfter(now: Instant, hours: number): Instant {
  return fromEpochMillis(toEpochMillis(now) + hours * HOUR_MILLIS);
}

/**
 * Makes a bill (R8.1): the server computes its amount under the shop's lock, whatever the browser shows.
 * @returns the bill, unpaid, for 24 hours; refused with the field to mend
 * @example await startBill(database, { shopId, request: { kind: 'full' }, key, createdBy, now }) // 37.40, unpaid
 */
export function startBill(
  database: Database,
  { shopId, request, key, createdBy, by, now }: StartBillInput,
): Promise<BillResult> {
  return inTransaction(database, async (connection) => {
    const standing = await lockStanding(connection, shopId);
    const known = await findBillByKey(connection, shopId, key);
    if (known !== null) return accepted(known);
    const asking = { statuses: ['unpaid', 'processing', 'paid'], except: null, now } as const;
    const askedByOthers = await selectAsks(connection, shopId, asking);
    const plan = planBill(request, { pending: standing.state.pending, askedByOthers }, standing.policy);
    if (!plan.ok) return refused({ code: 'invalid', ...plan.refusal });
    const { amount, statements } = plan.value;
    const expiresAt = hoursAfter(now, standing.policy.bill.expiryHours);
    const bill = {
      shopId,
      id: newId('bil'),
      key,
      request: request.kind,
      amount,
      statements,
      createdBy,
      createdAt: now,
      expiresAt,
    };
    const started = await insertBill(connection, bill);
    await tellOfBill(connection, standing, started, { kind: 'bill-due' }, now);
    const detail = { request: request.kind, amount: formatMinor(amount) };
    if (by !== undefined)
      await appendAudit(connection, { actor: by, shopId, deed: 'bill.started', subject: bill.id, detail });
    return accepted(started);
  });
}
