import 'server-only';
import { accepted, type FieldRefusal, type Result, refused } from '@/domain/shared/result';
import { machineTime } from '../../clock';
import type { Database } from '../../db/database';
import { inTransaction } from '../../db/database';
import { isDifference } from '../../queries/ops/reconciliation';
import { insertDifferenceNote } from '../../repositories/reconciliation';
import { type AuditActor, appendAudit } from '../audit/append-audit';

/**
 * Keeps what somebody says of a difference. It stays a difference, explained, until the books catch up; explained again, the latest counts.
 * @example await explainDifference(database, { key, note: 'Paid before the launch', by: actor })
 */
export function explainDifference(
  database: Database,
  { key, note, by }: { readonly key: string; readonly note: string; readonly by: AuditActor },
): Promise<Result<null, FieldRefusal>> {
  return inTransaction(database, async (connection): Promise<Result<null, FieldRefusal>> => {
    if (!(await isDifference(connection, key)))
      return refused({ field: 'key', reason: 'There is no such difference.' });
    const { key: byKey, name: byName } = by.person;
    await insertDifferenceNote(connection, { key, note, byKey, byName, at: machineTime() });
    const detail = { difference: key };
    await appendAudit(connection, {
      actor: by,
      sellerId: null,
      deed: 'note.written',
      subject: note.slice(0, 80),
      detail,
    });
    return accepted(null);
  });
}
