import 'server-only';
import type { Instant } from '@/domain/calendar/instant';
import type { FactFlag } from '@/domain/fact/flags';
import { accepted, type FieldRefusal, type Result, refused } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { insertDismissal, lockFlag } from '../../repositories/flagged-facts';
import { type AuditActor, appendAudit } from '../audit/append-audit';

/** A flagged fact that ops have seen. */
export interface DismissFactInput {
  readonly shopId: number;
  /** Its number in the shop's record. */
  readonly no: number;
  readonly flag: FactFlag;
  readonly reason: string;
  readonly by: AuditActor;
  readonly now: Instant;
}

/**
 * Takes a flagged fact off the list, with a reason. Nothing else changes: the fact is kept, and takes effect if its order arrives after all
 * (R2.3). Dismissing it again has no effect.
 * @returns refused where it is flagged no more: its order has arrived
 */
export function dismissFact(database: Database, input: DismissFactInput): Promise<Result<null, FieldRefusal>> {
  const { shopId, no, flag, reason, by, now } = input;
  return inTransaction(database, async (connection): Promise<Result<null, FieldRefusal>> => {
    const found = await lockFlag(connection, { shopId, no, flag });
    if (found === null)
      return refused({ field: 'fact', reason: 'This fact is on the list no more: its order has arrived.' });
    if (found.isDismissed) return accepted(null);
    const { key: byKey, name: byName } = by.person;
    await insertDismissal(connection, { shopId, no, flag, reason, byKey, byName, at: now });
    await appendAudit(connection, {
      actor: by,
      // Words for colleagues, so in the marketplace's own log.
      sellerId: null,
      shopId,
      deed: 'fact.dismissed',
      subject: found.factId,
      detail: { flag, reason },
    });
    return accepted(null);
  });
}
