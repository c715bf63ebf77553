/** The lists across all shops of which the marketplace's own people keep views. */
export const OPS_LISTS = ['shops', 'statements', 'payouts'] as const;
export type OpsList = (typeof OPS_LISTS)[number];

export const OPS_LIST_PATHS = {
  shops: '/ops/shops',
  statements: '/ops/statements',
  payouts: '/ops/payouts',
} as const satisfies Record<OpsList, string>;

/** A shop's page for the marketplace's own people. @example opsShopPath("ivy-prints", "facts") === "/ops/shops/ivy-prints/facts" */
export function opsShopPath(shop: string, tab?: string): string {
  return `/ops/shops/${encodeURIComponent(shop)}${tab === undefined ? '' : `/${tab}`}`;
}

/** A statement's page for the marketplace's own people. @example opsStatementPath("ivy-prints", 12) === "/ops/shops/ivy-prints/statements/12" */
export function opsStatementPath(shop: string, no: number): string {
  return opsShopPath(shop, `statements/${no}`);
}
