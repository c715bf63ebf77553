import { laterDay, type PlainDate } from '../calendar/plain-date';
import { type FactOf, isOf, orderOf, type RecordedFact } from '../fact/fact';
import { type Minor, minus, plus, sum, ZERO } from '../money/money';

/** A fact of an order, and the day from which it has effect: not before its order arrived (R2.3). */
export interface Effective<Type extends Parameters<typeof isOf>[1]> {
  readonly no: number;
  readonly from: PlainDate;
  /** The day on which it truly occurred: deadlines and windows use this one (R2.2). */
  readonly on: PlainDate;
  readonly fact: FactOf<Type>;
}

/** A dispute about an order. */
export interface Dispute {
  readonly opened: Effective<'dispute.opened'>;
  readonly decided: Effective<'dispute.won'> | Effective<'dispute.lost'> | null;
}

/** A fact that was kept and marked, and has no effect (R2.5). */
export interface IneffectiveFact {
  readonly no: number;
  readonly reason: string;
}

/** All that is known of one order, from its facts. */
export interface Order {
  readonly id: string;
  readonly placed: Effective<'order.placed'>;
  readonly shipped: Effective<'order.shipped'> | null;
  readonly delivered: Effective<'order.delivered'> | null;
  readonly cancelled: Effective<'order.cancelled'> | null;
  readonly charges: readonly Effective<'order.charged'>[];
  readonly refunds: readonly Effective<'order.refunded'>[];
  readonly disputes: readonly Dispute[];
  readonly ineffective: readonly IneffectiveFact[];
}

/** Gross sales of an order: the sum of its line totals. */
export function grossOf(placed: FactOf<'order.placed'>): Minor {
  return sum(placed.lines.map((line) => line.amount));
}

/** What the order sold for: gross less the seller's discount. Refunds may not exceed it (R4.5). */
export function netSalesOf(placed: FactOf<'order.placed'>): Minor {
  return minus(grossOf(placed), placed.sellerDiscount ?? ZERO);
}

/** What a refund gives back to the buyer. */
export function refundedBy(refund: FactOf<'order.refunded'>): Minor {
  return sum(refund.lines.map((line) => line.amount));
}

interface Draft {
  placed: Effective<'order.placed'> | null;
  shipped: Effective<'order.shipped'> | null;
  delivered: Effective<'order.delivered'> | null;
  cancelled: Effective<'order.cancelled'> | null;
  charges: Effective<'order.charged'>[];
  refunds: Effective<'order.refunded'>[];
  disputes: Map<string, Dispute>;
}

function effective<Type extends Parameters<typeof isOf>[1]>(
  recorded: RecordedFact<Type>,
  notBefore: PlainDate,
): Effective<Type> {
  return {
    no: recorded.no,
    on: recorded.occurredOn,
    from: laterDay(recorded.effectiveOn, notBefore),
    fact: recorded.fact,
  };
}

function add(draft: Draft, recorded: RecordedFact, notBefore: PlainDate): void {
  if (isOf(recorded, 'order.placed')) draft.placed = effective(recorded, notBefore);
  else if (isOf(recorded, 'order.shipped')) draft.shipped = effective(recorded, notBefore);
  else if (isOf(recorded, 'order.delivered')) draft.delivered = effective(recorded, notBefore);
  else if (isOf(recorded, 'order.cancelled')) draft.cancelled = effective(recorded, notBefore);
  else if (isOf(recorded, 'order.charged')) draft.charges.push(effective(recorded, notBefore));
  else if (isOf(recorded, 'order.refunded')) draft.refunds.push(effective(recorded, notBefore));
  else if (isOf(recorded, 'dispute.opened'))
    draft.disputes.set(recorded.fact.dispute, { opened: effective(recorded, notBefore), decided: null });
  else if (isOf(recorded, 'dispute.won') || isOf(recorded, 'dispute.lost')) decide(draft, recorded, notBefore);
}

function decide(
  draft: Draft,
  recorded: RecordedFact<'dispute.won'> | RecordedFact<'dispute.lost'>,
  notBefore: PlainDate,
): void {
  const dispute = draft.disputes.get(recorded.fact.dispute);
  if (dispute === undefined) return;
  const decided = effective(recorded as RecordedFact<'dispute.lost'>, laterDay(notBefore, dispute.opened.from));
  draft.disputes.set(recorded.fact.dispute, { opened: dispute.opened, decided });
}

/** Judges the refunds in the order of recording: those that waited for their order may turn out to exceed it (R2.5, R4.5). */
function judgeRefunds(
  refunds: readonly Effective<'order.refunded'>[],
  most: Minor,
): [Effective<'order.refunded'>[], IneffectiveFact[]] {
  const valid: Effective<'order.refunded'>[] = [];
  const ineffective: IneffectiveFact[] = [];
  let refunded = ZERO;
  for (const refund of refunds) {
    const next = plus(refunded, refundedBy(refund.fact));
    if (next > most) {
      ineffective.push({ no: refund.no, reason: 'refunds of the order would exceed what it sold for (R4.5)' });
      continue;
    }
    refunded = next;
    valid.push(refund);
  }
  return [valid, ineffective];
}

/**
 * Builds an order from its facts.
 * @param facts all recorded facts of one order, ascending by no
 * @returns null while the order itself has not arrived: its facts wait without effect (R2.3)
 */
export function buildOrder(facts: readonly RecordedFact[]): Order | null {
  const arrival = facts.find((recorded) => isOf(recorded, 'order.placed'));
  if (arrival === undefined) return null;
  const draft: Draft = {
    placed: null,
    shipped: null,
    delivered: null,
    cancelled: null,
    charges: [],
    refunds: [],
    disputes: new Map(),
  };
  for (const recorded of facts) add(draft, recorded, arrival.effectiveOn);
  if (draft.placed === null) return null;
  const [refunds, ineffective] = judgeRefunds(draft.refunds, netSalesOf(draft.placed.fact));
  return {
    id: draft.placed.fact.order,
    placed: draft.placed,
    shipped: draft.shipped,
    delivered: draft.delivered,
    cancelled: draft.cancelled,
    charges: draft.charges,
    refunds,
    disputes: [...draft.disputes.values()],
    ineffective,
  };
}

/** Groups facts by the order that they are about. */
export function factsByOrder(facts: readonly RecordedFact[]): Map<string, RecordedFact[]> {
  const groups = new Map<string, RecordedFact[]>();
  for (const recorded of facts) {
    const order = orderOf(recorded.fact);
    if (order === null) continue;
    const group = groups.get(order);
    if (group === undefined) groups.set(order, [recorded]);
    else group.push(recorded);
  }
  return groups;
}

/** Every day on which something about the order takes effect. */
export function* effectDaysOf(order: Order): Generator<PlainDate> {
  yield order.placed.from;
  if (order.shipped !== null) yield order.shipped.from;
  if (order.delivered !== null) yield order.delivered.from;
  if (order.cancelled !== null) yield order.cancelled.from;
  for (const charge of order.charges) yield charge.from;
  for (const refund of order.refunds) yield refund.from;
  for (const dispute of order.disputes) {
    yield dispute.opened.from;
    if (dispute.decided !== null) yield dispute.decided.from;
  }
}

/** Whether a dispute about the order is open at the end of a day. */
export function isDisputedAtEnd(order: Order, day: PlainDate): boolean {
  return order.disputes.some(({ opened, decided }) => opened.from <= day && (decided === null || decided.from > day));
}
