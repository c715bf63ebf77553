import type { Measure } from '../policy/policy';

/** What a measure is called once it is in force (R9.1). */
export const MEASURE_LABEL = {
  'suspend-promotions': 'Promotions suspended',
  'freeze-withdrawals': 'Withdrawals frozen',
  'deactivate-shop': 'Shop deactivated',
} as const satisfies Record<Measure, string>;

/** What it keeps from happening, as the rest of a sentence. */
export const MEASURE_STOPS = {
  'suspend-promotions': 'no promotion of yours runs',
  'freeze-withdrawals': 'no payout is made; what you earn stays in your balance',
  'deactivate-shop': 'your shop sells nothing, and no payout is made',
} as const satisfies Record<Measure, string>;

/**
 * Measures as the beginning of a sentence.
 * @example measuresLabel(["suspend-promotions", "freeze-withdrawals"]) === "Promotions suspended and withdrawals frozen"
 */
export function measuresLabel(measures: readonly Measure[]): string {
  const [first = '', ...rest] = measures.map((measure) => MEASURE_LABEL[measure]);
  const lower = rest.map((word) => word.charAt(0).toLowerCase() + word.slice(1));
  const last = lower.pop();
  return last === undefined ? first : `${[first, ...lower].join(', ')} and ${last}`;
}

/**
 * What applied a measure, as the end of a sentence.
 * @param write writes a decimal string as an amount
 * @example "132.40 was owed at the end of that day, more than 100.00"; "83.44 was owed after 10 day-ends in a row below zero"
 */
export function measureCause(
  { trigger, owed }: { readonly trigger: string; readonly owed: string },
  write: (amount: string) => string,
): string {
  const [kind, limit = ''] = trigger.split(' ');
  return kind === 'owed-over'
    ? `${write(owed)} was owed at the end of that day, more than ${write(limit)}`
    : `${write(owed)} was owed after ${limit} day-ends in a row below zero`;
}
