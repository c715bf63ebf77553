import 'server-only';
import { ACH_RETURNS } from '@/contracts/bank-reasons';
import { readPayoutReference } from '@/contracts/payout-reference';
import { compactTrace, traceDay, traceReference } from '@/contracts/payout-trace';
import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { formatMinor, type Minor } from '@/domain/money/money';
import { accepted, type Result, refused } from '@/domain/shared/result';
import type { Connection, Database } from '../../db/database';
import type { PayoutRail } from '../../env';
import type { BankReturn, ReturnRefusal } from '../../imports/bank-returns/read-bank-returns';
import { type PayoutFailure, recordPayoutFailures } from './record-payout-failures';

/** What an import of returns came to. */
export interface BankReturnsResult {
  readonly accepted: number;
  readonly duplicates: number;
  /** Ascending by line; with any, nothing was stored. */
  readonly refused: readonly ReturnRefusal[];
}

interface Returned {
  readonly shopId: number;
  readonly shop: string;
  readonly payout: number;
  readonly initiatedOn: PlainDate;
  readonly amount: Minor;
}

const SELECTED = `SELECT s.id AS "shopId", s.external_id AS shop, p.no AS payout, p.initiated_on AS "initiatedOn", p.amount_minor AS amount
  FROM payout p JOIN shop s ON s.id = p.shop_id`;

async function findReturned(connection: Connection, reference: string): Promise<Returned | null> {
  const ours = readPayoutReference(reference);
  if (ours !== null) {
    const { rows } = await connection.query<Returned>(`${SELECTED} WHERE p.shop_id = $1 AND p.no = $2`, [
      ours.shopId,
      ours.no,
    ]);
    return rows[0] ?? null;
  }
  const day = traceDay(reference);
  if (day === null) return null;
  const { rows } = await connection.query<Returned>(`${SELECTED} WHERE p.initiated_on = $1::date`, [day]);
  const wanted = compactTrace(reference);
  return rows.find((row) => compactTrace(traceReference({ ...row, no: row.payout })) === wanted) ?? null;
}

/** Which payout a line is about. Neither that nor its amount ever changes, so that no lock is needed. */
async function identify(
  connection: Connection,
  { line, reference, code, amount }: BankReturn,
): Promise<Result<PayoutFailure, ReturnRefusal>> {
  const found = await findReturned(connection, reference);
  if (found === null) {
    return refused({
      line,
      field: 'reference',
      reason: `"${reference}" is no payout; take it from the file that was sent`,
    });
  }
  if (amount !== null && amount !== found.amount) {
    const reason = `is ${formatMinor(amount)}, but payout ${reference} sent ${formatMinor(found.amount)}`;
    return refused({ line, field: 'amount', reason });
  }
  const { shopId, payout } = found;
  return accepted({ shopId, payout, code: ACH_RETURNS[code] ?? code });
}

/** Returns to record. */
export interface BankReturnsInput {
  readonly returns: readonly BankReturn[];
  readonly now: Instant;
  /** How the days before are closed; what the environment names otherwise. */
  readonly rail?: PayoutRail;
}

/**
 * Records what a bank sent back: a payout on its way failed, one that counted as paid was returned; its money is open again and is sent once
 * the seller has confirmed or changed the account (R7.5). The days before are closed first for the shops that it names. All of a file or
 * nothing; a return that is known has no effect.
 * @example await recordBankReturns(database, { returns, now }) // { accepted: 2, duplicates: 0, refused: [] }
 */
export async function recordBankReturns(
  database: Database,
  { returns, now, rail }: BankReturnsInput,
): Promise<BankReturnsResult> {
  const failures: PayoutFailure[] = [];
  const refusals: ReturnRefusal[] = [];
  for (const each of returns) {
    const identified = await identify(database.pool, each);
    if (identified.ok) failures.push(identified.value);
    else refusals.push(identified.refusal);
  }
  if (refusals.length > 0) return { accepted: 0, duplicates: 0, refused: refusals };
  const recorded = await recordPayoutFailures(database, { failures, now, rail });
  return { accepted: recorded, duplicates: returns.length - recorded, refused: [] };
}
