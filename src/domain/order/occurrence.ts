import type { Instant } from '../calendar/instant';
import { compareIds } from '../shared/compare-ids';

/** Something that carries a fact's moment and id. */
interface Occurrence {
  readonly fact: { readonly occurredAt: Instant; readonly id: string };
}

/** The order in which facts of one day count: by moment, then id (R2.5, R10.1). */
export function compareOccurrences(left: Occurrence, right: Occurrence): number {
  if (left.fact.occurredAt !== right.fact.occurredAt) return left.fact.occurredAt < right.fact.occurredAt ? -1 : 1;
  return compareIds(left.fact.id, right.fact.id);
}
