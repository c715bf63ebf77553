import type { ReactNode } from 'react';
import { opsShopPath, opsStatementPath } from '@/contracts/ops-lists';
import { withParams } from '@/contracts/search-params';
import type { ShopContext } from '@/contracts/shell';
import type { Database } from '@/server/db/database';
import type { StatementView } from './view';

/** The view of the marketplace's own people: the same figures, by a reading that is on record, with doors to their pages. */
export function opsView(
  { shop, database }: { readonly shop: ShopContext; readonly database: Database },
  { actions, readBehind }: { readonly actions: ReactNode; readonly readBehind: StatementView['readBehind'] },
): StatementView {
  const { externalId } = shop;
  return {
    database,
    statementHref: (no, { q, after, proof } = {}) => withParams(opsStatementPath(externalId, no), { q, after, proof }),
    payoutHref: (no) => withParams(opsShopPath(externalId, 'payouts'), { open: no }),
    billHref: (id) => withParams(opsShopPath(externalId, 'bills'), { q: id }),
    payHref: null,
    policyHref: (version) => `/ops/policies/${shop.marketplace}/${version}`,
    crumb: { href: opsShopPath(externalId), label: shop.name },
    actions,
    hasReplayLine: false,
    readBehind,
  };
}
