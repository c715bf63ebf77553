import { cursorText, type OnHoldSearch } from '@/contracts/on-hold';
import { withParams } from '@/contracts/search-params';

export const ON_HOLD_PATH = '/finances/on-hold';

/** The page with some changes. @example onHoldHref({ q: "IV-1" }, { open: "IV-10497" }) === "/finances/on-hold?q=IV-1&open=IV-10497" */
export function onHoldHref(asked: OnHoldSearch, changes: Partial<OnHoldSearch> = {}): string {
  const { q, after, before, open } = { ...asked, ...changes };
  return withParams(ON_HOLD_PATH, {
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
export function openHref(asked: OnHoldSearch, order: string): string {
  const open = asked.open === order ? undefined : order;
  return `${onHoldHref(asked, { open })}#${encodeURIComponent(rowId(order))}`;
}

/** The export of what the list shows under its search. */
export function onHoldExportHref({ q }: OnHoldSearch): string {
  return withParams(`${ON_HOLD_PATH}/export`, { q });
}
