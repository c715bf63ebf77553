import { withParams } from '@/contracts/search-params';
import type { DeliveriesSearch } from '@/contracts/webhooks';

export const WEBHOOKS_PATH = '/account/webhooks';

/** An endpoint, with its log from a delivery on or one delivery opened. */
export function endpointHref(id: string, { before, open }: DeliveriesSearch = {}): string {
  return withParams(`${WEBHOOKS_PATH}/${id}`, { before, open });
}
