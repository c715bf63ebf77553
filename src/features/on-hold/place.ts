import type { ReactNode } from 'react';
import type { OnHoldSearch } from '@/contracts/on-hold';
import type { ShopContext } from '@/contracts/shell';
import type { Database } from '@/server/db/database';

/** Whose orders on hold are shown, from which books, and on which page: the seller's own, or a shop's for the marketplace's people. */
export interface OnHoldPlace {
  readonly shop: ShopContext;
  readonly database: Database;
  /** Of the page that the lists are on. */
  readonly path: string;
  /** What stands under an opened order beside what it comes to. */
  readonly underOrder?: (order: string) => ReactNode;
}

/** What a table of orders needs to know of its page. */
export interface OrderTablePlace extends Pick<OnHoldPlace, 'path' | 'underOrder'> {
  readonly asked: OnHoldSearch;
}
