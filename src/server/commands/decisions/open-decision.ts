import 'server-only';
import { accepted, type FieldRefusal, type Result, refused } from '@/domain/shared/result';
import type { Connection } from '../../db/database';
import { type DecisionRow, findDecision } from '../../repositories/decisions';

/** A refusal about the decision as a whole. */
export function refuseDecision(reason: string): Result<never, FieldRefusal> {
  return refused({ field: 'decision', reason });
}

export function unknownDecision(): Result<never, FieldRefusal> {
  return refuseDecision('There is no such decision. Open it from the list.');
}

/** A decision that nobody has decided yet, about a shop whose row is locked. */
export async function findOpen(
  connection: Connection,
  shopId: number,
  id: string,
): Promise<Result<DecisionRow, FieldRefusal>> {
  const row = await findDecision(connection, shopId, id);
  if (row === null) return unknownDecision();
  return row.status === 'open'
    ? accepted(row)
    : refuseDecision(`This was ${row.status} already. A decision stays: propose another.`);
}
