import { cache } from 'react';
import type { ShopContext } from '@/contracts/shell';
import { sellerDatabase } from '@/server/db/seller';
import { type Outlook, readOutlook } from '@/server/queries/outlook';

/** The engine run forward from the shop's books, once a request: several islands look at it. */
export const getOutlook: (shop: ShopContext) => Promise<Outlook | null> = cache((shop: ShopContext) =>
  readOutlook(sellerDatabase(), shop),
);
