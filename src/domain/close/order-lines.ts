import type { PlainDate } from '../calendar/plain-date';
import { type Minor, minus, negate, plus, ZERO } from '../money/money';
import { compareOccurrences } from '../order/occurrence';
import type { Effective, Order } from '../order/order';
import { type Policy, policyOn } from '../policy/policy';
import { planRefundsAfter } from '../refund/refund-after-settlement';
import { returnShippingComponents } from '../refund/return-shipping';
import { chargeComponent, type Settlement, settledOn, settleOrder, settlesOn } from '../settlement/settle-order';
import { note, type Run } from './run';
import type { LineDraft } from './statements';

/** A draft that sorts by the moment of its fact. */
interface Occurred {
  readonly source: Effective<'order.refunded'> | Effective<'order.charged'> | Effective<'dispute.lost'>;
  readonly draft: LineDraft;
}

/** An order that settles on the day. */
export interface SettlingOrder {
  readonly order: Order;
  readonly settlement: Settlement;
}

/** What the orders of a day bring, before withholding (R11 step 1). */
export interface OrderLines {
  readonly settling: SettlingOrder[];
  readonly refunds: Occurred[];
  readonly charges: Occurred[];
  readonly chargebacks: Occurred[];
}

function pushCharge(lines: OrderLines, order: Order, charge: Effective<'order.charged'>, policyVersion: number): void {
  const component = chargeComponent(charge);
  if (component === null) return;
  lines.charges.push({
    source: charge,
    draft: { event: 'charge', order: order.id, factNo: charge.no, policyVersion, components: [component] },
  });
}

/** After settlement: refunds and charges of the day (R3.5, R4.1). */
function afterSettlement(run: Run, lines: OrderLines, order: Order, settled: PlainDate, day: PlainDate): void {
  for (const charge of order.charges)
    if (charge.from === day) pushCharge(lines, order, charge, policyOn(run.book, day).version);
  if (!order.refunds.some((refund) => refund.from === day)) return;
  const policy = policyOn(run.book, settled);
  for (const { refund, components } of planRefundsAfter(order, settled, settleOrder(order, settled, policy), policy)) {
    if (refund.from !== day || components.length === 0) continue;
    lines.refunds.push({
      source: refund,
      draft: { event: 'refund', order: order.id, factNo: refund.no, policyVersion: policy.version, components },
    });
  }
}

/** A cancelled order: what waited posts on the day of the cancellation, later facts on their own day (R3.5, R4.6). */
function afterCancellation(
  lines: OrderLines,
  order: Order,
  cancelledFrom: PlainDate,
  day: PlainDate,
  policy: Policy,
): void {
  const posts = (from: PlainDate) => from === day || (cancelledFrom === day && from <= day);
  for (const charge of order.charges) if (posts(charge.from)) pushCharge(lines, order, charge, policy.version);
  for (const refund of order.refunds) {
    const components = posts(refund.from) ? returnShippingComponents(refund.fact, policy) : [];
    if (components.length === 0) continue;
    lines.refunds.push({
      source: refund,
      draft: { event: 'refund', order: order.id, factNo: refund.no, policyVersion: policy.version, components },
    });
  }
}

function lostDisputes(lines: OrderLines, order: Order, day: PlainDate, policy: Policy): void {
  for (const { opened, decided } of order.disputes) {
    if (decided === null || decided.from !== day || decided.fact.type !== 'dispute.lost' || opened.fact.amount === 0n)
      continue;
    const lost = decided as Effective<'dispute.lost'>;
    const components = [
      { kind: 'chargeback', amount: negate(opened.fact.amount), basis: { rule: 'R3.5', note: opened.fact.dispute } },
    ];
    lines.chargebacks.push({
      source: lost,
      draft: { event: 'chargeback', order: order.id, factNo: lost.no, policyVersion: policy.version, components },
    });
  }
}

/** Keeps the open disputes of the shop (R10.3). */
function followDisputes(run: Run, order: Order, day: PlainDate): void {
  for (const { opened, decided } of order.disputes) {
    const { dispute } = opened.fact;
    const rest = run.state.openDisputes.filter((open) => open.order !== order.id || open.dispute !== dispute);
    if (decided !== null && decided.from === day) run.state.openDisputes = rest;
    else if (opened.from === day)
      run.state.openDisputes = [...rest, { dispute, order: order.id, amount: opened.fact.amount }];
  }
}

/**
 * Settlement so far of an order that is delivered and not settled, at the end of a day (R7.6); zero for any other.
 * Rates are those of the delivery: an order's share of what is on hold moves with its facts only, not with a version of the policy that is
 * confirmed while it waits, and the same is replayed later.
 */
export function onHoldAt(run: Pick<Run, 'state' | 'book'>, order: Order, day: PlainDate): Minor {
  if (order.delivered === null || order.delivered.from > day) return ZERO;
  if (order.cancelled !== null && order.cancelled.from <= day) return ZERO;
  const terms = { tiers: run.state.tiers, book: run.book };
  const settled = settledOn(order, terms);
  const due = settlesOn(order, terms);
  if (due === null || (settled !== null && settled <= day)) return ZERO;
  return settleOrder(order, day, policyOn(run.book, order.delivered.from)).amount;
}

/** Puts a delivered order on the agenda of its day, and follows what is on hold and what waits for a dispute. */
function followHold(run: Run, order: Order, settled: PlainDate | null, day: PlainDate, dayBefore: PlainDate): void {
  const { state } = run;
  const after = settled === day ? ZERO : onHoldAt(run, order, day);
  state.onHold = plus(state.onHold, minus(after, onHoldAt(run, order, dayBefore)));
  const due = settlesOn(order, { tiers: state.tiers, book: run.book });
  if (due === null || order.delivered === null || order.cancelled !== null || order.delivered.from > day) return;
  if (order.delivered.from === day) {
    run.output.due.push({ order: order.id, deliveredOn: order.delivered.on, settlesOn: due });
    note(run.agenda, due, order.id);
  }
  const waits = due <= day && (settled === null || settled > day);
  const listed = state.deferred.includes(order.id);
  if (waits && !listed) state.deferred = [...state.deferred, order.id].sort();
  if (!waits && listed) state.deferred = state.deferred.filter((id) => id !== order.id);
}

/** All that the orders of a day bring (R11 step 1). */
export function orderLinesOn(run: Run, day: PlainDate, dayBefore: PlainDate, orders: readonly Order[]): OrderLines {
  const lines: OrderLines = { settling: [], refunds: [], charges: [], chargebacks: [] };
  const policy = policyOn(run.book, day);
  for (const order of orders) {
    const settled = settledOn(order, { tiers: run.state.tiers, book: run.book });
    if (settled === day) lines.settling.push({ order, settlement: settleOrder(order, day, policy) });
    else if (settled !== null && settled < day) afterSettlement(run, lines, order, settled, day);
    else if (order.cancelled !== null && order.cancelled.from <= day)
      afterCancellation(lines, order, order.cancelled.from, day, policy);
    if (order.disputes.length > 0) {
      lostDisputes(lines, order, day, policy);
      followDisputes(run, order, day);
    }
    followHold(run, order, settled, day, dayBefore);
  }
  for (const group of [lines.refunds, lines.charges, lines.chargebacks])
    group.sort((left, right) => compareOccurrences(left.source, right.source));
  return lines;
}
