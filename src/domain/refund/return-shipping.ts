import type { FactOf } from '../fact/fact';
import { type Minor, negate, ZERO } from '../money/money';
import { roundHalfUp } from '../money/rate';
import type { Policy } from '../policy/policy';
import type { Component } from '../settlement/component';

/**
 * Return shipping by fault (R4.4): the seller pays it in full; where the fault is not the seller's, the platform subsidises a portion.
 * @example a cost of 7.15 at the seller's fault: return-shipping-fee -7.15
 */
export function returnShippingComponents(refund: FactOf<'order.refunded'>, policy: Policy): readonly Component[] {
  const cost = refund.returnShippingCost ?? ZERO;
  if (cost === 0n) return [];
  const fee: Component = {
    kind: 'return-shipping-fee',
    amount: negate(cost),
    basis: { rule: 'R4.4', note: `fault: ${refund.fault}` },
  };
  const subsidy: Minor = refund.fault === 'seller' ? ZERO : roundHalfUp(policy.returnShippingSubsidyRate, cost);
  if (subsidy === 0n) return [fee];
  const basis = { rule: 'R4.4', rate: policy.returnShippingSubsidyRate.text, of: cost };
  return [fee, { kind: 'return-shipping-subsidy', amount: subsidy, basis }];
}
