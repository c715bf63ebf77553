import { cache } from 'react';
import type { ReserveStandingDto } from '@/contracts/reserves';
import type { ShopContext } from '@/contracts/shell';
import { wallTime } from '@/domain/calendar/instant';
import { sellerDatabase } from '@/server/db/seller';
import { readReleases } from '@/server/queries/reserves-release';
import { readReserveStanding } from '@/server/queries/reserves-standing';
import { dayTimeText } from '@/ui/day-text';

/** Once a request: the head, the reasons and the next evaluation all stand on it. */
export const getStanding = cache(
  (shop: ShopContext): Promise<ReserveStandingDto | null> => readReserveStanding(sellerDatabase(), shop),
);

/** Once a request: the list and the calendar. */
export const getReleases = cache((shopId: number) => readReleases(sellerDatabase().pool, shopId));

/** The moment that the page's figures are of, in the marketplace's zone. */
export function asOfText({ now, zone }: Pick<ShopContext, 'now' | 'zone'>): string {
  return dayTimeText(wallTime(now, zone));
}
