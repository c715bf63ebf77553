import type { PlainDate } from '../calendar/plain-date';
import { type Minor, minus, negate, plus, ZERO } from '../money/money';
import { roundHalfUp } from '../money/rate';
import { compareOccurrences } from '../order/occurrence';
import { type Effective, type Order, refundedBy } from '../order/order';
import type { Policy } from '../policy/policy';
import type { Component } from '../settlement/component';
import type { Settlement } from '../settlement/settle-order';
import { administrationFeeComponent, administrationFeeSoFar, distinctSkus } from './administration-fee';
import { returnShippingComponents } from './return-shipping';

/** A refund that was approved after its order had settled, with the components of its line. */
export interface RefundLinePlan {
  readonly refund: Effective<'order.refunded'>;
  readonly components: readonly Component[];
}

/** The refunds approved after the settlement, in the order in which they post. */
export function refundsAfter(order: Order, settledOn: PlainDate): readonly Effective<'order.refunded'>[] {
  return order.refunds
    .filter((refund) => refund.from > settledOn)
    .sort((left, right) =>
      left.from === right.from ? compareOccurrences(left, right) : left.from < right.from ? -1 : 1,
    );
}

function referralGivenBack(base: Minor, before: Minor, policy: Policy): Component | null {
  const back = minus(roundHalfUp(policy.referralRate, base), before);
  if (back === 0n) return null;
  return {
    kind: 'referral-fee-refund',
    amount: back,
    basis: { rule: 'R4.2', rate: policy.referralRate.text, of: base, ...(before === 0n ? {} : { before }) },
  };
}

/**
 * The lines of all refunds after settlement (R4.1-R4.4). Running totals make any split of a refund give back the same in all.
 * @param policy the version of the day on which the order settled (R1.5)
 */
export function planRefundsAfter(
  order: Order,
  settledOn: PlainDate,
  settlement: Settlement,
  policy: Policy,
): readonly RefundLinePlan[] {
  const earlier = order.refunds.filter((refund) => refund.from <= settledOn).map((refund) => refund.fact);
  let refunded = ZERO;
  let givenBack = ZERO;
  let feeCharged = settlement.administrationCharged;
  return refundsAfter(order, settledOn).map((refund) => {
    earlier.push(refund.fact);
    const amount = refundedBy(refund.fact);
    refunded = plus(refunded, amount);
    const components: Component[] =
      amount === 0n ? [] : [{ kind: 'refund', amount: negate(amount), basis: { rule: 'R4.1' } }];
    if (!settlement.ownReferralFee) {
      const back = referralGivenBack(refunded, givenBack, policy);
      if (back !== null) components.push(back);
      givenBack = roundHalfUp(policy.referralRate, refunded);
      const spared = plus(settlement.referralAvoided, givenBack);
      const skuCount = distinctSkus(earlier);
      const fee = administrationFeeSoFar(spared, skuCount, policy);
      const step = administrationFeeComponent(fee, feeCharged, spared, skuCount, policy);
      if (step !== null) components.push(step);
      feeCharged = fee;
    }
    components.push(...returnShippingComponents(refund.fact, policy));
    return { refund, components };
  });
}
