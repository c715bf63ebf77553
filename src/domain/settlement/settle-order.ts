import type { TierChange } from '../books';
import { addDays, laterDay, type PlainDate } from '../calendar/plain-date';
import { type Minor, minus, negate, sum, ZERO } from '../money/money';
import { roundHalfUp } from '../money/rate';
import { type Effective, grossOf, isDisputedAtEnd, netSalesOf, type Order, refundedBy } from '../order/order';
import { type Policy, type PolicyBook, policyOn, type SettlementTier } from '../policy/policy';
import { administrationFeeComponent, administrationFeeSoFar, distinctSkus } from '../refund/administration-fee';
import { returnShippingComponents } from '../refund/return-shipping';
import { type Component, isKnownKind } from './component';

/** What tells when an order settles: the shop's tiers over time, and its marketplace's book. */
export interface SettlementTerms {
  readonly tiers: readonly TierChange[];
  readonly book: PolicyBook;
}

/** The tier in effect on a day; the opening tier for days before the opening. */
export function tierOn(tiers: readonly TierChange[], day: PlainDate): SettlementTier {
  let tier = tiers[0]?.tier ?? 'standard';
  for (const change of tiers) if (change.from <= day) tier = change.tier;
  return tier;
}

/**
 * The day given to an order at its delivery: deliveredOn + the tier's days (R3.1). Null while undelivered.
 * @example delivered 2026-03-02 on the standard tier: 2026-03-10
 */
export function settlesOn(order: Order, terms: SettlementTerms): PlainDate | null {
  const deliveredOn = order.delivered?.on;
  if (deliveredOn === undefined) return null;
  const opening = terms.tiers[0]?.from ?? deliveredOn;
  const policy = policyOn(terms.book, laterDay(deliveredOn, opening));
  return addDays(deliveredOn, policy.settlementDays[tierOn(terms.tiers, deliveredOn)]);
}

/**
 * The day on which an order settles, as far as its facts tell: the first one, from settlesOn and its arrival in the books on, at whose
 * end no dispute of it is open (R2.2, R3.2).
 * @returns null if it is undelivered, cancelled, or waits for a dispute
 */
export function settledOn(order: Order, terms: SettlementTerms): PlainDate | null {
  const due = settlesOn(order, terms);
  if (due === null || order.delivered === null || order.cancelled !== null) return null;
  let day = laterDay(due, order.delivered.from);
  while (isDisputedAtEnd(order, day)) {
    const next = firstDecisionAfter(order, day);
    if (next === null) return null;
    day = next;
  }
  return day;
}

function firstDecisionAfter(order: Order, day: PlainDate): PlainDate | null {
  let first: PlainDate | null = null;
  for (const { decided } of order.disputes) {
    if (decided === null || decided.from <= day) continue;
    if (first === null || decided.from < first) first = decided.from;
  }
  return first;
}

/** An order's settlement, and what of it the later refunds need to know. */
export interface Settlement {
  readonly components: readonly Component[];
  readonly amount: Minor;
  /** Whether the order carried a referral fee of its own: then the engine computes none (R3.4). */
  readonly ownReferralFee: boolean;
  /** The referral fee that the engine charged, as a magnitude. */
  readonly referralCharged: Minor;
  /** round(rate x (gross - discount)) - charged: what refunds before settlement saved (R4.3). */
  readonly referralAvoided: Minor;
  /** The administration fee charged inside the settlement, as a magnitude (R4.3). */
  readonly administrationCharged: Minor;
}

/** Charges of an order as components, zero ones left out (R2.4). */
export function chargeComponent(charge: Effective<'order.charged'>): Component | null {
  if (charge.fact.amount === 0n) return null;
  const note = charge.fact.note;
  return {
    kind: charge.fact.kind,
    amount: charge.fact.amount,
    basis: {
      rule: isKnownKind(charge.fact.kind) ? 'R3.3' : 'R3.3 unknown kind',
      ...(note === undefined ? {} : { note }),
    },
  };
}

function pushSigned(components: Component[], kind: string, amount: Minor, rule: string): void {
  if (amount !== 0n) components.push({ kind, amount, basis: { rule } });
}

/**
 * Everything of an order up to and including a day, as its settlement amount (R3.3, R3.4, R4.1). Pure in the order's facts: the same
 * for the settlement itself, for what is on hold, and for what a later refund looks back on.
 * @param day the day that it settles, or the day that it is looked at
 */
export function settleOrder(order: Order, day: PlainDate, policy: Policy): Settlement {
  const placed = order.placed.fact;
  const refunds = order.refunds.filter((refund) => refund.from <= day);
  const charges = order.charges.filter((charge) => charge.from <= day);
  const refunded = sum(refunds.map((refund) => refundedBy(refund.fact)));
  const ownReferralFee = charges.some((charge) => charge.fact.kind === 'referral-fee');
  const components: Component[] = [];
  pushSigned(components, 'gross-sales', grossOf(placed), 'R3.3');
  pushSigned(components, 'seller-discount', negate(placed.sellerDiscount ?? ZERO), 'R3.3');
  pushSigned(components, 'refund', negate(refunded), 'R4.1');
  pushSigned(components, 'customer-shipping-fee', placed.customerShippingFee ?? ZERO, 'R3.3');
  const base = minus(netSalesOf(placed), refunded);
  const referralCharged = ownReferralFee ? ZERO : roundHalfUp(policy.referralRate, base);
  if (referralCharged !== 0n) {
    components.push({
      kind: 'referral-fee',
      amount: negate(referralCharged),
      basis: { rule: 'R3.4', rate: policy.referralRate.text, of: base },
    });
  }
  const referralAvoided = ownReferralFee
    ? ZERO
    : minus(roundHalfUp(policy.referralRate, netSalesOf(placed)), referralCharged);
  const skuCount = distinctSkus(refunds.map((refund) => refund.fact));
  const administrationCharged = administrationFeeSoFar(referralAvoided, skuCount, policy);
  const fee = administrationFeeComponent(administrationCharged, ZERO, referralAvoided, skuCount, policy);
  if (fee !== null) components.push(fee);
  for (const refund of refunds) components.push(...returnShippingComponents(refund.fact, policy));
  for (const charge of charges) {
    const component = chargeComponent(charge);
    if (component !== null) components.push(component);
  }
  return {
    components,
    amount: sum(components.map((component) => component.amount)),
    ownReferralFee,
    referralCharged,
    referralAvoided,
    administrationCharged,
  };
}
