import type { SettlementTier } from '../policy/policy';

/** What the settlement tiers are called (R3.1). */
export const TIER_LABEL = {
  introductory: 'Introductory',
  standard: 'Standard',
  accelerated: 'Accelerated',
  express: 'Express',
} as const satisfies Record<SettlementTier, string>;
