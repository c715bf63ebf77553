import { cache } from 'react';
import type { ShopContext } from '@/contracts/shell';
import { siteDatabase } from '@/server/db/site';
import { type Outlook, readOutlook } from '@/server/queries/outlook';

/** The engine run forward from the shop's books, once a request: several islands look at it. */
export const getOutlook: (shop: ShopContext) => Promise<Outlook | null> = cache((shop: ShopContext) =>
  readOutlook(siteDatabase(), shop),
);
