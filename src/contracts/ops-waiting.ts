import type { Permission } from './permissions';

/** What may wait for the marketplace's own people, in the order in which it is seen to. */
export const OPS_WAITS = [
  'broken-rules',
  'failed-closes',
  'failed-jobs',
  'pauses',
  'failed-comparisons',
  'differences',
  'failed-payouts',
  'decisions',
  'versions',
  'appeals',
  'transfers',
  'facts',
] as const;
export type OpsWait = (typeof OPS_WAITS)[number];

/** Who may see to each; others are not told of it. */
export const WAIT_PERMISSION = {
  'broken-rules': 'see-proofs',
  'failed-closes': 'see-runs',
  'failed-jobs': 'see-runs',
  pauses: 'see-runs',
  'failed-comparisons': 'see-proofs',
  differences: 'see-proofs',
  'failed-payouts': 'see-every-shop',
  decisions: 'see-every-shop',
  versions: 'see-policy-versions',
  appeals: 'see-appeals',
  transfers: 'see-every-shop',
  facts: 'see-every-shop',
} as const satisfies Record<OpsWait, Permission>;

/** How much of it waits, and since when the oldest has. */
export interface WaitDto {
  readonly wait: OpsWait;
  readonly count: number;
  /** A moment or a day of the marketplace; null where nothing waits. */
  readonly since: string | null;
}
