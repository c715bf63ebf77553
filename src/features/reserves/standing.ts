import { cache } from 'react';
import type { ReserveStandingDto } from '@/contracts/reserves';
import type { ShopContext } from '@/contracts/shell';
import { sellerDatabase } from '@/server/db/seller';
import { readReleases } from '@/server/queries/reserves-release';
import { readReserveStanding } from '@/server/queries/reserves-standing';

/** Once a request: the head, the reasons and the next evaluation all stand on it. */
export const getStanding = cache(
  (shop: ShopContext): Promise<ReserveStandingDto | null> => readReserveStanding(sellerDatabase(), shop),
);

/** Once a request: the list and the calendar. */
export const getReleases = cache((shopId: number) => readReleases(sellerDatabase().pool, shopId));
