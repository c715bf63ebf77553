import 'server-only';
import { readFact } from '@/contracts/fact';
import type { Instant } from '@/domain/calendar/instant';
import { commandFactIds } from '@/domain/fact/command-ids';
import type { Database } from '../../db/database';
import { type RecordFactsResult, recordFacts } from '../record-facts';

/** A payout that did not arrive, or came back. */
export interface PayoutFailure {
  /** The shop's external id. */
  readonly shop: string;
  readonly payout: number;
  /** Our word for the bank's reason, or the bank's own code. */
  readonly code: string;
  /** Whether it had counted as paid: then it was returned, else it failed (R7.5). */
  readonly isPaid: boolean;
}

/**
 * Records that payouts failed or came back, all or none. A payout fails once: said again, it has no effect.
 * @returns what became of the facts, by line: the position in the list, from 1
 */
export function recordPayoutFailures(
  database: Database,
  failures: readonly PayoutFailure[],
  now: Instant,
): Promise<RecordFactsResult> {
  const facts = failures.map(({ shop, payout, code, isPaid }, index) => {
    const status = isPaid ? 'returned' : 'failed';
    const id = commandFactIds.payoutBack(payout, status);
    const read = readFact({ id, type: `payout.${status}`, shop, occurredAt: now, payout, code }, 'command');
    if (!read.ok) throw new Error(`Defect: ${read.refusal.field} ${read.refusal.reason}`);
    return { line: index + 1, fact: read.value };
  });
  return recordFacts(database, { facts, isAtomic: true, recordedAt: now });
}
