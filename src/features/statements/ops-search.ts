import type { OpsStatementSort, OpsStatementsSearch } from '@/contracts/ops-statements';
import { withParams } from '@/contracts/search-params';

export const OPS_STATEMENTS_PATH = '/ops/statements';

/** The list under some filters and in some order. A change begins at the first page again. */
export function opsStatementsHref(asked: OpsStatementsSearch, changes: Partial<OpsStatementsSearch> = {}): string {
  return withParams(OPS_STATEMENTS_PATH, { ...asked, after: undefined, ...changes });
}

/** The export of what the list shows under its filters. */
export function opsStatementsExportHref(asked: OpsStatementsSearch): string {
  return withParams(`${OPS_STATEMENTS_PATH}/export`, { ...asked, after: undefined });
}

/** The filters that a form carries along, without those that are its own fields. */
export function keptOpsFilters(
  asked: OpsStatementsSearch,
  own: readonly (keyof OpsStatementsSearch)[],
): Readonly<Record<string, string>> {
  const kept = Object.entries({ ...asked, after: undefined }).filter(([key]) => !own.some((name) => name === key));
  return Object.fromEntries(kept.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

export const OPS_STATEMENT_SORT_WORD = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  'most-owed': 'Most owed',
  'most-open': 'Most to pay out',
  'lowest-payable': 'Lowest payable',
  'highest-payable': 'Highest payable',
} as const satisfies Record<OpsStatementSort, string>;
