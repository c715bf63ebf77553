import type { ReactNode } from 'react';
import { withParams } from '@/contracts/search-params';
import type { ShopContext } from '@/contracts/shell';
import type { Database } from '@/server/db/database';
import type { StatementView } from './view';

/** The address of a shop's page for the marketplace's own people. */
function shopHref(shop: Pick<ShopContext, 'externalId'>): string {
  return `/ops/shops/${encodeURIComponent(shop.externalId)}`;
}

/** The view of the marketplace's own people: the same figures, by a reading that is on record, with doors to their pages. */
export function opsView(
  { shop, database }: { readonly shop: ShopContext; readonly database: Database },
  { actions, readBehind }: { readonly actions: ReactNode; readonly readBehind: StatementView['readBehind'] },
): StatementView {
  const home = shopHref(shop);
  return {
    database,
    statementHref: (no, { q, after, proof } = {}) => withParams(`${home}/statements/${no}`, { q, after, proof }),
    payoutHref: (no) => `${home}?tab=payouts&open=${no}#payout-${no}`,
    billHref: (id) => `${home}?tab=bills#${id}`,
    payHref: null,
    policyHref: (version) => `/ops/policies/${shop.marketplace}/${version}`,
    crumb: { href: home, label: shop.name },
    actions,
    hasReplayLine: false,
    readBehind,
  };
}
