import { formatMinor } from '../money/money';
import type { WithholdingReason, WithholdingRecord } from '../statement/statement';
import { percent } from './component';

const WHY_NOT = {
  exempt: 'Your shop is exempt from the reserve.',
  'settlement-not-positive': 'The order settled at nothing or less, so there is nothing to withhold from.',
  'rate-zero': 'At your reserve level nothing is withheld.',
  'rounds-to-zero': 'The share is less than half a cent.',
  'released-before-settlement': 'The reserve period was already over when the order settled.',
  'statement-would-not-pay': 'The statement would have paid less than that, so less was withheld.',
} as const satisfies Record<WithholdingReason, string>;

/**
 * Says what an order's settlement put into the reserve, and why it was less than the rate or nothing (R5.1, R5.6).
 * @example "5 % of the settlement, 3.96, is held until 2026-04-01."
 */
export function explainWithholding(record: WithholdingRecord): string {
  const held = `${percent(record.rate)} of the settlement, ${formatMinor(record.withheld)}, is held until ${record.releaseOn}.`;
  if (record.reason === null) return held;
  if (record.withheld === 0n) return WHY_NOT[record.reason];
  return `${formatMinor(record.withheld)} of ${formatMinor(record.full)} is held until ${record.releaseOn}. ${WHY_NOT[record.reason]}`;
}
