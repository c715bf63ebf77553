import type { PortfolioSearch } from '@/contracts/portfolio';
import { withParams } from '@/contracts/search-params';

export const SHOPS_PATH = '/shops';
export const PAY_SHOPS_PATH = '/shops/pay';
export const CHECK_SHOPS_PATH = '/shops/check';
export const EXPORT_SHOPS_PATH = '/shops/export';

function filtersOf(asked: PortfolioSearch, changes: Partial<PortfolioSearch>): PortfolioSearch {
  const { view, q, state, level, tier, currency, checks, sort, dir, after } = {
    ...asked,
    after: undefined,
    ...changes,
  };
  return { view, q, state, level, tier, currency, checks, sort, dir, after };
}

/**
 * The list under some filters and in some order. A change begins at the first page again.
 * @example shopsHref({ view: "owing" }, { sort: "owed" }) === "/shops?view=owing&sort=owed"
 */
export function shopsHref(asked: PortfolioSearch, changes: Partial<PortfolioSearch> = {}): string {
  return withParams(SHOPS_PATH, filtersOf(asked, changes));
}

/** What stands behind the question mark of the list's address: what a saved view keeps. */
export function queryOf(asked: PortfolioSearch): string {
  return shopsHref(asked).slice(SHOPS_PATH.length + 1);
}

/** The export of what the list shows under its filters. */
export function exportHref(asked: PortfolioSearch): string {
  return withParams(EXPORT_SHOPS_PATH, filtersOf(asked, {}));
}

/** The filters that a form carries along, without those that are its own fields. */
export function keptFilters(
  asked: PortfolioSearch,
  own: readonly (keyof PortfolioSearch)[],
): Readonly<Record<string, string>> {
  const kept: Record<string, string> = {};
  for (const [key, value] of Object.entries(filtersOf(asked, {}))) {
    if (value !== undefined && !own.some((name) => name === key)) kept[key] = value;
  }
  return kept;
}

/** A shop's daily checklist. */
export function checklistHref(
  shop: string,
  asked: { readonly before?: string | undefined; readonly day?: string | undefined } = {},
): string {
  return withParams(`/shops/checklist/${encodeURIComponent(shop)}`, { before: asked.before, day: asked.day });
}

/** Pages of one shop that the list opens: it becomes the chosen one. */
export const PLACES = {
  overview: '/finances',
  statements: '/finances/statements',
  'negative-balance': '/finances/negative-balance',
  payouts: '/finances/payouts',
  reserves: '/finances/reserves',
  bills: '/finances/bills',
  'bank-accounts': '/account/bank-accounts',
  health: '/health',
  alerts: '/account/alerts',
} as const;
export type Place = keyof typeof PLACES;
