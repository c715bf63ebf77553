import { compareIds, dayOfInstant, instant, laterDay } from './days';
import { textOf } from './history';
import { marketplaces } from './policy-numbers';
import type { OracleFact, WireFact } from './types';

/** Facts that are recorded together, while `firstOpenDay` is the shop's first open day. */
export interface Batch {
  readonly firstOpenDay: string;
  readonly facts: readonly WireFact[];
}

/**
 * Records batches one after the other as R2.2 and R2.5 say: `effectiveOn` is the later of the day that the fact
 * occurred (in the marketplace's zone) and the first open day; within a batch the order is that of (occurredAt, id).
 * An id that was recorded before is left out (R2.1).
 */
export function recordBatches(batches: readonly Batch[]): readonly OracleFact[] {
  const opening = batches.flatMap((batch) => batch.facts).find((fact) => fact.type === 'shop.opened');
  const marketplace = opening === undefined ? undefined : marketplaces[textOf(opening, 'marketplace')];
  if (opening === undefined || marketplace === undefined) throw new Error('no batch opens the shop');
  const openedOn = dayOfInstant(opening.occurredAt, marketplace.zone);
  const seen = new Set<string>();
  const recorded: OracleFact[] = [];
  for (const batch of batches) {
    const inOrder = [...batch.facts].sort(
      (a, b) => instant(a.occurredAt) - instant(b.occurredAt) || compareIds(a.id, b.id),
    );
    for (const fact of inOrder) {
      if (seen.has(fact.id)) continue;
      seen.add(fact.id);
      const occurredOn = dayOfInstant(fact.occurredAt, marketplace.zone);
      const effectiveOn = laterDay(laterDay(occurredOn, batch.firstOpenDay), openedOn);
      recorded.push({ effectiveOn, no: recorded.length + 1, fact });
    }
  }
  return recorded;
}

/** All facts recorded at once, before the first close. */
export function recordAtOnce(facts: readonly WireFact[]): readonly OracleFact[] {
  return recordBatches([{ firstOpenDay: '0001-01-01', facts }]);
}
