import { buildOrder } from '../order/order';
import { isKnownKind } from '../settlement/component';
import { isOf, orderOf, type RecordedFact } from './fact';

/** Why a fact needs a person: its order has not arrived, it has no effect, or the engine does not know its kind. */
export const FACT_FLAGS = ['waiting', 'without-effect', 'unknown-kind'] as const;
export type FactFlag = (typeof FACT_FLAGS)[number];

/** A recorded fact that ops are told of. */
export interface FlaggedFact {
  readonly no: number;
  readonly order: string | null;
  readonly flag: FactFlag;
  /** Half a sentence, with the rule. */
  readonly reason: string;
}

/** What a batch means for the list of flagged facts. */
export interface Flags {
  readonly flagged: readonly FlaggedFact[];
  /** Orders that arrived with this batch: what waited for them waits no more. */
  readonly arrived: readonly string[];
}

function kindFlag(recorded: RecordedFact): FlaggedFact | null {
  if (!isOf(recorded, 'order.charged') && !isOf(recorded, 'adjustment.posted')) return null;
  const { kind } = recorded.fact;
  if (isKnownKind(kind)) return null;
  const reason = `the kind "${kind}" is not one that the engine knows (R3.3)`;
  return { no: recorded.no, order: orderOf(recorded.fact), flag: 'unknown-kind', reason };
}

/**
 * Tells which facts ops must hear of once a batch is recorded (R2.3, R2.5, R3.3).
 * @param recorded what of the batch was admitted
 * @param orders every fact of the orders that it names, those of before included, ascending by no
 * @example a delivery of an order that nobody placed: flagged as waiting
 */
export function flagsOf(
  recorded: readonly RecordedFact[],
  orders: ReadonlyMap<string, readonly RecordedFact[]>,
): Flags {
  const flagged: FlaggedFact[] = [];
  const arrived = new Set<string>();
  for (const entry of recorded) {
    const unknown = kindFlag(entry);
    if (unknown !== null) flagged.push(unknown);
    if (isOf(entry, 'order.placed')) arrived.add(entry.fact.order);
  }
  const waits = (order: string): boolean => !(orders.get(order) ?? []).some((each) => isOf(each, 'order.placed'));
  for (const { no, fact } of recorded) {
    const order = orderOf(fact);
    if (order !== null && waits(order))
      flagged.push({ no, order, flag: 'waiting', reason: 'its order has not arrived (R2.3)' });
  }
  for (const order of arrived) {
    for (const { no, reason } of buildOrder(orders.get(order) ?? [])?.ineffective ?? [])
      flagged.push({ no, order, flag: 'without-effect', reason });
  }
  return { flagged, arrived: [...arrived] };
}
