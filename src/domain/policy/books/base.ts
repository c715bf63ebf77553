import { plainDate } from '../../calendar/plain-date';
import { minor } from '../../money/money';
import { rate } from '../../money/rate';
import type { EnforcementRule, Measure, Policy } from '../policy';

const SUSPEND_AND_FREEZE: readonly Measure[] = ['suspend-promotions', 'freeze-withdrawals'];

/** The ladder that the platform publishes at large (R9.1): over 100.00, or ten days in a row. */
export const PLATFORM_LADDER: readonly EnforcementRule[] = [
  { trigger: { kind: 'owed-over', amount: minor(10000n) }, measures: SUSPEND_AND_FREEZE, drawReserve: true },
  { trigger: { kind: 'negative-days', days: 10 }, measures: SUSPEND_AND_FREEZE, drawReserve: true },
];

/** The numbers that all first versions share; a book overrides what its marketplace publishes otherwise. */
export const BASE: Policy = {
  version: 1,
  effectiveFrom: plainDate('2000-01-01'),
  source:
    'Reserve policy; Finance & Settlement Overview (2025-11-25); How to pay off negative balances (2025-09-12); Three core policies',
  settlementDays: { introductory: 31, standard: 8, accelerated: 5, express: 1 },
  tierScores: [
    { tier: 'express', atLeast: '4.0' },
    { tier: 'accelerated', atLeast: '3.5' },
  ],
  referralRate: rate('0.06'),
  refundAdministrationRate: rate('0.20'),
  refundAdministrationCapPerSku: minor(500n),
  returnShippingSubsidyRate: rate('0.50'),
  reserveLevels: {
    0: { rate: rate('0.70'), periodDays: 30 },
    1: { rate: rate('0.10'), periodDays: 30 },
    2: { rate: rate('0.05'), periodDays: 30 },
    3: { rate: rate('0'), periodDays: 0 },
  },
  evaluation: {
    windowFromDays: 45,
    windowToDays: 15,
    level1: { lateDispatchOver: rate('0.08'), sellerFaultOver: rate('0.05') },
    level2: { lateDispatchOver: rate('0.04'), sellerFaultOver: rate('0.025') },
  },
  disputeShare: rate('0.85'),
  closureWithholdDays: 90,
  minimumPayout: minor(100n),
  bill: { minimum: minor(100n), cardMinimum: minor(50n), expiryHours: 24, transferExpiryDays: 7, clearingMinutes: 240 },
  enforcement: {
    negativeFrom: minor(100n),
    rules: PLATFORM_LADDER,
    lift: 'appeal',
    warnAtShare: rate('0.80'),
    warnOnDays: [5, 8],
  },
  activity: { warnAfterDays: 25, inactiveAfterDays: 30, productsRemovedAfterDays: 37, bannedAfterDays: 61 },
};
