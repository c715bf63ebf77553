import { decimalAtLeast, rateTimes, smaller, total } from './cents';
import { laterDay, plusDays } from './days';
import type { History, Order, Posting, Refund } from './history';
import {
  administrationCapPerSku,
  administrationRate,
  referralRate,
  settlementDays,
  subsidyRate,
} from './policy-numbers';
import type { Tier } from './types';

/** One non-zero amount of a statement. */
export interface Component {
  readonly kind: string;
  readonly amount: bigint;
  readonly order: string | null;
}

function components(order: string | null, ...parts: readonly (readonly [string, bigint])[]): readonly Component[] {
  return parts.filter(([, amount]) => amount !== 0n).map(([kind, amount]) => ({ kind, amount, order }));
}

/** R10.1: a change on day X counts from X + 1. */
export function probationOn(history: History, day: string): boolean {
  const last = history.changes.filter((change) => change.type.startsWith('shop.probation-') && change.on < day).at(-1);
  return last === undefined ? history.probationAtOpening : last.type === 'shop.probation-started';
}

/** R10.1. */
export function tierOn(history: History, day: string): Tier {
  if (probationOn(history, day)) return 'introductory';
  const last = history.changes.filter((change) => change.type === 'shop.score-changed' && change.on < day).at(-1);
  const score = last === undefined ? history.scoreAtOpening : last.score;
  if (score === null) return 'standard';
  if (decimalAtLeast(score, '4.0')) return 'express';
  return decimalAtLeast(score, '3.5') ? 'accelerated' : 'standard';
}

function hasOpenDispute(order: Order, day: string): boolean {
  return order.disputes.some(
    (dispute) => dispute.openedOn <= day && !(dispute.decidedOn !== null && dispute.decidedOn <= day),
  );
}

/** R3.1, R3.2: the day that the order settled, if that is not after `through`. */
export function settledOn(history: History, order: Order, through: string): string | null {
  if (order.delivered === null) return null;
  const { trueOn, on } = order.delivered;
  const earliest = laterDay(plusDays(trueOn, settlementDays[tierOn(history, trueOn)]), on);
  for (let day = earliest; day <= through; day = plusDays(day, 1)) {
    if (order.cancelled !== null && order.cancelled.on <= day) return null;
    if (!hasOpenDispute(order, day)) return day;
  }
  return null;
}

/** R4.4. */
function returnShipping(refund: Refund): readonly (readonly [string, bigint])[] {
  return [
    ['return-shipping-fee', -refund.shippingCost],
    ['return-shipping-subsidy', refund.sellerFault ? 0n : rateTimes(subsidyRate, refund.shippingCost)],
  ];
}

const refundedBy = (refunds: readonly Refund[]): bigint => total(refunds.map((refund) => refund.amount));

/** R3.4: the referral fee is not ours to compute once the order carries one. */
function carriesOwnReferral(order: Order, settled: string): boolean {
  return order.charges.some((charge) => charge.kind === 'referral-fee' && charge.on <= settled);
}

/** What the engine charges for referral at settlement, as a magnitude (R3.4). */
function referralAtSettlement(order: Order, settled: string): bigint {
  const inside = order.refunds.filter((refund) => refund.on <= settled);
  return rateTimes(referralRate, order.gross - order.discount - refundedBy(inside));
}

/** R4.2, R4.3: what these refunds (of an order settled on `settled`) have given back and cost so far. */
function refundFeesSoFar(order: Order, settled: string, refunds: readonly Refund[]) {
  if (carriesOwnReferral(order, settled)) return { givenBack: 0n, administration: 0n };
  const after = refunds.filter((refund) => refund.on > settled);
  const givenBack = rateTimes(referralRate, refundedBy(after));
  const avoided = rateTimes(referralRate, order.gross - order.discount) - referralAtSettlement(order, settled);
  const skus = new Set(refunds.flatMap((refund) => refund.skus));
  const administration = smaller(
    rateTimes(administrationRate, avoided + givenBack),
    administrationCapPerSku * BigInt(skus.size),
  );
  return { givenBack, administration };
}

/** R3.3, R3.4: the components of the settlement, as if it were the one of day `day`. */
export function settlementComponents(order: Order, day: string): readonly Component[] {
  const refunds = order.refunds.filter((refund) => refund.on <= day);
  const charges = order.charges.filter((charge) => charge.on <= day);
  const own = carriesOwnReferral(order, day);
  return components(
    order.id,
    ['gross-sales', order.gross],
    ['seller-discount', -order.discount],
    ['customer-shipping-fee', order.customerShippingFee],
    ...refunds.flatMap((refund) => [['refund', -refund.amount] as const, ...returnShipping(refund)]),
    ...charges.map((charge) => [charge.kind, charge.amount] as const),
    ['referral-fee', own ? 0n : -referralAtSettlement(order, day)],
    ['refund-administration-fee', -refundFeesSoFar(order, day, refunds).administration],
  );
}

/** R4.1: the lines of a refund that comes after the settlement; `before` are the refunds that came before it. */
function laterRefundComponents(order: Order, settled: string, before: readonly Refund[], refund: Refund) {
  const then = refundFeesSoFar(order, settled, before);
  const now = refundFeesSoFar(order, settled, [...before, refund]);
  return components(
    order.id,
    ['refund', -refund.amount],
    ['referral-fee-refund', now.givenBack - then.givenBack],
    ['refund-administration-fee', then.administration - now.administration],
    ...returnShipping(refund),
  );
}

/** Everything that the order puts on the daily statement of `day`, reserves apart. */
export function orderComponents(history: History, order: Order, day: string): readonly Component[] {
  const settled = settledOn(history, order, day);
  const chargebacks = order.disputes
    .filter((dispute) => dispute.lost && dispute.decidedOn === day)
    .flatMap((dispute) => components(order.id, ['chargeback', -dispute.amount]));
  if (settled === day) return [...settlementComponents(order, day), ...chargebacks];
  if (settled !== null) {
    // Stable: refunds of one day stay in the order of recording.
    const inOrder = [...order.refunds].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
    return [
      ...inOrder.flatMap((refund, index) =>
        refund.on === day ? laterRefundComponents(order, settled, inOrder.slice(0, index), refund) : [],
      ),
      ...chargesOf(order.charges.filter((charge) => charge.on === day)),
      ...chargebacks,
    ];
  }
  if (order.cancelled !== null && order.cancelled.on <= day) {
    const cancelledOn = order.cancelled.on;
    const today = (on: string): boolean => laterDay(on, cancelledOn) === day;
    return [
      ...order.refunds
        .filter((refund) => today(refund.on))
        .flatMap((refund) => components(order.id, ...returnShipping(refund))),
      ...chargesOf(order.charges.filter((charge) => today(charge.on))),
      ...chargebacks,
    ];
  }
  return chargebacks;
}

/** Charges and adjustments as they stand: unknown kinds keep their raw name, zeros make no line (R3.3, R2.4). */
export function chargesOf(postings: readonly Posting[]): readonly Component[] {
  return postings.flatMap((posting) => components(posting.order, [posting.kind, posting.amount]));
}

/** R10.3: the amount of all disputes open at the end of `day`. */
export function openDisputes(history: History, day: string): bigint {
  return total(
    history.orders.flatMap((order) =>
      order.disputes
        .filter((dispute) => dispute.openedOn <= day && (dispute.decidedOn === null || dispute.decidedOn > day))
        .map((dispute) => dispute.amount),
    ),
  );
}
