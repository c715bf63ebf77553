import { Decimal } from 'decimal.js';
import type { Policy, SettlementTier } from '../policy/policy';

/**
 * The tier that a standing earns (R10.1): on probation introductory; else by score; else, or without a score, standard.
 * @param score Shop Performance Score as a decimal string, 0.0-5.0, or null
 * @example tierFor({ probation: false, score: "3.5" }, policy) === "accelerated"
 */
export function tierFor(
  standing: { readonly probation: boolean; readonly score: string | null },
  policy: Policy,
): SettlementTier {
  if (standing.probation) return 'introductory';
  if (standing.score === null) return 'standard';
  const score = new Decimal(standing.score);
  return policy.tierScores.find((step) => score.greaterThanOrEqualTo(step.atLeast))?.tier ?? 'standard';
}
