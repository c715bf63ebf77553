import type { ShopContext } from '@/contracts/shell';
import { wallTime } from '@/domain/calendar/instant';
import { dayTimeText } from '@/ui/day-text';

/** The moment that a page's figures are of, in the marketplace's zone. @example "Sat 14 Mar 2026, 09:12" */
export function asOfText({ now, zone }: Pick<ShopContext, 'now' | 'zone'>): string {
  return dayTimeText(wallTime(now, zone));
}
