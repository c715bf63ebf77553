import { Decimal } from 'decimal.js';
import type { Policy, SettlementTier } from '../policy/policy';

/** A tier as a step: what it asks for, and how soon it pays. */
export interface TierStep {
  readonly tier: SettlementTier;
  /** The score from which on; null for standard, which asks for none. */
  readonly atLeast: string | null;
  readonly settlementDays: number;
  /** How many days sooner than the tier in effect; 0 for it and for slower ones. */
  readonly gainDays: number;
  /** By how much the score has to rise, as a decimal string; null where nothing is missing, or there is no score. */
  readonly missing: string | null;
}

/**
 * The tiers that a score brings, the slowest first (R10.1, R3.1).
 * @param current the tier in effect
 * @param score Shop Performance Score as a decimal string, or null
 * @example standard, score 3.4: accelerated from 3.5, missing 0.1, 3 days sooner; express from 4.0, missing 0.6, 7 days sooner
 */
export function tierSteps(current: SettlementTier, score: string | null, policy: Policy): readonly TierStep[] {
  const daysNow = policy.settlementDays[current];
  const step = (tier: SettlementTier, atLeast: string | null): TierStep => {
    const settlementDays = policy.settlementDays[tier];
    const gap = atLeast === null || score === null ? null : new Decimal(atLeast).minus(score);
    return {
      tier,
      atLeast,
      settlementDays,
      gainDays: Math.max(0, daysNow - settlementDays),
      missing: gap?.greaterThan(0) === true ? gap.toString() : null,
    };
  };
  return [step('standard', null), ...policy.tierScores.toReversed().map(({ tier, atLeast }) => step(tier, atLeast))];
}
