import 'server-only';
import type { ShopRow } from '../repositories/shops';

/** Shops are replayed in groups of about this many facts: bounds memory, not the number of shops. */
const FACTS_AT_A_TIME = 50_000;
const SHOPS_AT_A_TIME = 200;

/** Groups shops whose facts are read together, so that memory does not grow with their number. */
export function groupShops(shops: readonly ShopRow[]): ShopRow[][] {
  const groups: ShopRow[][] = [];
  let facts = Number.POSITIVE_INFINITY;
  for (const shop of shops) {
    const last = groups.at(-1);
    if (last === undefined || last.length >= SHOPS_AT_A_TIME || facts + shop.lastFactNo > FACTS_AT_A_TIME) {
      groups.push([shop]);
      facts = shop.lastFactNo;
    } else {
      last.push(shop);
      facts += shop.lastFactNo;
    }
  }
  return groups;
}
