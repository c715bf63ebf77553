import { formatMinor, plus, sum } from '../money/money';
import { buildOrder, netSalesOf, refundedBy } from '../order/order';
import { ENGINE_KINDS } from '../settlement/component';
import type { Fact, FactOf, RecordedFact } from './fact';

/** A field and the reason why its fact cannot stand beside what is recorded. */
interface Conflict {
  readonly field: string;
  readonly reason: string;
}

/** Whether order.charged and adjustment.posted may carry a kind: those that the engine makes are refused (R3.3). */
export function isEngineKind(kind: string): boolean {
  return ENGINE_KINDS.has(kind) || kind.startsWith('bill-payment') || kind.startsWith('reserve-');
}

function has(facts: readonly RecordedFact[], type: Fact['type']): boolean {
  return facts.some((recorded) => recorded.fact.type === type);
}

function cancellationConflict(fact: FactOf<'order.cancelled'>, facts: readonly RecordedFact[]): Conflict | null {
  if (!has(facts, 'order.delivered')) return null;
  return {
    field: 'order',
    reason: `order "${fact.order}" is already delivered; record an order.refunded instead of a cancellation`,
  };
}

function deliveryConflict(fact: FactOf<'order.delivered'>, facts: readonly RecordedFact[]): Conflict | null {
  const cancelled = facts.find((recorded) => recorded.fact.type === 'order.cancelled');
  if (cancelled === undefined || cancelled.fact.occurredAt <= fact.occurredAt) return null;
  return {
    field: 'occurredAt',
    reason: `order "${fact.order}" is recorded as cancelled after this delivery; a delivered order is refunded, not cancelled`,
  };
}

function refundConflict(fact: FactOf<'order.refunded'>, facts: readonly RecordedFact[]): Conflict | null {
  const order = buildOrder(facts);
  if (order === null) return null;
  const most = netSalesOf(order.placed.fact);
  const before = sum(order.refunds.map((refund) => refundedBy(refund.fact)));
  if (plus(before, refundedBy(fact)) <= most) return null;
  return {
    field: 'lines',
    reason: `refunds of order "${fact.order}" would come to ${formatMinor(plus(before, refundedBy(fact)))}, more than the ${formatMinor(most)} that it sold for; refund at most ${formatMinor((most - before) as typeof most)}`,
  };
}

function disputeConflict(
  fact: FactOf<'dispute.opened'> | FactOf<'dispute.won'> | FactOf<'dispute.lost'>,
  facts: readonly RecordedFact[],
): Conflict | null {
  const ofDispute = facts.filter((recorded) => 'dispute' in recorded.fact && recorded.fact.dispute === fact.dispute);
  const opened = ofDispute.find((recorded) => recorded.fact.type === 'dispute.opened');
  if (fact.type === 'dispute.opened')
    return opened === undefined
      ? null
      : { field: 'dispute', reason: `dispute "${fact.dispute}" is already open; it opens once` };
  if (opened === undefined)
    return {
      field: 'dispute',
      reason: `dispute "${fact.dispute}" of order "${fact.order}" is not opened; record its dispute.opened first`,
    };
  if (opened.fact.occurredAt > fact.occurredAt)
    return { field: 'occurredAt', reason: `lies before the opening of dispute "${fact.dispute}"` };
  if (has(ofDispute, 'dispute.won') || has(ofDispute, 'dispute.lost'))
    return { field: 'dispute', reason: `dispute "${fact.dispute}" is already decided; it is decided once` };
  return null;
}

const ONCE = {
  'order.placed': 'placed',
  'order.shipped': 'shipped',
  'order.delivered': 'delivered',
  'order.cancelled': 'cancelled',
} as const;

/**
 * Why a fact about an order conflicts with what is recorded of it, or null (R2.5, R4.5).
 * @param facts all recorded facts of the order, ascending by no
 */
export function conflictOf(fact: Fact, facts: readonly RecordedFact[]): Conflict | null {
  if (fact.type in ONCE && has(facts, fact.type)) {
    const { order } = fact as FactOf<'order.placed'>;
    return {
      field: 'order',
      reason: `order "${order}" is already ${ONCE[fact.type as keyof typeof ONCE]}; that happens once`,
    };
  }
  switch (fact.type) {
    case 'order.cancelled':
      return cancellationConflict(fact, facts);
    case 'order.delivered':
      return deliveryConflict(fact, facts);
    case 'order.refunded':
      return refundConflict(fact, facts);
    case 'dispute.opened':
    case 'dispute.won':
    case 'dispute.lost':
      return disputeConflict(fact, facts);
    default:
      return null;
  }
}
