import type { ShopContext } from '@/contracts/shell';
import { instant } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';

/** Ivy's shop on the morning of 14 March, as its pages know it. */
export const IVY_SHOP: ShopContext = {
  id: 1,
  externalId: 'ivy',
  name: 'Ivy Ceramics',
  marketplace: 'us',
  marketplaceName: 'US marketplace',
  currency: 'USD',
  zone: 'UTC',
  openedOn: plainDate('2026-01-01'),
  closedOn: null,
  closedThrough: plainDate('2026-03-13'),
  now: instant('2026-03-14T09:12:00Z'),
  today: plainDate('2026-03-14'),
  isUpToDate: true,
  role: 'owner',
};
