import type { FactOf } from '../fact/fact';
import { type Minor, minus, negate, smaller } from '../money/money';
import { roundHalfUp } from '../money/rate';
import type { Policy } from '../policy/policy';
import type { Component } from '../settlement/component';

/** Distinct SKUs that an order's refunds name. */
export function distinctSkus(refunds: readonly FactOf<'order.refunded'>[]): number {
  return new Set(refunds.flatMap((refund) => refund.lines.map((line) => line.sku))).size;
}

/**
 * The refund administration fee of an order so far (R4.3): a share of the referral fee that refunds saved or gave back, capped per SKU.
 * @param referralSpared referral avoided before settlement + given back after it
 * @returns a magnitude in minor units
 * @example 20 % of 5.06 = 1.012 -> 1.01
 */
export function administrationFeeSoFar(referralSpared: Minor, skuCount: number, policy: Policy): Minor {
  const cap = (policy.refundAdministrationCapPerSku * BigInt(skuCount)) as Minor;
  return smaller(roundHalfUp(policy.refundAdministrationRate, referralSpared), cap);
}

/** The step from what was charged before to the fee so far; none when they are equal. */
export function administrationFeeComponent(
  soFar: Minor,
  before: Minor,
  referralSpared: Minor,
  skuCount: number,
  policy: Policy,
): Component | null {
  const step = minus(soFar, before);
  if (step === 0n) return null;
  const cap = (policy.refundAdministrationCapPerSku * BigInt(skuCount)) as Minor;
  return {
    kind: 'refund-administration-fee',
    amount: negate(step),
    basis: {
      rule: 'R4.3',
      rate: policy.refundAdministrationRate.text,
      of: referralSpared,
      ...(before === 0n ? {} : { before }),
      ...(soFar === cap ? { cap } : {}),
    },
  };
}
