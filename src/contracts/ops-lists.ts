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

/** A bill among those of its shop, opened. @example opsBillPath("ivy", "bil_1") === "/ops/shops/ivy/bills?open=bil_1#bill" */
export function opsBillPath(shop: string, bill: string): string {
  return `${opsShopPath(shop, 'bills')}?open=${encodeURIComponent(bill)}#bill`;
}

/** A statement's page for the marketplace's own people. @example opsStatementPath("ivy-prints", 12) === "/ops/shops/ivy-prints/statements/12" */
export function opsStatementPath(shop: string, no: number): string {
  return opsShopPath(shop, `statements/${no}`);
}
