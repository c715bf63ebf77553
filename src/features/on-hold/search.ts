import { cursorText, type OnHoldSearch } from '@/contracts/on-hold';
import { withParams } from '@/contracts/search-params';

/** The seller's page of orders on hold; the marketplace's own people have the same lists on a shop's page. */
export const ON_HOLD_PATH = '/finances/on-hold';

/** The page with some changes. @example onHoldHref(ON_HOLD_PATH, { q: "IV-1" }, { open: "IV-10497" }) === "/finances/on-hold?q=IV-1&open=IV-10497" */
export function onHoldHref(path: string, asked: OnHoldSearch, changes: Partial<OnHoldSearch> = {}): string {
  const { q, after, before, open } = { ...asked, ...changes };
  return withParams(path, {
    q,
    after: after === undefined ? undefined : cursorText(after),
    before: before === undefined ? undefined : cursorText(before),
    open,
  });
}

/** The id of an order's row. Order ids may hold any character, a fragment may not. */
export function rowId(order: string): string {
  return `order-${encodeURIComponent(order)}`;
}

/** Opens an order in place, or closes the one that is open. */
export function openHref(path: string, asked: OnHoldSearch, order: string): string {
  const open = asked.open === order ? undefined : order;
  return `${onHoldHref(path, asked, { open })}#${encodeURIComponent(rowId(order))}`;
}

/** The export of what the seller's list shows under its search. */
export function onHoldExportHref({ q }: OnHoldSearch): string {
  return withParams(`${ON_HOLD_PATH}/export`, { q });
}
