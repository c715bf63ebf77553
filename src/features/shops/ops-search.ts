import type { OpsShopSort, OpsShopState, OpsShopsSearch } from '@/contracts/ops-shops';
import { withParams } from '@/contracts/search-params';

export const OPS_SHOPS_PATH = '/ops/shops';

/** The list under some filters and in some order. A change begins at the first page again. */
export function opsShopsHref(asked: OpsShopsSearch, changes: Partial<OpsShopsSearch> = {}): string {
  return withParams(OPS_SHOPS_PATH, { ...asked, after: undefined, ...changes });
}

/** The export of what the list shows under its filters. */
export function opsShopsExportHref(asked: OpsShopsSearch): string {
  return withParams(`${OPS_SHOPS_PATH}/export`, { ...asked, after: undefined });
}

/** The filters that a form carries along, without those that are its own fields. */
export function keptOpsFilters(
  asked: OpsShopsSearch,
  own: readonly (keyof OpsShopsSearch)[],
): Readonly<Record<string, string>> {
  const kept = Object.entries({ ...asked, after: undefined }).filter(([key]) => !own.some((name) => name === key));
  return Object.fromEntries(kept.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

export const OPS_STATE_WORD = {
  negative: 'Negative',
  frozen: 'Frozen',
  'promotions-suspended': 'Promotions suspended',
  'payout-failed': 'Payout failed',
  'risk-level-0': 'Reserve level 0',
  'risk-flagged': 'Risk flag',
  'reserve-exempt': 'Exempt',
  probation: 'Probation',
  inactive: 'Inactive',
  closed: 'Closed',
} as const satisfies Record<OpsShopState, string>;

export const OPS_SHOP_SORT_WORD = {
  worst: 'Worst first',
  owed: 'Most owed',
  debt: 'Oldest debt',
  available: 'Lowest balance',
  reserved: 'Most in reserve',
  'in-transit': 'Most in transit',
  level: 'Strictest reserve level',
  name: 'Name',
  newest: 'Opened last',
} as const satisfies Record<OpsShopSort, string>;
